namespace SamFast;

/// <summary>From one value to another along a straight line, then constant.</summary>
/// <remarks>The same as <c>optax.linear_schedule</c>.</remarks>
/// <param name="initValue">The value up to <paramref name="transitionBegin"/>.</param>
/// <param name="endValue">The value after the transition.</param>
/// <param name="transitionSteps">Steps the transition takes, at least 1.</param>
/// <param name="transitionBegin">Steps before it begins, at least 0.</param>
public sealed class LinearAttribute(
    double initValue, double endValue,
    [Interval("[1, ∞)")] int transitionSteps, [Interval("[0, ∞)")] int transitionBegin = 0) : ScheduleAttribute
{
    /// <summary>A polynomial of power 1.</summary>
    public static double Evaluate(
        long count, double initValue, double endValue, int transitionSteps, int transitionBegin) =>
        PolynomialAttribute.Evaluate(count, initValue, endValue, 1, transitionSteps, transitionBegin);
}
