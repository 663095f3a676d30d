namespace SamFast;

/// <summary>One cycle along straight lines: up to the peak, down to the initial value, and further down to the end.</summary>
/// <remarks>Smith and Topin 2019 (arXiv:1708.07120). The same as <c>optax.linear_onecycle_schedule</c>: the phases end at
/// whole counts, the fractions rounded down.</remarks>
/// <param name="transitionSteps">Steps of the whole cycle, at least 1.</param>
/// <param name="peakValue">The largest value.</param>
/// <param name="pctStart">The fraction of the steps in which the value rises, in [0, 1).</param>
/// <param name="pctFinal">The fraction of the steps after which it has the initial value again; more than
/// <paramref name="pctStart"/>, less than 1.</param>
/// <param name="divFactor">The peak divided by the first value.</param>
/// <param name="finalDivFactor">The first value divided by the last one.</param>
public sealed class LinearOnecycleAttribute(
    [Interval("[1, ∞)")] int transitionSteps, double peakValue,
    [Interval("[0, 1)")] double pctStart = 0.3, [Interval("(pctStart, 1)")] double pctFinal = 0.85,
    [Interval("(0, ∞)")] double divFactor = 25, [Interval("(0, ∞)")] double finalDivFactor = 1e4) : ScheduleAttribute
{
    /// <summary>A line to the peak, a line back, and a line to the last value.</summary>
    public static double Evaluate(
        long count, int transitionSteps, double peakValue, double pctStart, double pctFinal, double divFactor,
        double finalDivFactor) =>
        PiecewiseInterpolateAttribute.Evaluate(
            count, Interpolation.Linear, peakValue / divFactor,
            [(int)(pctStart * transitionSteps), (int)(pctFinal * transitionSteps), transitionSteps],
            [divFactor, 1 / divFactor, 1 / finalDivFactor]);
}
