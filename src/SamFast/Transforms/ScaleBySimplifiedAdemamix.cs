using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Simplified AdEMAMix's rescaling: one trace of the update, and the update itself once more:
/// (m + αu) / (√(n̂ + ε_root) + ε).</summary>
/// <remarks>Morwani et al. 2025 (arXiv:2502.02431). The same as <c>optax.contrib.scale_by_simplified_ademamix</c>:
/// the trace is not scaled by 1 − β₁ and not corrected for bias, so it is up to 1 ÷ (1 − β₁) times an average, and
/// the learning rate accordingly smaller than Adam's.</remarks>
/// <param name="b1">β₁, the decay of the trace.</param>
/// <param name="b2">β₂, the decay of the second moment.</param>
/// <param name="alpha">α, the weight of the update.</param>
/// <param name="eps">ε, added outside the square root.</param>
/// <param name="epsRoot">ε_root, added inside the square root.</param>
[ScaleInvariant]
public sealed class ScaleBySimplifiedAdemamixAttribute(
    [Interval("[0, 1)")] double b1 = 0.99,
    [Interval("[0, 1)")] double b2 = 0.95,
    [Interval("[0, ∞)")] double alpha = 0,
    [Interval("[0, ∞)")] double eps = 1e-8,
    [Interval("[0, ∞)")] double epsRoot = 0) : TransformAttribute
{
    /// <summary>1 − β₂, and the correction of the second moment, from the running power β₂ᵗ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prepare(double b2, [StartsAt(1)] ref double b2Power, out double oneMinusB2, out double nScale)
    {
        b2Power = Powers.Next(b2Power, b2);
        oneMinusB2 = 1 - b2;
        nScale = 1 / (1 - b2Power);
    }

    /// <summary>m ← β₁m + u, n ← β₂n + (1 − β₂)u².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate<L>(L update, ref L m, ref L n, L b1, L b2, L oneMinusB2) where L : ILanes<L>
    {
        m = L.MultiplyAdd(b1, m, update);
        n = L.MultiplyAdd(b2, n, oneMinusB2 * (update * update));
    }

    /// <summary>The trace and the update, over the root of the corrected second moment.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(
        L update, L m, L n, L nScale, L alpha, L eps, L epsRoot, Precision precision) where L : ILanes<L> =>
        L.Divide(
            L.MultiplyAdd(alpha, update, m),
            L.Sqrt(L.MultiplyAdd(nScale, n, epsRoot)) + eps,
            precision);
}
