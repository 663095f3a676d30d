using System.Numerics;

namespace SamFast.Tests.Sharpness.Meter;

/// <summary>½wᵀAw + bᵀw, with a symmetric A.</summary>
internal readonly struct Quadratic<T>(double[,] a, double[] b) : IGradient<T>, IObjective<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>A matrix with these eigenvalues: a diagonal one, reflected a few times.</summary>
    public static double[,] WithEigenvalues(double[] eigenvalues, int seed)
    {
        int n = eigenvalues.Length;
        var a = new double[n, n];
        for (int i = 0; i < n; i++)
            a[i, i] = eigenvalues[i];
        for (int reflection = 0; reflection < 3; reflection++)
        {
            // A ← RAR with R = I − 2uuᵀ/‖u‖².
            double[] u = Vectors.Uniform<double>(n, (100 * seed) + reflection);
            double square = u.Sum(x => x * x);
            for (int side = 0; side < 2; side++)
            {
                for (int row = 0; row < n; row++)
                {
                    double product = 0;
                    for (int k = 0; k < n; k++)
                        product += u[k] * (side == 0 ? a[row, k] : a[k, row]);
                    for (int k = 0; k < n; k++)
                        (side == 0 ? ref a[row, k] : ref a[k, row]) -= 2 * product * u[k] / square;
                }
            }
        }

        return a;
    }

    public double Evaluate(ReadOnlySpan<T> point, Span<T> gradient)
    {
        if (!gradient.IsEmpty)
            Evaluate(point, gradient, default);
        return Value(point);
    }

    public double Value(ReadOnlySpan<T> point)
    {
        double value = 0;
        for (int i = 0; i < b.Length; i++)
            value += double.CreateChecked(point[i]) * ((Row(i, point) / 2) + b[i]);
        return value;
    }

    public void Evaluate(ReadOnlySpan<T> point, Span<T> gradient, GradientEvaluation evaluation)
    {
        for (int i = 0; i < b.Length; i++)
            gradient[i] = T.CreateChecked(Row(i, point) + b[i]);
    }

    private double Row(int row, ReadOnlySpan<T> point)
    {
        double sum = 0;
        for (int k = 0; k < b.Length; k++)
            sum += a[row, k] * double.CreateChecked(point[k]);
        return sum;
    }
}
