using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Adam's rescaling: m̂ / (√(ν̂ + ε_root) + ε), with bias-corrected averages of the update and of its square.</summary>
/// <remarks>Kingma and Ba 2015, Algorithm 1 (arXiv:1412.6980); Nesterov's variant is Dozat 2016, with the correction of
/// the coming step. The same as <c>optax.scale_by_adam</c>. ε is not bias-corrected.</remarks>
/// <param name="b1">β₁, the decay of the first moment.</param>
/// <param name="b2">β₂, the decay of the second moment.</param>
/// <param name="eps">ε, added outside the square root.</param>
/// <param name="epsRoot">ε_root, added inside the square root.</param>
/// <param name="nesterov">True for Nesterov momentum: NAdam.</param>
[ScaleInvariant]
public sealed class ScaleByAdamAttribute(
    [Interval("[0, 1)")] double b1 = 0.9,
    [Interval("[0, 1)")] double b2 = 0.999,
    [Interval("[0, ∞)")] double eps = 1e-8,
    [Interval("[0, ∞)")] double epsRoot = 0,
    bool nesterov = false) : TransformAttribute
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

        /// <summary>The factor of the update, in Nesterov's variant.</summary>
        public TValue UpdateScale;

        /// <summary>The factor of the second moment.</summary>
        public TValue NuScale;

        /// <summary>The term inside the square root.</summary>
        public TValue EpsInside;

        /// <summary>The term outside the square root.</summary>
        public TValue EpsOutside;
    }

    /// <summary>Bias corrections, from the running powers β₁ᵗ and β₂ᵗ. The first one is divided out of everything else, one
    /// multiplication less for each element; not for Nesterov's variant, which has two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prepare(
        double b1, double b2, double eps, double epsRoot, bool nesterov,
        [StartsAt(1)] ref double b1Power, [StartsAt(1)] ref double b2Power,
        out Coefficients<double> coefficients)
    {
        double power1 = Powers.Next(b1Power, b1), power2 = Powers.Next(b2Power, b2);
        double divided = nesterov ? 1 : 1 - power1;
        coefficients.OneMinusB1 = 1 - b1;
        coefficients.OneMinusB2 = 1 - b2;
        coefficients.MuScale = nesterov ? b1 / (1 - power1 * b1) : 1;
        coefficients.UpdateScale = nesterov ? coefficients.OneMinusB1 / (1 - power1) : 0;
        coefficients.NuScale = divided * divided / (1 - power2);
        coefficients.EpsInside = divided * divided * epsRoot;
        coefficients.EpsOutside = divided * eps;
        b1Power = power1;
        b2Power = power2;
    }

    /// <summary>The moments: μ ← β₁μ + (1 − β₁)u, ν ← β₂ν + (1 − β₂)u². Fast, as ν ← ν + (1 − β₂)(u² − ν), which multiplies
    /// once less; a ν that has overflowed to infinity stays infinite in either form.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate<L>(
        L update, ref L mu, ref L nu, L b1, L oneMinusB1, L b2, L oneMinusB2, Precision precision) where L : ILanes<L>
    {
        mu = L.MultiplyAdd(b1, mu, oneMinusB1 * update);
        nu = precision == Precision.Fast
            ? L.MultiplyAdd(oneMinusB2, L.MultiplyAdd(update, update, -Lanes.AtMostLargest(nu)), nu)
            : L.MultiplyAdd(b2, nu, oneMinusB2 * (update * update));
    }

    /// <summary>The corrected first moment over the root of the corrected second one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(
        L update, L mu, L nu, Coefficients<L> coefficients, bool nesterov, Precision precision) where L : ILanes<L>
    {
        var corrected = nesterov ? L.MultiplyAdd(coefficients.MuScale, mu, coefficients.UpdateScale * update) : mu;
        return L.Divide(
            corrected,
            L.Sqrt(L.MultiplyAdd(coefficients.NuScale, nu, coefficients.EpsInside)) + coefficients.EpsOutside,
            precision);
    }
}
