using System.Numerics;

namespace SamFast.Tests.Sharpness.Meter;

/// <summary>A function of two parameters with its derivatives, by hand.</summary>
internal abstract class Function
{
    public static Function[] All { get; } = [new RosenbrockFunction(), new NotebookFunction()];

    public abstract (double X, double Y) Gradient(double x, double y);

    public abstract (double XX, double XY, double YY) Hessian(double x, double y);

    /// <summary>The larger eigenvalue of the Hessian.</summary>
    public double Largest(double x, double y)
    {
        var (xx, xy, yy) = Hessian(x, y);
        return ((xx + yy) / 2) + double.Hypot((xx - yy) / 2, xy);
    }

    /// <summary>The function in a precision.</summary>
    internal readonly struct Loss<T>(Function function) : IGradient<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public void Evaluate(ReadOnlySpan<T> point, Span<T> gradient, GradientEvaluation evaluation)
        {
            var (x, y) = function.Gradient(double.CreateChecked(point[0]), double.CreateChecked(point[1]));
            (gradient[0], gradient[1]) = (T.CreateChecked(x), T.CreateChecked(y));
        }
    }

    /// <summary>(1 − x)² + 100(y − x²)².</summary>
    private sealed class RosenbrockFunction : Function
    {
        public override (double X, double Y) Gradient(double x, double y) =>
            ((-2 * (1 - x)) - (400 * x * (y - (x * x))), 200 * (y - (x * x)));

        public override (double XX, double XY, double YY) Hessian(double x, double y) =>
            (2 - (400 * y) + (1200 * x * x), -400 * x, 200);
    }

    /// <summary>−exp(−(x − 2)² − y²) − exp(−(x² + 100y²)): the notebook's two wells.</summary>
    private sealed class NotebookFunction : Function
    {
        public override (double X, double Y) Gradient(double x, double y) =>
            ((2 * (x - 2) * Smooth(x, y)) + (2 * x * Sharp(x, y)), 2 * y * (Smooth(x, y) + (100 * Sharp(x, y))));

        public override (double XX, double XY, double YY) Hessian(double x, double y)
        {
            var (smooth, sharp, u) = (Smooth(x, y), Sharp(x, y), x - 2);
            return (
                ((2 - (4 * u * u)) * smooth) + ((2 - (4 * x * x)) * sharp),
                -4 * y * ((u * smooth) + (100 * x * sharp)),
                ((2 - (4 * y * y)) * smooth) + (200 * (1 - (200 * y * y)) * sharp));
        }

        private static double Smooth(double x, double y) => Math.Exp(-((x - 2) * (x - 2)) - (y * y));

        private static double Sharp(double x, double y) => Math.Exp(-((x * x) + (100 * y * y)));
    }
}
