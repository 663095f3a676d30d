namespace SamFast.Gallery.Fitting;

/// <summary>The Hessian of a loss, and its inverse.</summary>
internal static class Curvature
{
    /// <summary>The exact Hessian, row-major: a product with the Hessian for each column.</summary>
    public static double[] Hessian<TLoss>(ReadOnlySpan<double> point, ref TLoss loss)
        where TLoss : IHessianProduct<double>, allows ref struct
    {
        int n = point.Length;
        double[] hessian = new double[n * n], direction = new double[n];
        for (int i = 0; i < n; i++)
        {
            direction[i] = 1;
            loss.HessianProduct(point, direction, hessian.AsSpan(i * n, n));
            direction[i] = 0;
        }

        return hessian;
    }

    /// <summary>The solution of A·x = b with a symmetric positive definite A; null if it is not positive definite. Rows and columns
    /// are scaled to a diagonal of ones first.</summary>
    /// <param name="a">A, row-major.</param>
    /// <param name="b">b, with a number of columns.</param>
    /// <param name="columns">The number of columns.</param>
    public static double[]? Solve(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int columns)
    {
        int n = b.Length / columns;
        double[] unit = new double[n], scaled = new double[n * n], factor = new double[n * n], right = new double[b.Length];
        for (int i = 0; i < n; i++)
        {
            unit[i] = Math.Sqrt(a[(i * n) + i]);
            for (int j = 0; j < columns; j++)
                right[(i * columns) + j] = b[(i * columns) + j] / unit[i];
        }

        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
                scaled[(i * n) + j] = a[(i * n) + j] / (unit[i] * unit[j]);
        }

        Cholesky.Factor<double>(scaled, n, factor);
        if (factor.Any(double.IsNaN))
            return null;
        double[] solution = new double[b.Length];
        Cholesky.Solve<double>(factor, right, n, columns, solution);
        for (int i = 0; i < solution.Length; i++)
            solution[i] /= unit[i / columns];
        return solution;
    }

    /// <summary>The square roots of the diagonal of factor·A⁻¹, the standard deviations of parameters; null if A is not positive
    /// definite.</summary>
    public static double[]? Deviations(ReadOnlySpan<double> a, int n, double factor)
    {
        double[] identity = new double[n * n];
        for (int i = 0; i < n; i++)
            identity[(i * n) + i] = 1;
        return Solve(a, identity, n) is { } inverse
            ? [.. Enumerable.Range(0, n).Select(i => Math.Sqrt(factor * inverse[(i * n) + i]))] : null;
    }
}
