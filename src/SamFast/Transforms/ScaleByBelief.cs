using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>AdaBelief's rescaling: m̂ / (√ŝ + ε), where s is the average squared deviation of the update from the first
/// moment.</summary>
/// <remarks>Zhuang et al. 2020 (arXiv:2010.07468). The same as <c>optax.scale_by_belief</c>: ε_root is added to s in every step
/// and accumulates.</remarks>
/// <param name="b1">β₁, the decay of the first moment.</param>
/// <param name="b2">β₂, the decay of the second moment.</param>
/// <param name="eps">ε, added outside the square root.</param>
/// <param name="epsRoot">ε_root, added to the second moment.</param>
/// <param name="nesterov">True for Nesterov momentum, as in NAdam.</param>
[ScaleInvariant]
public sealed class ScaleByBeliefAttribute(
    [Interval("[0, 1)")] double b1 = 0.9,
    [Interval("[0, 1)")] double b2 = 0.999,
    [Interval("[0, ∞)")] double eps = 1e-16,
    [Interval("[0, ∞)")] double epsRoot = 1e-16,
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
    }

    /// <summary>Bias corrections, from the running powers β₁ᵗ and β₂ᵗ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prepare(
        double b1, double b2, bool nesterov, [StartsAt(1)] ref double b1Power, [StartsAt(1)] ref double b2Power,
        out Coefficients<double> coefficients)
    {
        b1Power = Powers.Next(b1Power, b1);
        b2Power = Powers.Next(b2Power, b2);
        coefficients.OneMinusB1 = 1 - b1;
        coefficients.OneMinusB2 = 1 - b2;
        coefficients.MuScale = nesterov ? b1 / (1 - b1Power * b1) : 1 / (1 - b1Power);
        coefficients.UpdateScale = coefficients.OneMinusB1 / (1 - b1Power);
        coefficients.NuScale = 1 / (1 - b2Power);
    }

    /// <summary>The moments: μ ← β₁μ + (1 − β₁)u, then s ← β₂s + (1 − β₂)(u − μ)² + ε_root.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate<L>(
        L update, ref L mu, ref L nu, L b1, L oneMinusB1, L b2, L oneMinusB2, L epsRoot) where L : ILanes<L>
    {
        mu = L.MultiplyAdd(b1, mu, oneMinusB1 * update);
        var surprise = update - mu;
        nu = L.MultiplyAdd(oneMinusB2, surprise * surprise, L.MultiplyAdd(b2, nu, epsRoot));
    }

    /// <summary>The corrected first moment over the root of the corrected second one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(
        L update, L mu, L nu, Coefficients<L> coefficients, L eps, bool nesterov, Precision precision) where L : ILanes<L>
    {
        var corrected = nesterov
            ? L.MultiplyAdd(coefficients.MuScale, mu, coefficients.UpdateScale * update)
            : coefficients.MuScale * mu;
        return L.Divide(corrected, L.Sqrt(coefficients.NuScale * nu) + eps, precision);
    }
}
