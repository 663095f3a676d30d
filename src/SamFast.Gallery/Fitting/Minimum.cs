using System.Numerics.Tensors;

namespace SamFast.Gallery.Fitting;

/// <summary>A minimum of a loss.</summary>
/// <param name="Parameters">Its place.</param>
/// <param name="Loss">The loss there.</param>
/// <param name="Hessian">The exact Hessian there, row-major.</param>
/// <param name="Losses">The loss at the start and after each step, those of L-BFGS first.</param>
/// <param name="NewtonSteps">The number of Newton steps at the end.</param>
internal sealed record Minimum(double[] Parameters, double Loss, double[] Hessian, IReadOnlyList<double> Losses, int NewtonSteps)
{
    // The rounding of a loss hides the last digits of its minimum: Newton steps find them from the gradient.
    private const double Tolerance = 1e-12;
    private const int MostSteps = 2000, MostNewtonSteps = 20;

    /// <summary>Minimizes by L-BFGS in units of the start, then by Newton steps with the exact Hessian.</summary>
    public static Minimum Of<TLoss>(scoped ReadOnlySpan<double> start, ref TLoss loss)
        where TLoss : IObjective<double>, IHessianProduct<double>, allows ref struct
    {
        double[] point = [.. start], trial = new double[start.Length];
        var losses = new List<double> { loss.Evaluate(point, []) };
        Descend(point, ref loss, losses);
        int newton = 0;
        double decrement = double.PositiveInfinity;
        while (newton < MostNewtonSteps && Newton(point, trial, ref loss) is { } next && next < decrement / 2
            && loss.Evaluate(trial, []) is var value && value <= losses[^1] + (Tolerance * Math.Abs(losses[^1])))
        {
            (point, trial) = (trial, point);
            decrement = next;
            losses.Add(value);
            newton++;
        }

        return new Minimum(point, losses[^1], Curvature.Hessian(point, ref loss), losses, newton);
    }

    private static void Descend<TLoss>(double[] point, ref TLoss loss, List<double> losses)
        where TLoss : IObjective<double>, allows ref struct
    {
        double[] scale = [.. point.Select(value => value == 0 ? 1 : value)], units = [.. point.Select(value => value == 0 ? 0.0 : 1.0)];
        var optimizer = new QuasiNewton(point.Length);
        var scaled = new Scaled<TLoss>(loss, scale, new double[point.Length]);
        for (int step = 0, idle = 0; step < MostSteps && idle < 5; step++)
        {
            double next = optimizer.Step(units, ref scaled);
            idle = losses[^1] - next <= Tolerance * Math.Abs(next) ? idle + 1 : 0;
            losses.Add(next);
        }

        TensorPrimitives.Multiply(units, scale, point);
    }

    /// <summary>Writes the point of a Newton step, and returns the decrement gᵀH⁻¹g; null where the Hessian is not positive
    /// definite.</summary>
    private static double? Newton<TLoss>(double[] point, double[] next, ref TLoss loss)
        where TLoss : IObjective<double>, IHessianProduct<double>, allows ref struct
    {
        double[] gradient = new double[point.Length];
        loss.Evaluate(point, gradient);
        if (Curvature.Solve(Curvature.Hessian(point, ref loss), gradient, 1) is not { } step)
            return null;
        TensorPrimitives.Subtract(point, step, next);
        return TensorPrimitives.Dot<double>(gradient, step);
    }
}
