using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SamFast;

public static partial class Losses
{
    /// <summary>Binary cross-entropy of a sigmoid, from its logits: −y·ln σ(x) − (1 − y)·ln σ(−x).</summary>
    /// <remarks>The same as <c>optax.sigmoid_binary_cross_entropy</c>, except for infinite logits with a label of 0 or
    /// 1: where they agree, the loss is 0 and not NaN. Neither value nor slope loses accuracy for large
    /// logits.</remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="logits">The logits x.</param>
    /// <param name="labels">The labels y: 0 or 1, or a probability between.</param>
    /// <param name="gradient">Receives the derivative with respect to each logit, before the reduction σ(x) −
    /// y.</param>
    /// <param name="reduction">The reduction of the examples' losses.</param>
    /// <param name="weights">A factor per example, or an empty span.</param>
    /// <returns>The reduced loss.</returns>
    /// <exception cref="ArgumentException">Lengths differ, or the gradient overlaps another span.</exception>
    [Derivative(
        typeof(LossRules), nameof(LossRules.LogitsAdjoint), Tangent = nameof(LossRules.SigmoidBinaryCrossEntropyTangent),
        AdjointTangent = nameof(LossRules.LogitsAdjointTangent))]
    public static double SigmoidBinaryCrossEntropy<T>(
        ReadOnlySpan<T> logits, ReadOnlySpan<T> labels, Span<T> gradient, Reduction reduction = Reduction.Mean,
        ReadOnlySpan<T> weights = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(logits, labels, gradient, reduction, weights);
        return Elementwise(default(SigmoidTerm<T>), logits, labels, gradient, reduction, weights);
    }

    /// <summary>The sigmoid on both sides: of the logit and of its negation, from the exponential that cannot
    /// overflow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<T> OfX, Vector512<T> OfMinusX, Vector512<T> Exponential) Sigmoid<T>(Vector512<T> logit)
    {
        var z = Blocks.Exp(-Vector512.Abs(logit));
        var large = Vector512<T>.One / (Vector512<T>.One + z);
        var small = z * large;
        var isNegative = Vector512.LessThan(logit, Vector512<T>.Zero);
        return (Vector512.ConditionalSelect(isNegative, small, large),
            Vector512.ConditionalSelect(isNegative, large, small), z);
    }

    /// <summary>ln(1 + e^(−|x|)) + |x|·(the part of the label on the other side): no term is negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> CrossEntropy<T>(Vector512<T> logit, Vector512<T> label, Vector512<T> exponential)
    {
        var against = Vector512.ConditionalSelect(
            Vector512.LessThan(logit, Vector512<T>.Zero), label, Vector512<T>.One - label);
        var linear = Vector512.ConditionalSelect(
            Vector512.Equals(against, Vector512<T>.Zero), Vector512<T>.Zero, Vector512.Abs(logit) * against);
        return linear + Blocks.LogP1(exponential);
    }

    internal readonly struct SigmoidTerm<T> : ITerm<T>, ICurvedTerm<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<T> Evaluate(Vector512<T> prediction, Vector512<T> target, out Vector512<T> slope)
        {
            var (p, q, exponential) = Sigmoid(prediction);
            slope = ((Vector512<T>.One - target) * p) - (target * q);
            return CrossEntropy(prediction, target, exponential);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<T> Bend(Vector512<T> prediction, Vector512<T> target)
        {
            var (p, q, _) = Sigmoid(prediction);
            return p * q;
        }
    }
}
