namespace SamFast;

/// <summary>Marks in methods with <see cref="DifferentiableAttribute"/>.</summary>
public static class Derivative
{
    /// <summary>Returns the number, whose derivative then counts as 0; <c>jax.lax.stop_gradient</c>.</summary>
    /// <param name="value">Any number.</param>
    public static double Stop(double value) => value;

    /// <inheritdoc cref="Stop(double)"/>
    public static float Stop(float value) => value;
}
