using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SamFast;

/// <summary>Adagrad as published: divides by the root of the sum of squares and then adds ε, u ÷ (√s + ε).</summary>
/// <remarks>Duchi, Hazan and Singer 2011 (jmlr.org/papers/v12/duchi11a.html). The same as the rescaling of
/// <c>torch.optim.Adagrad</c>; optax has ε inside the root.</remarks>
/// <param name="lrDecay">η, the decay of the learning rate: the update is divided by 1 + (t − 1)·η.</param>
/// <param name="initialAccumulatorValue">The initial value of the sum; used in the first step only.</param>
/// <param name="eps">ε, added outside the square root.</param>
[ScaleInvariant]
public sealed class ScaleByAdagradAttribute(
    [Interval("[0, ∞)")] double lrDecay = 0,
    [Interval("[0, ∞)")] double initialAccumulatorValue = 0,
    [Interval("(0, ∞)")] double eps = 1e-10) : TransformAttribute
{
    /// <summary>1 ÷ (1 + (t − 1)·η), and what the sum starts with: 0 after the first step.</summary>
    public static void Prepare(
        double lrDecay, double initialAccumulatorValue, long count, out double factor, out double start)
    {
        factor = 1 / (1 + count * lrDecay);
        start = count == 0 ? initialAccumulatorValue : 0;
    }

    /// <summary>s ← s + u².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate<T>(Vector512<T> update, ref Vector512<T> sumOfSquares, Vector512<T> start) =>
        sumOfSquares = Lanes.MultiplyAdd(update, update, sumOfSquares + start);

    /// <summary>u ÷ (√s + ε), decayed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Update<T>(
        Vector512<T> update, Vector512<T> sumOfSquares, Vector512<T> factor, Vector512<T> eps, Precision precision) =>
        Lanes.Divide(factor * update, Vector512.Sqrt(sumOfSquares) + eps, precision);
}
