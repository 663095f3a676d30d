using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Adagrad's rescaling: u / √(Σu² + ε), with the sum of the squares of all updates so far.</summary>
/// <remarks>Duchi et al. 2011 (JMLR 12, 2121–2159). The same as <c>optax.scale_by_rss</c>: where the sum is 0 or NaN,
/// the update is 0.</remarks>
/// <param name="initialAccumulatorValue">The initial value of the sum.</param>
/// <param name="eps">ε, added inside the square root.</param>
[ScaleInvariant]
public sealed class ScaleByRssAttribute(
    [Interval("[0, ∞)")] double initialAccumulatorValue = 0.1,
    [Interval("[0, ∞)")] double eps = 1e-7) : TransformAttribute
{
    /// <summary>Computes the addend of the sum: its initial value in the first step, and 0 later.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prepare(long count, double initialAccumulatorValue, out double start) =>
        start = count == 0 ? initialAccumulatorValue : 0;

    /// <summary>Σ ← Σ + u².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate<L>(L update, ref L sumOfSquares, L start) where L : ILanes<L> =>
        sumOfSquares = L.MultiplyAdd(update, update, sumOfSquares + start);

    /// <summary>u / √(Σ + ε), or 0 where the sum is not positive.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L update, L sumOfSquares, L eps, Precision precision) where L : ILanes<L> =>
        L.IfGreater(
            sumOfSquares, L.Zero, L.Divide(update, L.Sqrt(sumOfSquares + eps), precision), L.Zero);
}
