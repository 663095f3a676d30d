using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>AdEMAMix's rescaling: Adam's, with a second, slower average of the update added to the first:
/// (m̂₁ + α·m₂) / (√(ν̂ + ε_root) + ε).</summary>
/// <remarks>Pagliardini et al. 2024, Algorithm 1 (arXiv:2409.03137), which lets β₃ and α grow from step to step:
/// schedules that follow with <c>Of = "b3"</c> and <c>Of = "alpha"</c>. The same as
/// <c>optax.contrib.scale_by_ademamix</c>: the slow average is not corrected for bias.</remarks>
/// <param name="b1">β₁, the decay of the fast average.</param>
/// <param name="b2">β₂, the decay of the second moment.</param>
/// <param name="b3">β₃, the decay of the slow average.</param>
/// <param name="alpha">α, the weight of the slow average.</param>
/// <param name="eps">ε, added outside the square root.</param>
/// <param name="epsRoot">ε_root, added inside the square root.</param>
[ScaleInvariant]
public sealed class ScaleByAdemamixAttribute(
    [Interval("[0, 1)")] double b1 = 0.9,
    [Interval("[0, 1)")] double b2 = 0.999,
    [Interval("[0, 1)")] double b3 = 0.9999,
    [Interval("[0, ∞)")] double alpha = 6,
    [Interval("[0, ∞)")] double eps = 1e-8,
    [Interval("[0, ∞)")] double epsRoot = 0) : TransformAttribute
{
    /// <summary>The coefficients, as scalars or as lanes.</summary>
    public struct Coefficients<TValue>
    {
        /// <summary>1 − β₁.</summary>
        public TValue OneMinusB1;

        /// <summary>1 − β₂.</summary>
        public TValue OneMinusB2;

        /// <summary>1 − β₃.</summary>
        public TValue OneMinusB3;

        /// <summary>The factor of m₁.</summary>
        public TValue M1Scale;

        /// <summary>The factor of the second moment.</summary>
        public TValue NuScale;
    }

    /// <summary>Bias corrections, from the running powers β₁ᵗ and β₂ᵗ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prepare(
        double b1, double b2, double b3, [StartsAt(1)] ref double b1Power, [StartsAt(1)] ref double b2Power,
        out Coefficients<double> coefficients)
    {
        b1Power = Powers.Next(b1Power, b1);
        b2Power = Powers.Next(b2Power, b2);
        coefficients.OneMinusB1 = 1 - b1;
        coefficients.OneMinusB2 = 1 - b2;
        coefficients.OneMinusB3 = 1 - b3;
        coefficients.M1Scale = 1 / (1 - b1Power);
        coefficients.NuScale = 1 / (1 - b2Power);
    }

    /// <summary>The moments: m₁ ← β₁m₁ + (1 − β₁)u, m₂ ← β₃m₂ + (1 − β₃)u, ν ← β₂ν + (1 − β₂)u².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate<L>(
        L update, ref L m1, ref L m2, ref L nu, L b1, L b2, L b3, Coefficients<L> coefficients) where L : ILanes<L>
    {
        m1 = L.MultiplyAdd(b1, m1, coefficients.OneMinusB1 * update);
        m2 = L.MultiplyAdd(b3, m2, coefficients.OneMinusB3 * update);
        nu = L.MultiplyAdd(b2, nu, coefficients.OneMinusB2 * (update * update));
    }

    /// <summary>Both averages, over the root of the corrected second moment.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(
        L m1, L m2, L nu, Coefficients<L> coefficients, L alpha, L eps, L epsRoot, Precision precision) where L : ILanes<L> =>
        L.Divide(
            L.MultiplyAdd(alpha, m2, coefficients.M1Scale * m1),
            L.Sqrt(L.MultiplyAdd(coefficients.NuScale, nu, epsRoot)) + eps,
            precision);
}
