namespace SamFast;

/// <summary>Up to a peak along a straight line, then down along half a cosine.</summary>
/// <remarks>The same as <c>optax.warmup_cosine_decay_schedule</c>: <paramref name="decaySteps"/> includes the
/// warm-up.</remarks>
/// <param name="initValue">The value at count 0.</param>
/// <param name="peakValue">The value when the warm-up ends.</param>
/// <param name="warmupSteps">Steps the warm-up takes, at least 0.</param>
/// <param name="decaySteps">Steps of the whole schedule, more than <paramref name="warmupSteps"/>.</param>
/// <param name="endValue">The value at the end and after it.</param>
/// <param name="exponent">The power to which the cosine is raised.</param>
public sealed class WarmupCosineDecayAttribute(
    double initValue, double peakValue, [Interval("[0, ∞)")] int warmupSteps,
    [Interval("(warmupSteps, ∞)")] int decaySteps, double endValue = 0, [Interval("(0, ∞)")] double exponent = 1)
    : ScheduleAttribute
{
    /// <summary>A line before <paramref name="warmupSteps"/>, a cosine from there on.</summary>
    public static double Evaluate(
        long count, double initValue, double peakValue, int warmupSteps, int decaySteps, double endValue,
        double exponent)
    {
        if (count < warmupSteps)
            return LinearAttribute.Evaluate(count, initValue, peakValue, warmupSteps, 0);
        double alpha = peakValue == 0 ? 0 : endValue / peakValue;
        return CosineDecayAttribute.Evaluate(count - warmupSteps, peakValue, decaySteps - warmupSteps, alpha, exponent);
    }
}
