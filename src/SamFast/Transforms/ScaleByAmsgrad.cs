using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>AMSGrad's rescaling: Adam's, with the largest second moment so far: m̂ / (√(ν_max + ε_root) + ε).</summary>
/// <remarks>Reddi et al. 2018 (arXiv:1904.09237), whose algorithm corrects no bias. The same as
/// <c>optax.scale_by_amsgrad</c>, which by default corrects both moments, the second one before the maximum is
/// taken.</remarks>
/// <param name="b1">β₁, the decay of the first moment.</param>
/// <param name="b2">β₂, the decay of the second moment.</param>
/// <param name="eps">ε, added outside the square root.</param>
/// <param name="epsRoot">ε_root, added inside the square root.</param>
/// <param name="biasCorrectionMu">True to divide the first moment by 1 − β₁ᵗ.</param>
/// <param name="biasCorrectionNu">True to divide the second moment by 1 − β₂ᵗ.</param>
[ScaleInvariant]
public sealed class ScaleByAmsgradAttribute(
    [Interval("[0, 1)")] double b1 = 0.9,
    [Interval("[0, 1)")] double b2 = 0.999,
    [Interval("[0, ∞)")] double eps = 1e-8,
    [Interval("[0, ∞)")] double epsRoot = 0,
    bool biasCorrectionMu = true,
    bool biasCorrectionNu = true) : TransformAttribute
{
    /// <summary>The coefficients, as scalars or as lanes.</summary>
    public struct Coefficients<TValue>
    {
        /// <summary>1 − β₁.</summary>
        public TValue OneMinusB1;

        /// <summary>1 − β₂.</summary>
        public TValue OneMinusB2;

        /// <summary>The factor of the first moment.</summary>
        public TValue MuScale;

        /// <summary>The factor of the second moment.</summary>
        public TValue NuScale;
    }

    /// <summary>Bias corrections, from the running powers β₁ᵗ and β₂ᵗ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prepare(
        double b1, double b2, bool biasCorrectionMu, bool biasCorrectionNu,
        [StartsAt(1)] ref double b1Power, [StartsAt(1)] ref double b2Power, out Coefficients<double> coefficients)
    {
        b1Power = Powers.Next(b1Power, b1);
        b2Power = Powers.Next(b2Power, b2);
        coefficients.OneMinusB1 = 1 - b1;
        coefficients.OneMinusB2 = 1 - b2;
        coefficients.MuScale = biasCorrectionMu ? 1 / (1 - b1Power) : 1;
        coefficients.NuScale = biasCorrectionNu ? 1 / (1 - b2Power) : 1;
    }

    /// <summary>The moments: μ ← β₁μ + (1 − β₁)u, ν ← β₂ν + (1 − β₂)u², ν_max ← max(ν_max, ν̂).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate<L>(
        L update, ref L mu, ref L nu, ref L nuMax, L b1, L b2, Coefficients<L> coefficients) where L : ILanes<L>
    {
        mu = L.MultiplyAdd(b1, mu, coefficients.OneMinusB1 * update);
        nu = L.MultiplyAdd(b2, nu, coefficients.OneMinusB2 * (update * update));
        nuMax = L.Max(nuMax, coefficients.NuScale * nu);
    }

    /// <summary>The first moment over the root of the largest second one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L mu, L nuMax, L muScale, L eps, L epsRoot, Precision precision) where L : ILanes<L> =>
        L.Divide(muScale * mu, L.Sqrt(nuMax + epsRoot) + eps, precision);
}
