namespace SamFast;

/// <summary>A value that is multiplied by a factor at each boundary.</summary>
/// <remarks>The same as <c>optax.piecewise_constant_schedule</c>: a factor applies from its boundary's count on, to
/// everything after it.</remarks>
/// <param name="initValue">The value before the first boundary.</param>
/// <param name="boundaries">The counts at which the value changes, each larger than the one before; at least 0.</param>
/// <param name="scales">The factor at each boundary, at least 0; as many as boundaries.</param>
public sealed class PiecewiseConstantAttribute(
    double initValue, [Interval("[0, ∞)"), Elements(Ascending = true)] int[] boundaries,
    [Interval("[0, ∞)"), Elements(AsManyAs = "boundaries")] double[] scales) : ScheduleAttribute
{
    /// <summary>init · the factors of all boundaries reached.</summary>
    public static double Evaluate(
        long count, double initValue, ReadOnlySpan<int> boundaries, ReadOnlySpan<double> scales)
    {
        double value = initValue;
        for (int i = 0; i < boundaries.Length; i++)
        {
            if (count >= boundaries[i])
                value *= scales[i];
        }

        return value;
    }
}
