namespace SamFast;

/// <summary>A constant value, for APIs that require a schedule.</summary>
/// <remarks>The same as <c>optax.constant_schedule</c>.</remarks>
/// <param name="value">The value.</param>
public sealed class ConstantAttribute(double value) : ScheduleAttribute
{
    /// <summary>The value, at every count.</summary>
    public static double Evaluate(long count, double value) => value;
}
