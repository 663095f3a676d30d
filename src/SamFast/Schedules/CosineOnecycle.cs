namespace SamFast;

/// <summary>One cycle along half cosines: up to the peak, and down to the end.</summary>
/// <remarks>Smith and Topin 2019 (arXiv:1708.07120). The same as <c>optax.cosine_onecycle_schedule</c>: the rise ends at a
/// whole count, the fraction rounded down.</remarks>
/// <param name="transitionSteps">Steps of the whole cycle, at least 1.</param>
/// <param name="peakValue">The largest value.</param>
/// <param name="pctStart">The fraction of the steps in which the value rises, in [0, 1).</param>
/// <param name="divFactor">The peak divided by the first value.</param>
/// <param name="finalDivFactor">The first value divided by the last one.</param>
public sealed class CosineOnecycleAttribute(
    [Interval("[1, ∞)")] int transitionSteps, double peakValue, [Interval("[0, 1)")] double pctStart = 0.3,
    [Interval("(0, ∞)")] double divFactor = 25, [Interval("(0, ∞)")] double finalDivFactor = 1e4) : ScheduleAttribute
{
    /// <summary>Half a cosine to the peak, and half a cosine to the last value.</summary>
    public static double Evaluate(
        long count, int transitionSteps, double peakValue, double pctStart, double divFactor, double finalDivFactor) =>
        PiecewiseInterpolateAttribute.Evaluate(
            count, Interpolation.Cosine, peakValue / divFactor,
            [(int)(pctStart * transitionSteps), transitionSteps], [divFactor, 1 / (divFactor * finalDivFactor)]);
}
