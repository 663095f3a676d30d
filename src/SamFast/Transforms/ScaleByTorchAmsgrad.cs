using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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
    public static void Accumulate<T>(
        Vector512<T> update, ref Vector512<T> mu, ref Vector512<T> nu, ref Vector512<T> maxNu,
        Vector512<T> b1, Vector512<T> oneMinusB1, Vector512<T> b2, Vector512<T> oneMinusB2)
    {
        mu = Lanes.MultiplyAdd(b1, mu, oneMinusB1 * update);
        nu = Lanes.MultiplyAdd(b2, nu, oneMinusB2 * (update * update));
        maxNu = Vector512.Max(maxNu, nu);
    }

    /// <summary>The corrected first moment over the root of the largest second one, corrected.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Update<T>(
        Vector512<T> mu, Vector512<T> maxNu, Vector512<T> muScale, Vector512<T> nuScale, Vector512<T> eps, Precision precision) =>
        Lanes.Divide(muScale * mu, Vector512.Sqrt(nuScale * maxNu) + eps, precision);
}
