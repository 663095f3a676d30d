using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SamFast;

/// <summary>Adan's rescaling: (m̂ + (1 − β₂)v̂) / (√(n̂ + ε_root) + ε), with averages of the update, of its
/// difference to the one before, and of the square of both together.</summary>
/// <remarks>Xie et al. 2022, Algorithm 1 (arXiv:2208.06677), whose βs are 1 minus these. The same as
/// <c>optax.scale_by_adan</c>: all three averages are bias-corrected, and the first difference is 0.</remarks>
/// <param name="b1">β₁, the decay of the average of the update.</param>
/// <param name="b2">β₂, the decay of the average of the difference.</param>
/// <param name="b3">β₃, the decay of the average of the square.</param>
/// <param name="eps">ε, added outside the square root.</param>
/// <param name="epsRoot">ε_root, added inside the square root.</param>
[ScaleInvariant]
public sealed class ScaleByAdanAttribute(
    [Interval("[0, 1)")] double b1 = 0.98,
    [Interval("[0, 1)")] double b2 = 0.92,
    [Interval("[0, 1)")] double b3 = 0.99,
    [Interval("[0, ∞)")] double eps = 1e-8,
    [Interval("[0, ∞)")] double epsRoot = 0) : TransformAttribute
{
    /// <summary>Bias corrections, from the running powers of the three decays, and 1 in the first step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prepare(
        long count, double b1, double b2, double b3,
        [StartsAt(1)] ref double b1Power, [StartsAt(1)] ref double b2Power, [StartsAt(1)] ref double b3Power,
        out double oneMinusB1, out double oneMinusB2, out double oneMinusB3,
        out double mScale, out double vScale, out double nScale, out double isFirst)
    {
        b1Power = Powers.Next(b1Power, b1);
        b2Power = Powers.Next(b2Power, b2);
        b3Power = Powers.Next(b3Power, b3);
        oneMinusB1 = 1 - b1;
        oneMinusB2 = 1 - b2;
        oneMinusB3 = 1 - b3;
        mScale = 1 / (1 - b1Power);
        vScale = oneMinusB2 / (1 - b2Power);
        nScale = 1 / (1 - b3Power);
        isFirst = count == 0 ? 1 : 0;
    }

    /// <summary>With δ = u − u₋: m ← β₁m + (1 − β₁)u, v ← β₂v + (1 − β₂)δ, n ← β₃n + (1 − β₃)(u + (1 −
    /// β₂)δ)².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate<T>(
        Vector512<T> update, ref Vector512<T> m, ref Vector512<T> v, ref Vector512<T> n, ref Vector512<T> previous,
        Vector512<T> b1, Vector512<T> oneMinusB1, Vector512<T> b2, Vector512<T> oneMinusB2,
        Vector512<T> b3, Vector512<T> oneMinusB3, Vector512<T> isFirst)
    {
        var difference = Vector512.ConditionalSelect(
            Vector512.GreaterThan(isFirst, Vector512<T>.Zero), Vector512<T>.Zero, update - previous);
        var ahead = Lanes.MultiplyAdd(oneMinusB2, difference, update);
        m = Lanes.MultiplyAdd(b1, m, oneMinusB1 * update);
        v = Lanes.MultiplyAdd(b2, v, oneMinusB2 * difference);
        n = Lanes.MultiplyAdd(b3, n, oneMinusB3 * (ahead * ahead));
        previous = update;
    }

    /// <summary>The averages of the update and of its difference, over the root of the average square.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Update<T>(
        Vector512<T> m, Vector512<T> v, Vector512<T> n, Vector512<T> mScale, Vector512<T> vScale, Vector512<T> nScale,
        Vector512<T> eps, Vector512<T> epsRoot, Precision precision) =>
        Lanes.Divide(
            Lanes.MultiplyAdd(mScale, m, vScale * v),
            Vector512.Sqrt(Lanes.MultiplyAdd(nScale, n, epsRoot)) + eps,
            precision);
}
