namespace SamFast.Tests.Linesearches;

/// <summary>Nonconvex functions with their gradients, in double whatever the parameters are.</summary>
internal static class Landscapes
{
    /// <summary>A function of a point with its gradient.</summary>
    public delegate double Function(ReadOnlySpan<double> x, Span<double> gradient);

    /// <summary>By name: dimensions, the box of starts, the function.</summary>
    public static readonly Dictionary<string, (int Dimensions, double Box, Function Function)> All = new()
    {
        ["Himmelblau"] = (2, 6, Himmelblau),
        ["Rosenbrock"] = (4, 3, Rosenbrock),
        ["StyblinskiTang"] = (7, 5, StyblinskiTang),
        ["DoubleWells"] = (9, 3, DoubleWells),
        ["Waves"] = (6, 10, Waves),
        ["Cauchy"] = (5, 20, Cauchy),
    };

    private static double Himmelblau(ReadOnlySpan<double> x, Span<double> g)
    {
        double a = (x[0] * x[0]) + x[1] - 11, b = x[0] + (x[1] * x[1]) - 7;
        g[0] = (4 * x[0] * a) + (2 * b);
        g[1] = (2 * a) + (4 * x[1] * b);
        return (a * a) + (b * b);
    }

    private static double Rosenbrock(ReadOnlySpan<double> x, Span<double> g)
    {
        g.Clear();
        double sum = 0;
        for (int i = 0; i + 1 < x.Length; i++)
        {
            double gap = x[i + 1] - (x[i] * x[i]);
            sum += ((1 - x[i]) * (1 - x[i])) + (100 * gap * gap);
            g[i] += (-2 * (1 - x[i])) - (400 * x[i] * gap);
            g[i + 1] += 200 * gap;
        }

        return sum;
    }

    private static double StyblinskiTang(ReadOnlySpan<double> x, Span<double> g)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += 0.5 * ((x[i] * x[i] * x[i] * x[i]) - (16 * x[i] * x[i]) + (5 * x[i]));
            g[i] = (2 * x[i] * x[i] * x[i]) - (16 * x[i]) + 2.5;
        }

        return sum;
    }

    private static double DoubleWells(ReadOnlySpan<double> x, Span<double> g)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double curvature = Math.Pow(10, i / 4.0), well = (x[i] * x[i]) - 1;
            sum += curvature * well * well;
            g[i] = 4 * curvature * well * x[i];
        }

        return sum;
    }

    private static double Waves(ReadOnlySpan<double> x, Span<double> g)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += Math.Sin(x[i]) + (0.01 * x[i] * x[i]);
            g[i] = Math.Cos(x[i]) + (0.02 * x[i]);
        }

        return sum;
    }

    private static double Cauchy(ReadOnlySpan<double> x, Span<double> g)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double r = x[i] - i;
            sum += Math.Log(1 + (r * r));
            g[i] = 2 * r / (1 + (r * r));
        }

        return sum;
    }
}

/// <summary>A landscape as an objective of either type, times a factor.</summary>
internal struct Landscape<T>(Landscapes.Function function, double factor = 1) : IObjective<T>
    where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
{
    public int Evaluations;

    public double Evaluate(ReadOnlySpan<T> point, Span<T> gradient)
    {
        Evaluations++;
        Span<double> x = stackalloc double[point.Length], g = stackalloc double[point.Length];
        for (int i = 0; i < x.Length; i++)
            x[i] = double.CreateChecked(point[i]);
        double value = function(x, g);
        for (int i = 0; i < gradient.Length; i++)
            gradient[i] = T.CreateChecked(factor * g[i]);
        return factor * value;
    }
}
