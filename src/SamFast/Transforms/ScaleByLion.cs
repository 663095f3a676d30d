using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Lion's direction: the sign of an interpolation between the update and its average.</summary>
/// <remarks>Chen et al. 2023 (arXiv:2302.06675), whose mode is the hard one. The same as <c>optax.scale_by_lion</c>.
/// The average is updated after the direction is computed, with a separate decay.</remarks>
/// <param name="b1">β₁, the weight of the average in the direction.</param>
/// <param name="b2">β₂, the decay of the average.</param>
/// <param name="mode">The function applied to the interpolation.</param>
/// <param name="smoothBeta">β, the steepness of the smooth mode; the others do not use it.</param>
[ScaleInvariant(AtDefault = "mode")]
public sealed class ScaleByLionAttribute(
    [Interval("[0, 1)")] double b1 = 0.9,
    [Interval("[0, 1)")] double b2 = 0.99,
    LionMode mode = LionMode.Hard,
    [Interval("(0, ∞)")] double smoothBeta = 1) : TransformAttribute
{
    /// <summary>1 − β₁ and 1 − β₂.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prepare(double b1, double b2, out double oneMinusB1, out double oneMinusB2)
    {
        oneMinusB1 = 1 - b1;
        oneMinusB2 = 1 - b2;
    }

    /// <summary>x = (1 − β₁)u + β₁μ, and sign(x) or what the mode says; then μ ← β₂μ + (1 − β₂)u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(
        L update, ref L mu, L b1, L oneMinusB1, L b2, L oneMinusB2, L smoothBeta, LionMode mode) where L : ILanes<L>
    {
        var direction = L.MultiplyAdd(b1, mu, oneMinusB1 * update);
        mu = L.MultiplyAdd(b2, mu, oneMinusB2 * update);
        return mode switch
        {
            LionMode.Smooth => L.Tanh(smoothBeta * direction),
            LionMode.Refined => L.Min(L.Max(direction, -L.One), L.One),
            _ => L.Sign(direction),
        };
    }
}
