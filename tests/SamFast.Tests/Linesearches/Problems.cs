using System.Numerics;

namespace SamFast.Tests.Linesearches;

/// <summary>Rosenbrock's valley in any even number of dimensions, from its classical start.</summary>
internal struct Rosenbrock<T> : IObjective<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The numbers of evaluations, and of those with a gradient.</summary>
    public int Evaluations, Gradients;

    public static T[] Start(int length) =>
        [.. Enumerable.Range(0, length).Select(i => T.CreateChecked(i % 2 == 0 ? -1.2 : 1.0))];

    public double Evaluate(ReadOnlySpan<T> point, Span<T> gradient)
    {
        Evaluations++;
        Gradients += gradient.IsEmpty ? 0 : 1;
        double sum = 0;
        for (int i = 0; i + 1 < point.Length; i += 2)
        {
            double x = double.CreateChecked(point[i]), y = double.CreateChecked(point[i + 1]);
            double gap = y - (x * x);
            sum += ((1 - x) * (1 - x)) + (100 * gap * gap);
            if (gradient.IsEmpty)
                continue;
            gradient[i] = T.CreateChecked((-2 * (1 - x)) - (400 * x * gap));
            gradient[i + 1] = T.CreateChecked(200 * gap);
        }

        return sum;
    }
}

/// <summary>½Σdᵢpᵢ², curvatures from 1 to a condition number; NaN and infinity where the point leaves a box.</summary>
internal readonly struct Bowl<T>(double condition, double wall = double.PositiveInfinity, double beyond = double.NaN) : IObjective<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public double Evaluate(ReadOnlySpan<T> point, Span<T> gradient)
    {
        double sum = 0;
        bool isOutside = false;
        for (int i = 0; i < point.Length; i++)
        {
            double curvature = Math.Pow(condition, point.Length == 1 ? 0 : i / (point.Length - 1.0));
            double p = double.CreateChecked(point[i]);
            isOutside |= Math.Abs(p) > wall;
            sum += 0.5 * curvature * p * p;
            if (!gradient.IsEmpty)
                gradient[i] = T.CreateChecked(curvature * p);
        }

        if (isOutside && !gradient.IsEmpty)
            gradient.Fill(T.NaN);
        return isOutside ? beyond : sum;
    }
}

/// <summary>A bowl that throws at one of its evaluations.</summary>
internal struct Tripping<T>(int at) : IObjective<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private int _left = at;

    public double Evaluate(ReadOnlySpan<T> point, Span<T> gradient) => --_left == 0
        ? throw new InvalidOperationException("tripped")
        : new Bowl<T>(30).Evaluate(point, gradient);
}

/// <summary>A bowl that holds its target as a span.</summary>
internal readonly ref struct SpanBowl<T>(ReadOnlySpan<T> target) : IObjective<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ReadOnlySpan<T> _target = target;

    public double Evaluate(ReadOnlySpan<T> point, Span<T> gradient)
    {
        double sum = 0;
        for (int i = 0; i < point.Length; i++)
        {
            T distance = point[i] - _target[i];
            sum += 0.5 * double.CreateChecked(distance * distance);
            if (!gradient.IsEmpty)
                gradient[i] = distance;
        }

        return sum;
    }
}
