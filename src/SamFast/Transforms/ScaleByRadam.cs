using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Rectified Adam's rescaling: the first moment alone at first, then Adam's, times a factor that grows from 0 to 1
/// with the reliability of the second moment.</summary>
/// <remarks>Liu et al. 2020, Algorithm 2 (arXiv:1908.03265), with ε and ε_root as in Adam. The same as
/// <c>optax.scale_by_radam</c>.</remarks>
/// <param name="b1">β₁, the decay of the first moment.</param>
/// <param name="b2">β₂, the decay of the second moment.</param>
/// <param name="eps">ε, added outside the square root.</param>
/// <param name="epsRoot">ε_root, added inside the square root.</param>
/// <param name="threshold">The length of the averaging window from which the second moment is used; at least 4, as the
/// factor is not defined below.</param>
/// <param name="nesterov">True for Nesterov momentum, as in NAdam.</param>
[ScaleInvariant]
public sealed class ScaleByRadamAttribute(
    [Interval("[0, 1)")] double b1 = 0.9,
    [Interval("[0, 1)")] double b2 = 0.999,
    [Interval("[0, ∞)")] double eps = 1e-8,
    [Interval("[0, ∞)")] double epsRoot = 0,
    [Interval("[4, ∞)")] double threshold = 5,
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

        /// <summary>1 if the window is long enough, and 0 before.</summary>
        public TValue IsRectified;
    }

    /// <summary>Bias corrections, from the running powers β₁ᵗ and β₂ᵗ; the length ρ of the window, and with it the
    /// rectification, which goes into the factors of the first moment.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prepare(
        long count, double b1, double b2, double threshold, bool nesterov,
        [StartsAt(1)] ref double b1Power, [StartsAt(1)] ref double b2Power, out Coefficients<double> coefficients)
    {
        b1Power = Powers.Next(b1Power, b1);
        b2Power = Powers.Next(b2Power, b2);
        coefficients.OneMinusB1 = 1 - b1;
        coefficients.OneMinusB2 = 1 - b2;
        coefficients.NuScale = 1 / (1 - b2Power);
        double longest = 2 / coefficients.OneMinusB2 - 1;
        double length = longest - 2 * (count + 1) * b2Power * coefficients.NuScale;
        bool isLong = length >= threshold;
        double rectification = isLong
            ? Math.Sqrt((length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length))
            : 1;
        coefficients.MuScale = rectification * (nesterov ? b1 / (1 - b1Power * b1) : 1 / (1 - b1Power));
        coefficients.UpdateScale = rectification * coefficients.OneMinusB1 / (1 - b1Power);
        coefficients.IsRectified = isLong ? 1 : 0;
    }

    /// <summary>The moments: μ ← β₁μ + (1 − β₁)u, ν ← β₂ν + (1 − β₂)u².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate<L>(L update, ref L mu, ref L nu, L b1, L oneMinusB1, L b2, L oneMinusB2) where L : ILanes<L>
    {
        mu = L.MultiplyAdd(b1, mu, oneMinusB1 * update);
        nu = L.MultiplyAdd(b2, nu, oneMinusB2 * (update * update));
    }

    /// <summary>The corrected first moment; rectified, over the root of the corrected second one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(
        L update, L mu, L nu, Coefficients<L> coefficients, L eps, L epsRoot, bool nesterov, Precision precision)
        where L : ILanes<L>
    {
        var corrected = nesterov
            ? L.MultiplyAdd(coefficients.MuScale, mu, coefficients.UpdateScale * update)
            : coefficients.MuScale * mu;
        return L.IfGreater(
            coefficients.IsRectified, L.Zero, L.Divide(corrected, L.Sqrt(L.MultiplyAdd(coefficients.NuScale, nu, epsRoot)) + eps, precision), corrected);
    }
}
