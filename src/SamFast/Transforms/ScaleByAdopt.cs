using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>ADOPT's rescaling: the average of u / max(√ν₋, ε), where ν₋ is the second moment of the step
/// before.</summary>
/// <remarks>Taniguchi et al. 2024, Algorithm 2 (arXiv:2411.02853): the first step only takes the second moment, and
/// moves nothing. The same as <c>optax.contrib.scale_by_adopt</c> with its own bound for the clipping, the fourth
/// root of the number of steps completed.</remarks>
/// <param name="b1">β₁, the decay of the first moment.</param>
/// <param name="b2">β₂, the decay of the second moment.</param>
/// <param name="eps">ε, the smallest divisor.</param>
/// <param name="nesterov">True for Nesterov momentum: the average is applied once more.</param>
/// <param name="useClipping">True to clip the rescaled updates before they are averaged.</param>
[ScaleInvariant]
public sealed class ScaleByAdoptAttribute(
    [Interval("[0, 1)")] double b1 = 0.9,
    [Interval("[0, 1)")] double b2 = 0.9999,
    [Interval("[0, ∞)")] double eps = 1e-6,
    bool nesterov = false,
    bool useClipping = true) : TransformAttribute
{
    /// <summary>The coefficients, as scalars or as lanes.</summary>
    public struct Coefficients<TValue>
    {
        /// <summary>1 − β₁.</summary>
        public TValue OneMinusB1;

        /// <summary>The decay of the second moment: 0 in the first step.</summary>
        public TValue NuDecay;

        /// <summary>1 minus that decay.</summary>
        public TValue OneMinusNuDecay;

        /// <summary>The bound of the scaled update.</summary>
        public TValue Bound;

        /// <summary>1 in the first step, and 0 later.</summary>
        public TValue IsFirst;
    }

    /// <summary>The moments.</summary>
    public struct Moments<TValue>
    {
        /// <summary>The average of scaled updates.</summary>
        public TValue Mu;

        /// <summary>The average of squares.</summary>
        public TValue Nu;
    }

    /// <summary>The decays: in the first step, the second moment keeps nothing. The bound t^¼, and 1 in the first
    /// step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prepare(
        long count, double b1, double b2, out Coefficients<double> coefficients)
    {
        coefficients.OneMinusB1 = 1 - b1;
        coefficients.NuDecay = count == 0 ? 0 : b2;
        coefficients.OneMinusNuDecay = 1 - coefficients.NuDecay;
        coefficients.Bound = Math.Sqrt(Math.Sqrt(count));
        coefficients.IsFirst = count == 0 ? 1 : 0;
    }

    /// <summary>μ ← β₁μ + (1 − β₁)x with x = u / max(√ν, ε), clipped; then ν ← β₂ν + (1 − β₂)u².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(
        L update, ref Moments<L> moments, L b1, L eps, Coefficients<L> coefficients, bool nesterov, bool useClipping,
        Precision precision) where L : ILanes<L>
    {
        var scaled = L.Divide(update, L.Max(L.Sqrt(moments.Nu), eps), precision);
        if (useClipping)
            scaled = L.Min(L.Max(scaled, -coefficients.Bound), coefficients.Bound);
        moments.Nu = L.MultiplyAdd(coefficients.NuDecay, moments.Nu, coefficients.OneMinusNuDecay * (update * update));

        // Nothing to average yet: ν was 0.
        moments.Mu = Average(moments.Mu);
        return nesterov ? Average(moments.Mu) : moments.Mu;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        L Average(L mu) => L.IfGreater(
            coefficients.IsFirst, L.Zero, mu, L.MultiplyAdd(b1, mu, coefficients.OneMinusB1 * scaled));
    }
}
