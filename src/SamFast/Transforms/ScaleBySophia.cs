using System.Runtime.CompilerServices;

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
    public static void Accumulate<L>(L update, ref L mu, L b1, L oneMinusB1) where L : ILanes<L> =>
        mu = L.MultiplyAdd(b1, mu, oneMinusB1 * update);

    /// <summary>μ̂ ÷ max(γν, ε), clipped.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L mu, L nu, L muScale, L gamma, L eps, L clipThreshold, Precision precision) where L : ILanes<L>
    {
        var direction = L.Divide(muScale * mu, L.Max(gamma * nu, eps), precision);
        return L.Min(L.Max(direction, -clipThreshold), clipThreshold);
    }

    /// <summary>ν ← β₂ν + (1 − β₂)h.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Observe<L>(L hessian, ref L nu, L b2, L oneMinusB2) where L : ILanes<L> =>
        nu = L.MultiplyAdd(b2, nu, oneMinusB2 * hessian);
}
