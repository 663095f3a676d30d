using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>AMSGrad's rescaling as in torch: the maximum is taken over uncorrected second moments and then corrected: m̂ /
/// (√(ν_max ÷ (1 − β₂ᵗ)) + ε).</summary>
/// <remarks>Reddi et al. 2018 (arXiv:1904.09237). The same as the rescaling of <c>torch.optim.Adam</c> with
/// <c>amsgrad=True</c>. <see cref="ScaleByAmsgradAttribute"/> is optax's, which corrects before it takes the
/// maximum.</remarks>
/// <param name="b1">β₁, the decay of the first moment.</param>
/// <param name="b2">β₂, the decay of the second moment.</param>
/// <param name="eps">ε, added outside the square root.</param>
[ScaleInvariant]
public sealed class ScaleByTorchAmsgradAttribute(
    [Interval("[0, 1)")] double b1 = 0.9,
    [Interval("[0, 1)")] double b2 = 0.999,
    [Interval("[0, ∞)")] double eps = 1e-8) : TransformAttribute
{
    /// <summary>Bias corrections, from the running powers β₁ᵗ and β₂ᵗ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prepare(
        double b1, double b2, [StartsAt(1)] ref double b1Power, [StartsAt(1)] ref double b2Power,
        out double oneMinusB1, out double oneMinusB2, out double muScale, out double nuScale)
    {
        b1Power = Powers.Next(b1Power, b1);
        b2Power = Powers.Next(b2Power, b2);
        oneMinusB1 = 1 - b1;
        oneMinusB2 = 1 - b2;
        muScale = 1 / (1 - b1Power);
        nuScale = 1 / (1 - b2Power);
    }

    /// <summary>The moments: μ ← β₁μ + (1 − β₁)u, ν ← β₂ν + (1 − β₂)u², ν_max ← max(ν_max, ν).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate<L>(
        L update, ref L mu, ref L nu, ref L maxNu, L b1, L oneMinusB1, L b2, L oneMinusB2) where L : ILanes<L>
    {
        mu = L.MultiplyAdd(b1, mu, oneMinusB1 * update);
        nu = L.MultiplyAdd(b2, nu, oneMinusB2 * (update * update));
        maxNu = L.Max(maxNu, nu);
    }

    /// <summary>The corrected first moment over the root of the largest second one, corrected.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L mu, L maxNu, L muScale, L nuScale, L eps, Precision precision) where L : ILanes<L> =>
        L.Divide(muScale * mu, L.Sqrt(nuScale * maxNu) + eps, precision);
}
