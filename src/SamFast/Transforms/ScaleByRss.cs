using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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
    public static void Accumulate<T>(Vector512<T> update, ref Vector512<T> sumOfSquares, Vector512<T> start) =>
        sumOfSquares = Lanes.MultiplyAdd(update, update, sumOfSquares + start);

    /// <summary>u / √(Σ + ε), or 0 where the sum is not positive.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Update<T>(
        Vector512<T> update, Vector512<T> sumOfSquares, Vector512<T> eps, Precision precision) =>
        Vector512.ConditionalSelect(
            Vector512.GreaterThan(sumOfSquares, Vector512<T>.Zero),
            Lanes.Divide(update, Vector512.Sqrt(sumOfSquares + eps), precision),
            Vector512<T>.Zero);
}
