using System.Numerics;

namespace SamFast.Tests.Properties;

/// <summary>A chain interpreted twice: with sums in double, and with sums in the parameters' type, lane by lane.</summary>
/// <remarks>A chain may divide a difference of sums near 0 by another sum near 0. Its result then depends on the order of sums, and no
/// order is the right one.</remarks>
internal sealed class Reference<T>(RandomChain chain, Layout layout) where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Interpreter<T> _exact = new(chain.Program, layout, chain.Freeze);
    private readonly Interpreter<T>? _rounded =
        chain.HasMeasures ? new(chain.Program, layout, chain.Freeze, sumsByLanes: true) : null;

    /// <summary>True as long as both agree much more closely than a compiled chain has to.</summary>
    public bool IsDetermined { get; private set; } = true;

    /// <summary>Takes a step and returns the update that was added to the parameters.</summary>
    public T[] Step(Span<T> parameters, ReadOnlySpan<T> gradients, double value)
    {
        const double Margin = 0.1;
        T[] other = parameters.ToArray();
        var update = _exact.Step(parameters, gradients, value);
        _rounded?.Step(other, gradients, value);
        IsDetermined &= _rounded is null || Closeness.Of<T>(parameters, other, update, Margin * chain.Tolerance) is null;
        return update;
    }

    /// <summary>The evaluation parameters of the last transform that has any.</summary>
    public T[] Evaluate(T[] parameters) => _exact.Evaluate(parameters);
}

/// <summary>Compares with a tolerance relative to the element and to the largest finite element of the update, because averages of
/// updates may cancel.</summary>
internal static class Closeness
{
    /// <returns>The first difference, or null.</returns>
    public static string? Of<T>(ReadOnlySpan<T> expected, ReadOnlySpan<T> actual, T[] update, double tolerance)
        where T : IFloatingPointIeee754<T>
    {
        double longest = update.Where(T.IsFinite).Select(u => Math.Abs(double.CreateChecked(u))).DefaultIfEmpty().Max();
        for (int i = 0; i < expected.Length; i++)
        {
            double right = double.CreateChecked(expected[i]), got = double.CreateChecked(actual[i]);
            bool isClose = double.IsFinite(right)
                ? Math.Abs(right - got) <= tolerance * Math.Max(Math.Abs(right), longest)
                : right.Equals(got);
            if (!isClose)
                return $"element {i} of {expected.Length}: expected {right:R}, got {got:R}";
        }

        return null;
    }
}
