namespace SamFast;

/// <summary>Multiplied by a rate every so many steps: continuously, or in a staircase.</summary>
/// <remarks>The same as <c>optax.exponential_decay</c>.</remarks>
/// <param name="initValue">The value up to <paramref name="transitionBegin"/>.</param>
/// <param name="transitionSteps">Steps in which the value is multiplied by the rate once, at least 1.</param>
/// <param name="decayRate">The rate; more than 1 is growth.</param>
/// <param name="transitionBegin">Steps before it begins, at least 0.</param>
/// <param name="staircase">True if the value changes only every <paramref name="transitionSteps"/> steps.</param>
/// <param name="endValue">The bound at which decay (or growth) stops. Default: unbounded.</param>
public sealed class ExponentialDecayAttribute(
    double initValue, [Interval("[1, ∞)")] int transitionSteps, [Interval("(0, ∞)")] double decayRate,
    [Interval("[0, ∞)")] int transitionBegin = 0, bool staircase = false, double endValue = double.NaN)
    : ScheduleAttribute
{
    /// <summary>init · rate^(steps since the beginning ÷ transitionSteps), limited by the end value.</summary>
    public static double Evaluate(
        long count, double initValue, int transitionSteps, double decayRate, int transitionBegin, bool staircase,
        double endValue)
    {
        double exponent = (double)Math.Max(0, count - transitionBegin) / transitionSteps;
        double value = initValue * Math.Pow(decayRate, staircase ? Math.Floor(exponent) : exponent);
        if (double.IsNaN(endValue))
            return value;
        return decayRate < 1 ? Math.Max(value, endValue) : Math.Min(value, endValue);
    }
}
