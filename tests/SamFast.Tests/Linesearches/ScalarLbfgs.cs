namespace SamFast.Tests.Linesearches;

/// <summary>The formula of the inverse Hessian itself, as a matrix, H ← VᵀHV + ρ·ΔwΔwᵀ with V = 1 − ρ·ΔuΔwᵀ (Nocedal and Wright,
/// 7.16): no recursion, nothing shared with the library.</summary>
internal sealed class ScalarLbfgs(int memory, bool scales)
{
    private readonly List<(double[] W, double[] U)> _differences = [];
    private double[] _w = [];
    private double[] _u = [];

    public double[] Direction(double[] w, double[] u)
    {
        int n = w.Length;
        if (_w.Length > 0)
            _differences.Add(([.. w.Zip(_w, (a, b) => a - b)], [.. u.Zip(_u, (a, b) => a - b)]));
        if (_differences.Count > memory)
            _differences.RemoveAt(0);
        double scale = !scales ? 1
            : _differences.Count == 0 ? Math.Min(1, 1 / Math.Sqrt(Dot(u, u)))
            : Dot(_differences[^1].W, _differences[^1].U) / Dot(_differences[^1].U, _differences[^1].U);
        (_w, _u) = ([.. w], [.. u]);

        var h = new double[n, n];
        for (int i = 0; i < n; i++)
            h[i, i] = scale;
        foreach (var (dw, du) in _differences)
        {
            double rho = 1 / Dot(du, dw);
            var v = new double[n, n];
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                    v[i, j] = (i == j ? 1 : 0) - (rho * du[i] * dw[j]);
            }

            h = Product(Product(Transposed(v), h), v);
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                    h[i, j] += rho * dw[i] * dw[j];
            }
        }

        return [.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Sum(j => h[i, j] * u[j]))];
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    private static double[,] Transposed(double[,] a)
    {
        int n = a.GetLength(0);
        var t = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
                t[i, j] = a[j, i];
        }

        return t;
    }

    private static double[,] Product(double[,] a, double[,] b)
    {
        int n = a.GetLength(0);
        var c = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                for (int k = 0; k < n; k++)
                    c[i, j] += a[i, k] * b[k, j];
            }
        }

        return c;
    }
}
