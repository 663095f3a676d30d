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
    public static double SigmoidBinaryCrossEntropy<T>(
        ReadOnlySpan<T> logits, ReadOnlySpan<T> labels, Span<T> gradient, Reduction reduction = Reduction.Mean,
        ReadOnlySpan<T> weights = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(logits, labels, gradient, reduction, weights);
        return Elementwise(default(SigmoidTerm<T>), logits, labels, gradient, reduction, weights);
    }

    /// <summary>The focal loss: binary cross-entropy of a sigmoid, times (1 − p_t)^γ, where p_t is the probability
    /// given to the label: examples that are classified well count less.</summary>
    /// <remarks>Lin et al. 2017 (arXiv:1708.02002). The same as <c>optax.sigmoid_focal_loss</c>, except for infinite
    /// logits with a label of 0 or 1, which give the limit and not NaN. The power is an exponential of a logarithm: its
    /// relative error grows with γ·|ln(1 − p_t)|, and it is 0 where 1 − p_t underflows. A γ beyond the type's largest number
    /// counts as that number.</remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="logits">The logits x.</param>
    /// <param name="labels">The labels y: 0 or 1, or a probability between.</param>
    /// <param name="gradient">Receives the derivative with respect to each logit.</param>
    /// <param name="gamma">γ, at least 0; 0 is the cross-entropy.</param>
    /// <param name="alpha">α, between 0 and 1: a factor for label 1, and 1 − α for label 0. Default: none.</param>
    /// <param name="reduction">The reduction of the examples' losses.</param>
    /// <param name="weights">A factor per example, or an empty span.</param>
    /// <returns>The reduced loss.</returns>
    /// <exception cref="ArgumentException">Lengths differ, the gradient overlaps another span, or γ or α is out of
    /// range.</exception>
    public static double SigmoidFocalLoss<T>(
        ReadOnlySpan<T> logits, ReadOnlySpan<T> labels, Span<T> gradient, double gamma = 2, double? alpha = null,
        Reduction reduction = Reduction.Mean, ReadOnlySpan<T> weights = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckParameter(gamma >= 0 && double.IsFinite(gamma), gamma, nameof(gamma), "[0, ∞)");
        CheckParameter(alpha is null or (>= 0 and <= 1), alpha ?? 0, nameof(alpha), "[0, 1]");
        Check(logits, labels, gradient, reduction, weights);
        if (gamma == 0 && alpha is null)
            return Elementwise(default(SigmoidTerm<T>), logits, labels, gradient, reduction, weights);
        var term = new FocalTerm<T>(
            T.CreateTruncating(Math.Min(gamma, Blocks.Largest<T>())), T.CreateTruncating(alpha ?? 1), T.CreateTruncating(1 - alpha ?? 1));
        return Elementwise(term, logits, labels, gradient, reduction, weights);
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

    private readonly struct SigmoidTerm<T> : ITerm<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<T> Evaluate(Vector512<T> prediction, Vector512<T> target, out Vector512<T> slope)
        {
            var (p, q, exponential) = Sigmoid(prediction);
            slope = ((Vector512<T>.One - target) * p) - (target * q);
            return CrossEntropy(prediction, target, exponential);
        }
    }

    private readonly struct FocalTerm<T>(T gamma, T positive, T negative) : ITerm<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<T> Evaluate(Vector512<T> prediction, Vector512<T> target, out Vector512<T> slope)
        {
            var zero = Vector512<T>.Zero;
            var one = Vector512<T>.One;
            var power = Vector512.Create(gamma);
            var other = one - target;
            var (p, q, exponential) = Sigmoid(prediction);
            var crossEntropy = CrossEntropy(prediction, target, exponential);

            // m = 1 − p_t, and m^γ; 0⁰ is 1. If m is close to 1, p_t has the digits that ln m needs.
            var hit = (q * other) + (p * target);
            var miss = (p * other) + (q * target);
            var isWrong = Vector512.LessThan(hit, Blocks.Constant<T>(0.5));
            var rounded = Vector512.ConditionalSelect(isWrong, one - hit, miss);
            var rest = Vector512.ConditionalSelect(isWrong, ((one - rounded) - hit) / rounded, zero);
            var modulation = Vector512.ConditionalSelect(
                Vector512.Equals(power, zero), one, Blocks.Exp(power * (Blocks.Log(rounded) + rest)));
            var factor = (Vector512.Create(positive) * target) + (Vector512.Create(negative) * other);

            // dm/dx = p(1 − p)(1 − 2y). p(1 − p) ÷ m tends to 1 where m and it underflow together.
            var product = p * q;
            var ratio = Vector512.ConditionalSelect(Vector512.Equals(miss, zero), one, product / miss);
            var bend = modulation * (power * ratio) * crossEntropy * (other - target);
            bend = Vector512.ConditionalSelect(Vector512.Equals(ratio, zero), zero, bend);
            slope = factor * ((modulation * ((other * p) - (target * q))) + bend);
            var scale = factor * modulation;
            return Vector512.ConditionalSelect(Vector512.Equals(scale, zero), zero, scale * crossEntropy);
        }
    }
}
