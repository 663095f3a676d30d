namespace SamFast;

/// <summary>From one value to the next at each boundary, along straight lines or half cosines, then constant.</summary>
/// <remarks>The same as <c>optax.piecewise_interpolate_schedule</c>: each factor multiplies everything before it, and the
/// interpolation is between the products. In optax a dictionary; here the keys and the values of it.</remarks>
/// <param name="interpolateType">The interpolation between the values.</param>
/// <param name="initValue">The value at count 0.</param>
/// <param name="boundaries">The counts at which the values are reached, each larger than the one before; at least 0.</param>
/// <param name="scales">The factor by which each value differs from the one before, at least 0; as many as boundaries.</param>
public sealed class PiecewiseInterpolateAttribute(
    Interpolation interpolateType, double initValue,
    [Interval("[0, ∞)"), Elements(Ascending = true)] int[] boundaries,
    [Interval("[0, ∞)"), Elements(AsManyAs = "boundaries")] double[] scales) : ScheduleAttribute
{
    /// <summary>Between the products of the factors up to the boundaries on both sides.</summary>
    public static double Evaluate(
        long count, Interpolation interpolateType, double initValue, ReadOnlySpan<int> boundaries,
        ReadOnlySpan<double> scales)
    {
        double value = initValue;
        int start = 0;
        for (int i = 0; i < boundaries.Length; i++)
        {
            double next = value * scales[i];
            if (count < boundaries[i])
                return Between(value, next, (double)(count - start) / (boundaries[i] - start), interpolateType);
            value = next;
            start = boundaries[i];
        }

        return value;
    }

    internal static double Between(double start, double end, double fraction, Interpolation interpolation) =>
        interpolation == Interpolation.Linear
            ? (end - start) * fraction + start
            : end + (start - end) / 2 * (Math.Cos(Math.PI * fraction) + 1);
}
