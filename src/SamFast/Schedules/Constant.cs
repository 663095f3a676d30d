namespace SamFast;

/// <summary>Always the same value: a schedule for where one is asked for.</summary>
/// <remarks>The same as <c>optax.constant_schedule</c>.</remarks>
/// <param name="value">The value.</param>
public sealed class ConstantAttribute(double value) : ScheduleAttribute
{
    /// <summary>The value, at every count.</summary>
    public static double Evaluate(long count, double value) => value;
}
