using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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
    /// <summary>The decays: in the first step, the second moment keeps nothing. The bound t^¼, and 1 in the first
    /// step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prepare(
        long count, double b1, double b2,
        out double oneMinusB1, out double nuDecay, out double oneMinusNuDecay, out double bound, out double isFirst)
    {
        oneMinusB1 = 1 - b1;
        nuDecay = count == 0 ? 0 : b2;
        oneMinusNuDecay = 1 - nuDecay;
        bound = Math.Sqrt(Math.Sqrt(count));
        isFirst = count == 0 ? 1 : 0;
    }

    /// <summary>μ ← β₁μ + (1 − β₁)x with x = u / max(√ν, ε), clipped; then ν ← β₂ν + (1 − β₂)u².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Update<T>(
        Vector512<T> update, ref Vector512<T> mu, ref Vector512<T> nu,
        Vector512<T> b1, Vector512<T> oneMinusB1, Vector512<T> nuDecay, Vector512<T> oneMinusNuDecay,
        Vector512<T> eps, Vector512<T> bound, Vector512<T> isFirst,
        bool nesterov, bool useClipping, Precision precision)
    {
        var scaled = Lanes.Divide(update, Vector512.Max(Vector512.Sqrt(nu), eps), precision);
        if (useClipping)
            scaled = Vector512.Min(Vector512.Max(scaled, -bound), bound);
        nu = Lanes.MultiplyAdd(nuDecay, nu, oneMinusNuDecay * (update * update));

        // Nothing to average yet: ν was 0.
        var isNothing = Vector512.GreaterThan(isFirst, Vector512<T>.Zero);
        mu = Vector512.ConditionalSelect(isNothing, mu, Lanes.MultiplyAdd(b1, mu, oneMinusB1 * scaled));
        return nesterov
            ? Vector512.ConditionalSelect(isNothing, mu, Lanes.MultiplyAdd(b1, mu, oneMinusB1 * scaled))
            : mu;
    }
}
