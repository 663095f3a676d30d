using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SamFast;

public static partial class Losses
{
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
    [Derivative(
        typeof(LossRules), nameof(LossRules.LogitsAdjoint), Tangent = nameof(LossRules.SigmoidFocalLossTangent),
        AdjointTangent = nameof(LossRules.LogitsAdjointTangent))]
    public static double SigmoidFocalLoss<T>(
        ReadOnlySpan<T> logits, ReadOnlySpan<T> labels, Span<T> gradient, double gamma = 2, double? alpha = null,
        Reduction reduction = Reduction.Mean, ReadOnlySpan<T> weights = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckFocal(gamma, alpha);
        Check(logits, labels, gradient, reduction, weights);
        if (gamma == 0 && alpha is null)
            return Elementwise(default(SigmoidTerm<T>), logits, labels, gradient, reduction, weights);
        return Elementwise(Focal<T>(gamma, alpha), logits, labels, gradient, reduction, weights);
    }

    internal static FocalTerm<T> Focal<T>(double gamma, double? alpha) where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(
        T.CreateTruncating(Math.Min(gamma, Blocks.Largest<T>())), T.CreateTruncating(alpha ?? 1), T.CreateTruncating(1 - alpha ?? 1));

    internal static void CheckFocal(double gamma, double? alpha)
    {
        CheckParameter(gamma >= 0 && double.IsFinite(gamma), gamma, nameof(gamma), "[0, ∞)");
        CheckParameter(alpha is null or (>= 0 and <= 1), alpha ?? 0, nameof(alpha), "[0, 1]");
    }

    internal readonly struct FocalTerm<T>(T gamma, T positive, T negative) : ITerm<T>, ICurvedTerm<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<T> Evaluate(Vector512<T> prediction, Vector512<T> target, out Vector512<T> slope)
        {
            var zero = Vector512<T>.Zero;
            var other = Vector512<T>.One - target;
            var (p, q, crossEntropy, modulation, ratio) = Parts(prediction, target, other);
            var factor = Factor(target, other);
            var bend = modulation * (Vector512.Create(gamma) * ratio) * crossEntropy * (other - target);
            bend = Vector512.ConditionalSelect(Vector512.Equals(ratio, zero), zero, bend);
            slope = factor * ((modulation * ((other * p) - (target * q))) + bend);
            var scale = factor * modulation;
            return Vector512.ConditionalSelect(Vector512.Equals(scale, zero), zero, scale * crossEntropy);
        }

        /// <summary>α·m^γ·(γrs·((γ − 1)rs + q − p)·c + 2γrs·c′ + pq), with r = pq ÷ m, s = 1 − 2y, and the cross-entropy c.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<T> Bend(Vector512<T> prediction, Vector512<T> target)
        {
            var zero = Vector512<T>.Zero;
            var other = Vector512<T>.One - target;
            var (p, q, crossEntropy, modulation, ratio) = Parts(prediction, target, other);
            var power = Vector512.Create(gamma);
            var turn = ratio * (other - target);
            var curve = (((power - Vector512<T>.One) * turn) + (q - p)) * crossEntropy;
            var slope = (other * p) - (target * q);
            var bend = power * turn * (curve + (slope + slope));
            bend = Vector512.ConditionalSelect(Vector512.Equals(ratio, zero), zero, bend);
            var scale = Factor(target, other) * modulation;
            return Vector512.ConditionalSelect(Vector512.Equals(scale, zero), zero, scale * (bend + (p * q)));
        }

        /// <summary>α for label 1, and 1 − α for label 0.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private Vector512<T> Factor(Vector512<T> target, Vector512<T> other) =>
            (Vector512.Create(positive) * target) + (Vector512.Create(negative) * other);

        /// <summary>The sigmoid p, q = 1 − p, the cross-entropy, m^γ with m = 1 − p_t, and pq ÷ m.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private (Vector512<T> P, Vector512<T> Q, Vector512<T> CrossEntropy, Vector512<T> Modulation, Vector512<T> Ratio) Parts(
            Vector512<T> prediction, Vector512<T> target, Vector512<T> other)
        {
            var zero = Vector512<T>.Zero;
            var one = Vector512<T>.One;
            var power = Vector512.Create(gamma);
            var (p, q, exponential) = Sigmoid(prediction);
            var crossEntropy = CrossEntropy(prediction, target, exponential);

            // 0⁰ is 1. If m is close to 1, p_t has the digits that ln m needs.
            var hit = (q * other) + (p * target);
            var miss = (p * other) + (q * target);
            var isWrong = Vector512.LessThan(hit, Blocks.Constant<T>(0.5));
            var rounded = Vector512.ConditionalSelect(isWrong, one - hit, miss);
            var rest = Vector512.ConditionalSelect(isWrong, ((one - rounded) - hit) / rounded, zero);
            var modulation = Vector512.ConditionalSelect(
                Vector512.Equals(power, zero), one, Blocks.Exp(power * (Blocks.Log(rounded) + rest)));

            // dm/dx = p(1 − p)(1 − 2y). p(1 − p) ÷ m tends to 1 where m and it underflow together.
            var product = p * q;
            return (p, q, crossEntropy, modulation, Vector512.ConditionalSelect(Vector512.Equals(miss, zero), one, product / miss));
        }
    }
}
