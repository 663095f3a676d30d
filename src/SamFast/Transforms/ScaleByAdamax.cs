using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Adamax's rescaling: m̂ / ν, where ν is a decaying maximum of the update's magnitude.</summary>
/// <remarks>Kingma and Ba 2015, Algorithm 2 (arXiv:1412.6980). The same as <c>optax.scale_by_adamax</c>: ε is added to
/// the magnitude before the maximum is taken, which the paper does not do.</remarks>
/// <param name="b1">β₁, the decay of the first moment.</param>
/// <param name="b2">β₂, the decay of the maximum.</param>
/// <param name="eps">ε, added to the magnitude.</param>
[ScaleInvariant]
public sealed class ScaleByAdamaxAttribute(
    [Interval("[0, 1)")] double b1 = 0.9,
    [Interval("[0, 1)")] double b2 = 0.999,
    [Interval("[0, ∞)")] double eps = 1e-8) : TransformAttribute
{
    /// <summary>1 − β₁, and the correction of the first moment, from the running power β₁ᵗ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prepare(double b1, [StartsAt(1)] ref double b1Power, out double oneMinusB1, out double muScale)
    {
        b1Power = Powers.Next(b1Power, b1);
        oneMinusB1 = 1 - b1;
        muScale = 1 / (1 - b1Power);
    }

    /// <summary>The moments: μ ← β₁μ + (1 − β₁)u, ν ← max(β₂ν, |u| + ε).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate<L>(L update, ref L mu, ref L nu, L b1, L oneMinusB1, L b2, L eps) where L : ILanes<L>
    {
        mu = L.MultiplyAdd(b1, mu, oneMinusB1 * update);
        nu = L.Max(b2 * nu, L.Abs(update) + eps);
    }

    /// <summary>The corrected first moment over the maximum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L mu, L nu, L muScale, Precision precision) where L : ILanes<L> =>
        L.Divide(muScale * mu, nu, precision);
}
