namespace SamFast.Tests.Gradients;

/// <summary>Losses of the tests, and their derivatives by hand.</summary>
internal static partial class Fits
{
    /// <summary>Mean squared error of p0·exp(−p1·x).</summary>
    [Differentiable]
    public static double Decay(ReadOnlySpan<double> p, ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double error = p[0] * Math.Exp(-p[1] * x[i]) - y[i];
            sum += error * error;
        }

        return sum / x.Length;
    }

    /// <summary>The derivatives of <see cref="Decay"/>, term by term.</summary>
    public static double[] DecaySlopes(double[] p, double[] x, double[] y)
    {
        double[] slopes = new double[2];
        for (int i = 0; i < x.Length; i++)
        {
            double power = Math.Exp(-p[1] * x[i]), error = p[0] * power - y[i];
            slopes[0] += 2 * error * power / x.Length;
            slopes[1] -= 2 * error * p[0] * x[i] * power / x.Length;
        }

        return slopes;
    }

    /// <summary>Half the weighted sum of squares; its Hessian is the diagonal of weights.</summary>
    [Differentiable]
    public static double Bowl(ReadOnlySpan<double> p, ReadOnlySpan<double> weights)
    {
        double sum = 0;
        for (int i = 0; i < p.Length; i++)
            sum += weights[i] * p[i] * p[i];
        return sum / 2;
    }

    /// <summary>The same in single precision.</summary>
    [Differentiable]
    public static float Bowl32(ReadOnlySpan<float> p, ReadOnlySpan<float> weights)
    {
        float sum = 0;
        for (int i = 0; i < p.Length; i++)
            sum += weights[i] * p[i] * p[i];
        return sum / 2;
    }

    /// <summary>The valley of Rosenbrock.</summary>
    [Differentiable]
    public static double Valley(ReadOnlySpan<double> p)
    {
        double along = 1 - p[0], across = p[1] - p[0] * p[0];
        return along * along + 100 * across * across;
    }

    /// <summary>A loss that calls a method of another class, which has a rule here.</summary>
    [Differentiable]
    public static double Soft(ReadOnlySpan<double> p) => Special.Softsign(3 * p[0]) * p[1];

    [DerivativeOf(typeof(Special), nameof(Special.Softsign))]
    public static void SoftsignRule(double x, out double dx)
    {
        double size = 1 + Math.Abs(x);
        dx = 1 / (size * size);
    }

    public static class Special
    {
        public static double Softsign(double x) => x / (1 + Math.Abs(x));
    }

    /// <summary>A recurrence, whose gradient needs a tape.</summary>
    [Differentiable]
    public static double Growth(ReadOnlySpan<double> p, int steps)
    {
        double population = p[1];
        for (int i = 0; i < steps; i++)
            population += p[0] * population * (1 - population);
        return population;
    }
}
