namespace SamFast;

/// <summary>Up to a peak along a straight line, then constant.</summary>
/// <remarks>The same as <c>optax.warmup_constant_schedule</c>.</remarks>
/// <param name="initValue">The value at count 0.</param>
/// <param name="peakValue">The value when the warm-up ends, and after it.</param>
/// <param name="warmupSteps">Steps the warm-up takes, at least 1.</param>
public sealed class WarmupConstantAttribute(
    double initValue, double peakValue, [Interval("[1, ∞)")] int warmupSteps) : ScheduleAttribute
{
    /// <summary>A line, constant after its end.</summary>
    public static double Evaluate(long count, double initValue, double peakValue, int warmupSteps) =>
        LinearAttribute.Evaluate(count, initValue, peakValue, warmupSteps, 0);
}
