namespace SamFast;

/// <summary>From one value to another along a power of the remaining fraction, then constant.</summary>
/// <remarks>The same as <c>optax.polynomial_schedule</c>.</remarks>
/// <param name="initValue">The value up to <paramref name="transitionBegin"/>.</param>
/// <param name="endValue">The value after the transition.</param>
/// <param name="power">The power; 1 is linear.</param>
/// <param name="transitionSteps">Steps the transition takes, at least 1.</param>
/// <param name="transitionBegin">Steps before it begins, at least 0.</param>
public sealed class PolynomialAttribute(
    double initValue, double endValue, [Interval("(0, ∞)")] double power,
    [Interval("[1, ∞)")] int transitionSteps, [Interval("[0, ∞)")] int transitionBegin = 0) : ScheduleAttribute
{
    /// <summary>(init − end)·(1 − fraction)^power + end.</summary>
    public static double Evaluate(
        long count, double initValue, double endValue, double power, int transitionSteps, int transitionBegin)
    {
        double fraction = (double)Math.Clamp(count - transitionBegin, 0, transitionSteps) / transitionSteps;
        return (initValue - endValue) * Math.Pow(1 - fraction, power) + endValue;
    }
}
