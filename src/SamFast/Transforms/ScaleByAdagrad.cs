using System.Runtime.CompilerServices;

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
    public static void Accumulate<L>(L update, ref L sumOfSquares, L start) where L : ILanes<L> =>
        sumOfSquares = L.MultiplyAdd(update, update, sumOfSquares + start);

    /// <summary>u ÷ (√s + ε), decayed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L update, L sumOfSquares, L factor, L eps, Precision precision) where L : ILanes<L> =>
        L.Divide(factor * update, L.Sqrt(sumOfSquares) + eps, precision);
}
