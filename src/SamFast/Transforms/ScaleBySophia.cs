using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SamFast;

/// <summary>Sophia's direction: the averaged update over the averaged diagonal of the Hessian, clipped.</summary>
/// <remarks>Liu et al. 2024 (arXiv:2305.14342). The same as <c>optax.contrib.scale_by_sophia</c>: the momentum is corrected for
/// its bias, and the diagonal is averaged after it was used. The caller provides the diagonal in steps for which
/// <c>NeedsHessian</c> is true; <see cref="HutchinsonEstimator{T}"/> estimates it.</remarks>
/// <param name="b1">β₁, the decay of the average update.</param>
/// <param name="b2">β₂, the decay of the average diagonal.</param>
/// <param name="eps">ε, the least denominator.</param>
/// <param name="gamma">γ, the factor of the diagonal.</param>
/// <param name="clipThreshold">The largest magnitude of an element.</param>
/// <param name="updateInterval">Steps from one diagonal to the next, at least 1.</param>
public sealed class ScaleBySophiaAttribute(
    [Interval("[0, 1)")] double b1 = 0.965, [Interval("[0, 1)")] double b2 = 0.99, [Interval("(0, ∞)")] double eps = 1e-8,
    [Interval("(0, ∞)")] double gamma = 0.01, [Interval("(0, ∞)")] double clipThreshold = 1,
    [Interval("[1, ∞)")] int updateInterval = 10) : TransformAttribute
{
    /// <summary>True if the step needs a new diagonal: in the first step and every <paramref name="updateInterval"/> steps
    /// after it.</summary>
    public static bool NeedsHessian(long count, int updateInterval) => count % updateInterval == 0;

    /// <summary>The bias correction, from the running power β₁ᵗ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prepare(
        double b1, double b2, [StartsAt(1)] ref double b1Power,
        out double oneMinusB1, out double oneMinusB2, out double muScale)
    {
        b1Power = Powers.Next(b1Power, b1);
        oneMinusB1 = 1 - b1;
        oneMinusB2 = 1 - b2;
        muScale = 1 / (1 - b1Power);
    }

    /// <summary>μ ← β₁μ + (1 − β₁)u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate<T>(
        Vector512<T> update, ref Vector512<T> mu, Vector512<T> b1, Vector512<T> oneMinusB1) =>
        mu = Lanes.MultiplyAdd(b1, mu, oneMinusB1 * update);

    /// <summary>μ̂ ÷ max(γν, ε), clipped.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Update<T>(
        Vector512<T> mu, Vector512<T> nu, Vector512<T> muScale, Vector512<T> gamma, Vector512<T> eps,
        Vector512<T> clipThreshold, Precision precision)
    {
        var direction = Lanes.Divide(muScale * mu, Vector512.Max(gamma * nu, eps), precision);
        return Vector512.Min(Vector512.Max(direction, -clipThreshold), clipThreshold);
    }

    /// <summary>ν ← β₂ν + (1 − β₂)h.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Observe<T>(
        Vector512<T> hessian, ref Vector512<T> nu, Vector512<T> b2, Vector512<T> oneMinusB2) =>
        nu = Lanes.MultiplyAdd(b2, nu, oneMinusB2 * hessian);
}
