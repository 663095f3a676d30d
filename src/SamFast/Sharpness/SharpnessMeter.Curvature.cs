using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SamFast;

public sealed partial class SharpnessMeter<T>
{
    /// <summary>The product of the Hessian with a vector, by a central difference of gradients.</summary>
    /// <remarks>The class describes the formula and its error.</remarks>
    /// <param name="parameters">w; not modified.</param>
    /// <param name="gradient">The gradient function; evaluated twice.</param>
    /// <param name="direction">The vector, of any length; may not overlap the product.</param>
    /// <param name="product">Receives the product; may not overlap the parameters.</param>
    /// <exception cref="ArgumentException">A span has another length, or two overlap.</exception>
    public void HessianProduct<TGradient>(
        ReadOnlySpan<T> parameters, ref TGradient gradient, ReadOnlySpan<T> direction, Span<T> product)
        where TGradient : IGradient<T>, allows ref struct
    {
        Check(parameters);
        Check(direction);
        Check(product);
        if (parameters.Overlaps(product) || direction.Overlaps(product))
        {
            throw new ArgumentException(
                "The product overlaps the parameters or the direction in memory. Use a separate buffer.",
                nameof(product));
        }

        double norm = Norm(direction);
        if (norm == 0)
            product.Clear();
        else
            Multiply(parameters, ref gradient, direction, Distance(parameters) / norm, product);
    }

    /// <summary>The largest eigenvalue of the Hessian: the strongest curvature upwards, or, of a loss that is curved
    /// downwards in all directions, the weakest.</summary>
    /// <remarks>
    /// <para>Power iteration (von Mises and Pollaczek-Geiringer 1929) from a random direction, with λ = vᵀHv. It finds
    /// the eigenvalue of the largest magnitude, unless the direction is all but at right angles to that one's. If that is
    /// negative, or if two of opposite signs keep it from settling, it goes on with H + c·I, c the largest magnitude met:
    /// its largest eigenvalue has the same direction.</para>
    /// <para>The limit counts products with the Hessian, with two gradients each.</para>
    /// </remarks>
    /// <param name="parameters">w; not modified.</param>
    /// <param name="gradient">The gradient function.</param>
    /// <param name="iterations">The maximum number of products, at least 1.</param>
    /// <param name="tolerance">Stops when ‖Hv − λv‖ is at most this fraction of the largest magnitude met; the relative error
    /// of the eigenvalue is then about the square of the fraction, if it is well separated from the others. Differences of
    /// float gradients seldom allow less than 0.001.</param>
    /// <param name="progress">Receives the progress after each product; or null. It must not use this meter.</param>
    /// <param name="cancellation">Checked before each product.</param>
    /// <exception cref="ArgumentException">The span has another length, or a number is out of range.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was requested.</exception>
    public EigenvalueEstimate LargestEigenvalue<TGradient>(
        ReadOnlySpan<T> parameters, ref TGradient gradient, int iterations = 200, double tolerance = 0.01,
        IProgress<SharpnessProgress>? progress = null, CancellationToken cancellation = default)
        where TGradient : IGradient<T>, allows ref struct
    {
        const double Settled = 1e-3, Mixed = 0.1;
        Check(parameters);
        CheckTolerance(tolerance);
        ArgumentOutOfRangeException.ThrowIfLessThan(iterations, 1);

        double distance = Distance(parameters), shift = 0, radius = 0, last = 0;
        Normalize(_direction, Randomize(_direction, EigenStream, 0));
        for (int iteration = 1; ; iteration++)
        {
            cancellation.ThrowIfCancellationRequested();
            Multiply(parameters, ref gradient, _direction, distance, _product);

            // Hv = λv + the component orthogonal to v, which remains in the product.
            double value = Blocks.Dot<T>(_direction, _product);
            Blocks.Combine(_product, T.One, _direction, T.CreateTruncating(-value));
            double residual = Norm(_product), length = double.Hypot(value, residual);
            radius = Math.Max(radius, length);
            progress?.Report(new SharpnessProgress(iteration, iterations, value, residual));

            bool isEigenvalue = residual <= tolerance * radius, hasConverged = isEigenvalue && (value >= 0 || shift > 0);
            if (hasConverged || iteration == iterations || !double.IsFinite(length))
                return new EigenvalueEstimate(value, residual, radius, iteration, hasConverged);

            bool isStuck = Math.Abs(length - last) <= Settled * length
                && (residual > Mixed * length || iteration > iterations / 2);
            last = length;
            bool turns = shift == 0 && (isEigenvalue || isStuck);
            if (turns)
                shift = radius;
            if (turns && value < 0)
            {
                // From another direction: the shifted Hessian nearly annihilates that of the most negative eigenvalue.
                Normalize(_direction, Randomize(_direction, EigenStream, 1));
            }
            else
            {
                Blocks.Combine(_product, T.One, _direction, T.CreateTruncating(value + shift));
                _product.CopyTo(_direction, 0);
                Normalize(_direction, Norm(_direction));
            }
        }
    }

