using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>ACProp's rescaling: u / (√ŝ₋ + ε), where s₋ is the second moment of the step before, around a first
/// moment that is late by a step as well.</summary>
/// <remarks>Zhuang et al. 2021 (arXiv:2110.05454). The same as <c>optax.contrib.scale_by_acprop</c>: in the first step,
/// the corrected second moment counts as 1; ε_root is added to it in every step, and stays in it.</remarks>
/// <param name="b1">β₁, the decay of the first moment.</param>
/// <param name="b2">β₂, the decay of the second moment.</param>
/// <param name="eps">ε, added outside the square root.</param>
/// <param name="epsRoot">ε_root, added to the second moment.</param>
[ScaleInvariant]
public sealed class ScaleByAcpropAttribute(
    [Interval("[0, 1)")] double b1 = 0.9,
    [Interval("[0, 1)")] double b2 = 0.999,
    [Interval("[0, ∞)")] double eps = 1e-16,
    [Interval("[0, ∞)")] double epsRoot = 1e-16) : TransformAttribute
{
    /// <summary>The coefficients, as scalars or as lanes.</summary>
    public struct Coefficients<TValue>
    {
        /// <summary>1 − β₁.</summary>
        public TValue OneMinusB1;

        /// <summary>1 − β₂.</summary>
        public TValue OneMinusB2;

        /// <summary>The factor of the second moment.</summary>
        public TValue NuScale;

        /// <summary>The second moment before the first step.</summary>
        public TValue NuStart;
    }

    /// <summary>The moments.</summary>
    public struct Moments<TValue>
    {
        /// <summary>The average of the update.</summary>
        public TValue Mu;

        /// <summary>The average of the squared surprise.</summary>
        public TValue Nu;
    }

    /// <summary>The correction 1 ÷ (1 − β₂ᵗ⁻¹) of the moment of the step before; in the first step, where that is 0,
    /// the 1 it counts as.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prepare(
        long count, double b1, double b2, [StartsAt(1)] ref double b2Power, out Coefficients<double> coefficients)
    {
        coefficients.OneMinusB1 = 1 - b1;
        coefficients.OneMinusB2 = 1 - b2;
        coefficients.NuScale = count == 0 ? 1 : 1 / (1 - b2Power);
        coefficients.NuStart = count == 0 ? 1 : 0;
        b2Power = Powers.Next(b2Power, b2);
    }

    /// <summary>u / (√ŝ₋ + ε); then s ← β₂s + (1 − β₂)(u − μ)² + ε_root, and then μ ← β₁μ + (1 − β₁)u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(
        L update, ref Moments<L> moments, L b1, L b2, Coefficients<L> coefficients, L eps, L epsRoot, Precision precision)
        where L : ILanes<L>
    {
        var root = L.Sqrt(L.MultiplyAdd(coefficients.NuScale, moments.Nu, coefficients.NuStart));
        var surprise = update - moments.Mu;
        moments.Nu = L.MultiplyAdd(coefficients.OneMinusB2, surprise * surprise, L.MultiplyAdd(b2, moments.Nu, epsRoot));
        moments.Mu = L.MultiplyAdd(b1, moments.Mu, coefficients.OneMinusB1 * update);
        return L.Divide(update, root + eps, precision);
    }
}
