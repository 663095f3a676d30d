using System.Numerics;

namespace SamFast;

public static partial class Activations
{
    /// <summary>1 ÷ (1 + e⁻ˣ), within two units in the last place: <c>jax.nn.sigmoid</c>. 0 of −∞ and 1 of ∞.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x">The argument.</param>
    /// <returns>The value.</returns>
    /// <remarks>A loop over numbers in a method with <see cref="DifferentiableAttribute"/> is vectorized with it.</remarks>
    public static T Sigmoid<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Scalar.Sigmoid(x);

    /// <summary>ln(1 + eˣ), within two units in the last place: <c>jax.nn.softplus</c>. 0 of −∞ and ∞ of ∞.</summary>
    /// <inheritdoc cref="Sigmoid{T}(T)"/>
    public static T Softplus<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Scalar.Softplus(x);
}
