namespace SamFast;

public sealed partial class SharpnessMeter<T>
{
    /// <summary>SAM's sharpness: the largest rise of the loss within ρ, max L(w + ε) − L(w) over ‖ε‖ ≤ ρ, from
    /// below.</summary>
    /// <remarks>
    /// <para>With one step, ε = ρ·g/‖g‖ with the gradient g at w (Foret et al. 2021, arXiv:2010.01412): exact for a linear
    /// loss. Each further step takes ε = ρ·g/‖g‖ with the gradient at the last point, the farthest point of the ball along
    /// that gradient: for a convex loss, it is never lower than the last.</para>
    /// <para>If a gradient is 0, as at a minimum, the direction is random.</para>
    /// </remarks>
    /// <param name="parameters">w; not modified.</param>
    /// <param name="objective">The loss; evaluated K times with its gradient, and once without.</param>
    /// <param name="rho">ρ, the radius of the ball, in the unit of the parameters.</param>
    /// <param name="ascentSteps">K, at least 1.</param>
    /// <param name="progress">Receives the progress after each step; or null. It must not use this meter.</param>
    /// <param name="cancellation">Checked before each step.</param>
    /// <exception cref="ArgumentException">The span has another length, or a number is out of range.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was requested.</exception>
    public AscentSharpness Climb<TObjective>(
        ReadOnlySpan<T> parameters, ref TObjective objective, double rho = 0.05, int ascentSteps = 1,
        IProgress<SharpnessProgress>? progress = null, CancellationToken cancellation = default)
        where TObjective : IObjective<T>, allows ref struct
    {
        Check(parameters);
        CheckRadius(rho);
        ArgumentOutOfRangeException.ThrowIfLessThan(ascentSteps, 1);

        cancellation.ThrowIfCancellationRequested();
        double start = objective.Evaluate(parameters, _direction), highest = double.NegativeInfinity;
        for (int step = 1; step <= ascentSteps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            double norm = Norm(_direction);
            if (norm == 0)
                norm = Randomize(_direction, ClimbStream, step);
            Move(parameters, norm == 0 ? 0 : rho / norm, _direction);
            highest = Math.Max(highest, objective.Evaluate(_point, step < ascentSteps ? _direction : []));
            progress?.Report(new SharpnessProgress(step, ascentSteps, highest - start, double.NaN));
        }

        return new AscentSharpness(start, highest, ascentSteps);
    }

    /// <inheritdoc cref="Climb{TObjective}"/>
    /// <exception cref="ArgumentNullException">The objective is null.</exception>
    public AscentSharpness Climb(
        ReadOnlySpan<T> parameters, ObjectiveFunction<T> objective, double rho = 0.05, int ascentSteps = 1,
        IProgress<SharpnessProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(objective);
        var function = new DelegateObjective<T>(objective);
        return Climb(parameters, ref function, rho, ascentSteps, progress, cancellation);
    }

    /// <summary>The mean rise of the loss at the distance ρ: E L(w + ε) − L(w), with ε a Gaussian direction of norm
    /// ρ.</summary>
    /// <remarks>Directions are used both ways, ½(L(w + ε) + L(w − ε)) − L(w): the terms linear in ε cancel, which removes most
    /// of the noise and does not change the mean. For small ρ it is ρ²/2n times the trace of the Hessian.</remarks>
    /// <param name="parameters">w; not modified.</param>
    /// <param name="objective">The loss; evaluated twice for each direction, and once more, always without gradient.</param>
    /// <param name="rho">ρ, the norm of the perturbations, in the unit of the parameters.</param>
    /// <param name="directions">The maximum number of directions, at least 1.</param>
    /// <param name="tolerance">Stops when the standard error is at most this fraction of the mean, after at least 8 directions.
    /// With 0, all are tried, unless they agree.</param>
    /// <param name="progress">Receives the progress after each direction; or null. It must not use this meter.</param>
    /// <param name="cancellation">Checked before each direction.</param>
    /// <exception cref="ArgumentException">The span has another length, or a number is out of range.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was requested.</exception>
    public AverageSharpness Average<TObjective>(
        ReadOnlySpan<T> parameters, ref TObjective objective, double rho = 0.05, int directions = 100, double tolerance = 0.01,
        IProgress<SharpnessProgress>? progress = null, CancellationToken cancellation = default)
        where TObjective : IObjective<T>, allows ref struct
    {
        Check(parameters);
        CheckRadius(rho);
        CheckTolerance(tolerance);
        ArgumentOutOfRangeException.ThrowIfLessThan(directions, 1);

        double start = objective.Evaluate(parameters, []);
        var rises = new RunningMean();
        while (rises.Count < directions && !rises.IsWithin(tolerance))
        {
            cancellation.ThrowIfCancellationRequested();
            double norm = Randomize(_direction, AverageStream, rises.Count);
            double step = norm == 0 ? 0 : rho / norm;
            Move(parameters, step, _direction);
            double ahead = objective.Evaluate(_point, []);
            Move(parameters, -step, _direction);
            double behind = objective.Evaluate(_point, []);
            rises.Add(((ahead - start) + (behind - start)) / 2);
            progress?.Report(new SharpnessProgress(rises.Count, directions, rises.Mean, rises.StandardError));
        }

        return new AverageSharpness(start, rises.Mean, rises.StandardError, rises.Count, rises.IsWithin(tolerance));
    }

    /// <inheritdoc cref="Average{TObjective}"/>
    /// <exception cref="ArgumentNullException">The objective is null.</exception>
    public AverageSharpness Average(
        ReadOnlySpan<T> parameters, ObjectiveFunction<T> objective, double rho = 0.05, int directions = 100, double tolerance = 0.01,
        IProgress<SharpnessProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(objective);
        var function = new DelegateObjective<T>(objective);
        return Average(parameters, ref function, rho, directions, tolerance, progress, cancellation);
    }
}
