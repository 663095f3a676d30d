using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SamFast;

public static partial class Losses
{
    /// <summary>The Kullback-Leibler divergence of a predicted distribution from the target's: Σ t·(ln t − x) in each
    /// row.</summary>
    /// <remarks>Kullback and Leibler 1951. The same as <c>optax.kl_divergence</c>, except that a target of 0 contributes 0 with
    /// any prediction; in optax, a prediction of −∞ makes it NaN. Terms of both signs: the value's error is relative to the
    /// largest of them.</remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="logPredictions">The logarithms x of the predicted probabilities, row after row.</param>
    /// <param name="targets">The target probabilities t; at least 0.</param>
    /// <param name="classes">Elements in a row.</param>
    /// <param name="gradient">Receives the derivative with respect to each logarithm.</param>
    /// <param name="reduction">The reduction of the rows' losses.</param>
    /// <param name="weights">A factor per row, or an empty span.</param>
    /// <returns>The reduced loss.</returns>
    /// <exception cref="ArgumentException">Lengths differ or are no multiple of the row's, or the gradient overlaps
    /// another span.</exception>
    [Derivative(
        typeof(LossRules), nameof(LossRules.LogPredictionsAdjoint), Tangent = nameof(LossRules.KlDivergenceTangent),
        AdjointTangent = nameof(LossRules.LogPredictionsAdjointTangent))]
    public static double KlDivergence<T>(
        ReadOnlySpan<T> logPredictions, ReadOnlySpan<T> targets, int classes, Span<T> gradient,
        Reduction reduction = Reduction.Mean, ReadOnlySpan<T> weights = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckRows(logPredictions, targets, classes, gradient, reduction, weights);
        return RowsOfTerms(default(KlTerm<T>), logPredictions, targets, classes, gradient, reduction, weights);
    }

    /// <summary>The same with targets that are logarithms, too: Σ eˢ·(s − x) in each row.</summary>
    /// <remarks>The same as <c>optax.kl_divergence_with_log_targets</c>, except that a target of −∞ contributes 0 and
    /// not NaN.</remarks>
    /// <param name="logPredictions">The logarithms x of the predicted probabilities, row after row.</param>
    /// <param name="logTargets">The logarithms s of the target probabilities.</param>
    /// <param name="classes">Elements in a row.</param>
    /// <param name="gradient">Receives the derivative with respect to each predicted logarithm.</param>
    /// <param name="reduction">The reduction of the rows' losses.</param>
    /// <param name="weights">A factor per row, or an empty span.</param>
    /// <inheritdoc cref="KlDivergence"/>
    [Derivative(
        typeof(LossRules), nameof(LossRules.LogPredictionsAdjoint), Tangent = nameof(LossRules.KlDivergenceWithLogTargetsTangent),
        AdjointTangent = nameof(LossRules.LogPredictionsAdjointTangent))]
    public static double KlDivergenceWithLogTargets<T>(
        ReadOnlySpan<T> logPredictions, ReadOnlySpan<T> logTargets, int classes, Span<T> gradient,
        Reduction reduction = Reduction.Mean, ReadOnlySpan<T> weights = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckRows(logPredictions, logTargets, classes, gradient, reduction, weights);
        return RowsOfTerms(default(LogKlTerm<T>), logPredictions, logTargets, classes, gradient, reduction, weights);
    }

    private readonly struct KlTerm<T> : ITerm<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<T> Evaluate(Vector512<T> prediction, Vector512<T> target, out Vector512<T> slope) =>
            Weighted(target, Blocks.Log(target) - prediction, prediction, out slope);
    }

    private readonly struct LogKlTerm<T> : ITerm<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<T> Evaluate(Vector512<T> prediction, Vector512<T> target, out Vector512<T> slope) =>
            Weighted(Blocks.Exp(target), target - prediction, prediction, out slope);
    }

    /// <summary>Probability · difference; 0 where the probability is. A prediction of NaN is never hidden.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Weighted<T>(
        Vector512<T> probability, Vector512<T> difference, Vector512<T> prediction, out Vector512<T> slope)
    {
        var isNumber = Vector512.Equals(prediction, prediction);
        slope = Vector512.ConditionalSelect(isNumber, Vector512<T>.Zero - probability, prediction);
        var isOut = Vector512.Equals(probability, Vector512<T>.Zero) & isNumber;
        return Vector512.ConditionalSelect(isOut, Vector512<T>.Zero, probability * difference);
    }
}