    /// <inheritdoc cref="LargestEigenvalue{TGradient}"/>
    /// <exception cref="ArgumentNullException">The gradient function is null.</exception>
    public EigenvalueEstimate LargestEigenvalue(
        ReadOnlySpan<T> parameters, GradientFunction<T> gradient, int iterations = 200, double tolerance = 0.01,
        IProgress<SharpnessProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(gradient);
        var function = new DelegateGradient<T>(gradient);
        return LargestEigenvalue(parameters, ref function, iterations, tolerance, progress, cancellation);
    }

    /// <summary>The direction of the last <see cref="LargestEigenvalue"/>: a unit vector, along which the loss is curved most
    /// if that converged. Valid until the next estimate.</summary>
    public ReadOnlySpan<T> Direction => _direction;

    /// <summary>The trace of the Hessian: the sum of its eigenvalues.</summary>
    /// <remarks>The mean of vᵀHv over random signs v (Hutchinson 1990, doi:10.1080/03610919008812866), whose variance is twice
    /// the sum of the squares of H's elements off the diagonal: a diagonal Hessian needs one probe.</remarks>
    /// <param name="parameters">w; not modified.</param>
    /// <param name="gradient">The gradient function; two gradients for each probe are evaluated.</param>
    /// <param name="probes">The maximum number of vectors v, at least 1.</param>
    /// <param name="tolerance">Stops when the standard error is at most this fraction of the estimate, after at least 8 probes.
    /// With 0, all are tried, unless they agree.</param>
    /// <param name="progress">Receives the progress after each probe; or null. It must not use this meter.</param>
    /// <param name="cancellation">Checked before each probe.</param>
    /// <exception cref="ArgumentException">The span has another length, or a number is out of range.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was requested.</exception>
    public TraceEstimate Trace<TGradient>(
        ReadOnlySpan<T> parameters, ref TGradient gradient, int probes = 100, double tolerance = 0.05,
        IProgress<SharpnessProgress>? progress = null, CancellationToken cancellation = default)
        where TGradient : IGradient<T>, allows ref struct
    {
        Check(parameters);
        CheckTolerance(tolerance);
        ArgumentOutOfRangeException.ThrowIfLessThan(probes, 1);

        double distance = Distance(parameters);
        var traces = new RunningMean();
        while (traces.Count < probes && !traces.IsWithin(tolerance))
        {
            cancellation.ThrowIfCancellationRequested();
            double norm = RandomizeSigns(_direction, traces.Count);
            Multiply(parameters, ref gradient, _direction, distance / norm, _product);
            traces.Add(Blocks.Dot<T>(_direction, _product));
            progress?.Report(new SharpnessProgress(traces.Count, probes, traces.Mean, traces.StandardError));
        }

        return new TraceEstimate(traces.Mean, traces.StandardError, traces.Count, traces.IsWithin(tolerance));
    }

    /// <inheritdoc cref="Trace{TGradient}"/>
    /// <exception cref="ArgumentNullException">The gradient function is null.</exception>
    public TraceEstimate Trace(
        ReadOnlySpan<T> parameters, GradientFunction<T> gradient, int probes = 100, double tolerance = 0.05,
        IProgress<SharpnessProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(gradient);
        var function = new DelegateGradient<T>(gradient);
        return Trace(parameters, ref function, probes, tolerance, progress, cancellation);
    }

    private static void Normalize(Span<T> vector, double norm) => Blocks.Multiply(vector, T.CreateTruncating(1 / norm));

    /// <summary>(∇L(w + hd) − ∇L(w − hd)) ÷ 2h.</summary>
    private void Multiply<TGradient>(
        ReadOnlySpan<T> parameters, ref TGradient gradient, ReadOnlySpan<T> direction, double h, Span<T> product)
        where TGradient : IGradient<T>, allows ref struct
    {
        Move(parameters, -h, direction);
        gradient.Evaluate(_point, _behind, s_measured);
        Move(parameters, h, direction);
        gradient.Evaluate(_point, product, s_measured);

        // The difference first: where the gradients are nearly the same, it is exact.
        ref var behind = ref MemoryMarshal.GetArrayDataReference(_behind);
        ref var ahead = ref MemoryMarshal.GetReference(product);
        var factor = Blocks.Constant<T>(0.5 / h);
        int length = product.Length;
        for (int i = 0; i < length; i += Vector512<T>.Count)
        {
            var difference = Blocks.Load(ref ahead, i, length) - Blocks.Load(ref behind, i, length);
            Blocks.Store(difference * factor, ref ahead, i, length);
        }
    }
}
