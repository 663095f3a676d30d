using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SamFast;

public static partial class Losses
{
    /// <summary>The hinge loss: max(0, 1 − x·y).</summary>
    /// <remarks>The same as <c>optax.hinge_loss</c>. At the kink, x·y = 1, the slope is 0; automatic differentiation of
    /// optax's gives −½y.</remarks>
    /// <param name="predictions">The outputs x of the decision function.</param>
    /// <param name="targets">The targets y: −1 or 1.</param>
    /// <param name="gradient">Receives the derivative with respect to each prediction.</param>
    /// <param name="reduction">The reduction of the examples' losses.</param>
    /// <param name="weights">A factor per example, or an empty span.</param>
    /// <inheritdoc cref="SquaredError"/>
    [Derivative(
        typeof(LossRules), nameof(LossRules.PredictionsAdjoint), Tangent = nameof(LossRules.HingeLossTangent),
        AdjointTangent = nameof(LossRules.PredictionsAdjointTangent))]
    public static double HingeLoss<T>(
        ReadOnlySpan<T> predictions, ReadOnlySpan<T> targets, Span<T> gradient, Reduction reduction = Reduction.Mean,
        ReadOnlySpan<T> weights = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(predictions, targets, gradient, reduction, weights);
        return Elementwise(default(HingeTerm<T>), predictions, targets, gradient, reduction, weights);
    }

    /// <summary>The perceptron's loss: max(0, −x·y).</summary>
    /// <remarks>Rosenblatt 1958. The same as <c>optax.perceptron_loss</c>. At the kink, x·y = 0, the slope is −y, as
    /// the perceptron learns from predictions of 0; automatic differentiation of optax's gives −½y.</remarks>
    /// <inheritdoc cref="HingeLoss"/>
    [Derivative(
        typeof(LossRules), nameof(LossRules.PredictionsAdjoint), Tangent = nameof(LossRules.PerceptronLossTangent),
        AdjointTangent = nameof(LossRules.PredictionsAdjointTangent))]
    public static double PerceptronLoss<T>(
        ReadOnlySpan<T> predictions, ReadOnlySpan<T> targets, Span<T> gradient, Reduction reduction = Reduction.Mean,
        ReadOnlySpan<T> weights = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(predictions, targets, gradient, reduction, weights);
        return Elementwise(default(PerceptronTerm<T>), predictions, targets, gradient, reduction, weights);
    }

    private readonly struct HingeTerm<T> : ITerm<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<T> Evaluate(Vector512<T> prediction, Vector512<T> target, out Vector512<T> slope)
        {
            var value = Vector512<T>.One - (prediction * target);
            slope = Vector512.ConditionalSelect(
                Vector512.LessThanOrEqual(value, Vector512<T>.Zero), Vector512<T>.Zero, -target);
            slope = Vector512.ConditionalSelect(Vector512.Equals(value, value), slope, value);
            return Vector512.Max(value, Vector512<T>.Zero);
        }
    }

    private readonly struct PerceptronTerm<T> : ITerm<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<T> Evaluate(Vector512<T> prediction, Vector512<T> target, out Vector512<T> slope)
        {
            var value = -(prediction * target);
            slope = Vector512.ConditionalSelect(
                Vector512.LessThan(value, Vector512<T>.Zero), Vector512<T>.Zero, -target);
            slope = Vector512.ConditionalSelect(Vector512.Equals(value, value), slope, value);
            return Vector512.Max(value, Vector512<T>.Zero);
        }
    }
}
