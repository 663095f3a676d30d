using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SamFast;

public static partial class Losses
{
    /// <summary>Cross-entropy of a softmax, from its logits: −Σ y·ln softmax(x) in each row.</summary>
    /// <remarks>
    /// <para>The same as <c>optax.softmax_cross_entropy</c>; a label of 0 contributes 0 with any logit, as in
    /// <c>optax.safe_softmax_cross_entropy</c>: a logit of −∞ excludes its class. A row whose largest logit
    /// is infinite gives NaN.</para>
    /// <para>The largest logit of a row is subtracted before the exponential, so large logits are fine. The value of a
    /// row has an error relative to 1 plus the value, the elements of the gradient one relative to 1.</para>
    /// </remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="logits">The logits x, row after row.</param>
    /// <param name="labels">The label y of each class: a probability, or any number.</param>
    /// <param name="classes">Logits in a row.</param>
    /// <param name="gradient">Receives the derivative with respect to each logit.</param>
    /// <param name="reduction">The reduction of the rows' losses.</param>
    /// <param name="weights">A factor per row, or an empty span.</param>
    /// <returns>The reduced loss.</returns>
    /// <exception cref="ArgumentException">Lengths differ or are no multiple of the row's, or the gradient overlaps
    /// another span.</exception>
    [Derivative(
        typeof(LossRules), nameof(LossRules.LogitsAdjoint), Tangent = nameof(LossRules.SoftmaxCrossEntropyTangent),
        AdjointTangent = nameof(LossRules.LogitsAdjointTangent))]
    public static double SoftmaxCrossEntropy<T>(
        ReadOnlySpan<T> logits, ReadOnlySpan<T> labels, int classes, Span<T> gradient,
        Reduction reduction = Reduction.Mean, ReadOnlySpan<T> weights = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckRows(logits, labels, classes, gradient, reduction, weights);
        return SoftmaxWithLabels(logits, labels, classes, gradient, 0, reduction, weights);
    }

    /// <summary>The poly loss: cross-entropy of a softmax, plus ε·Σ y·(1 − softmax(x)) in each row.</summary>
    /// <remarks>Leng et al. 2022 (arXiv:2204.12511), Poly-1. The same as <c>optax.poly_loss_cross_entropy</c>; labels
    /// of 0 and infinite logits as in the cross-entropy.</remarks>
    /// <param name="logits">The logits x, row after row.</param>
    /// <param name="labels">The label y of each class: a probability, or any number.</param>
    /// <param name="classes">Logits in a row.</param>
    /// <param name="gradient">Receives the derivative with respect to each logit.</param>
    /// <param name="epsilon">ε, the factor of the first power; 0 is the cross-entropy.</param>
    /// <param name="reduction">The reduction of the rows' losses.</param>
    /// <param name="weights">A factor per row, or an empty span.</param>
    /// <inheritdoc cref="SoftmaxCrossEntropy"/>
    [Derivative(
        typeof(LossRules), nameof(LossRules.LogitsAdjoint), Tangent = nameof(LossRules.PolyLossCrossEntropyTangent),
        AdjointTangent = nameof(LossRules.LogitsAdjointTangent))]
    public static double PolyLossCrossEntropy<T>(
        ReadOnlySpan<T> logits, ReadOnlySpan<T> labels, int classes, Span<T> gradient, double epsilon = 2,
        Reduction reduction = Reduction.Mean, ReadOnlySpan<T> weights = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckParameter(double.IsFinite(epsilon), epsilon, nameof(epsilon), "(−∞, ∞)");
        CheckRows(logits, labels, classes, gradient, reduction, weights);
        return SoftmaxWithLabels(logits, labels, classes, gradient, epsilon, reduction, weights);
    }

    /// <summary>Cross-entropy of a softmax, from its logits and the number of the right class: −ln softmax(x)ₗ in each
    /// row.</summary>
    /// <remarks>The same as <c>optax.softmax_cross_entropy_with_integer_labels</c>, except that a label out of range throws;
    /// optax does not check it. Accuracy and infinite logits as with dense labels.</remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="logits">The logits x, row after row.</param>
    /// <param name="labels">The right class l of each row, from 0.</param>
    /// <param name="classes">Logits in a row.</param>
    /// <param name="gradient">Receives the derivative with respect to each logit.</param>
    /// <param name="reduction">The reduction of the rows' losses.</param>
    /// <param name="weights">A factor per row, or an empty span.</param>
    /// <returns>The reduced loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not match, a label is not a class (also in a row of weight 0), or the
    /// gradient overlaps another span.</exception>
    [Derivative(
        typeof(LossRules), nameof(LossRules.LogitsAdjoint), Tangent = nameof(LossRules.SoftmaxCrossEntropyWithIntegerLabelsTangent),
        AdjointTangent = nameof(LossRules.LogitsAdjointTangent))]
    public static double SoftmaxCrossEntropyWithIntegerLabels<T>(
        ReadOnlySpan<T> logits, ReadOnlySpan<int> labels, int classes, Span<T> gradient,
        Reduction reduction = Reduction.Mean, ReadOnlySpan<T> weights = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckGradient(logits, gradient, nameof(logits));
        int rows = CheckShape(logits.Length, classes, nameof(logits), nameof(classes));
        CheckLabels(labels, rows, classes, MemoryMarshal.AsBytes(gradient));
        CheckBatch(gradient, reduction, weights, rows);

        double count = Count(reduction, rows), sum = 0;
        for (int row = 0, start = 0; row < rows; row++, start += classes)
        {
            if (!HasPart(weights, row, gradient.Slice(start, classes), out double weight))
                continue;

            ref var x = ref Unsafe.Add(ref MemoryMarshal.GetReference(logits), start);
            ref var slope = ref Unsafe.Add(ref MemoryMarshal.GetReference(gradient), start);
            double top = Softmax.Highest(ref x, (nuint)classes);
            double right = double.CreateTruncating(Unsafe.Add(ref x, labels[row]));
            double exponentials = Softmax.Exponentials(ref x, ref slope, (nuint)classes, top);
            sum += weight * (top - right + Blocks.Log(exponentials));
            double scale = weight / count;
            Blocks.Multiply(gradient.Slice(start, classes), T.CreateTruncating(scale / exponentials));
            Unsafe.Add(ref slope, labels[row]) -= T.CreateTruncating(scale);
        }

        return sum / count;
    }

    private static double SoftmaxWithLabels<T>(
        ReadOnlySpan<T> logits, ReadOnlySpan<T> labels, int classes, Span<T> gradient, double epsilon,
        Reduction reduction, ReadOnlySpan<T> weights)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int rows = logits.Length / classes;
        double count = Count(reduction, rows), sum = 0;
        for (int row = 0, start = 0; row < rows; row++, start += classes)
        {
            if (!HasPart(weights, row, gradient.Slice(start, classes), out double weight))
                continue;

            ref var x = ref Unsafe.Add(ref MemoryMarshal.GetReference(logits), start);
            ref var y = ref Unsafe.Add(ref MemoryMarshal.GetReference(labels), start);
            ref var slope = ref Unsafe.Add(ref MemoryMarshal.GetReference(gradient), start);
            double top = Softmax.Highest(ref x, (nuint)classes);
            var sums = Softmax.Exponentials(ref x, ref y, ref slope, (nuint)classes, top);

            // With p = softmax(x), Y = Σy and D = Σ y·p, the slope is p·(Y + ε·D) − y − ε·y·p.
            double hit = sums.LabelledExponentials / sums.Exponentials;
            sum += weight
                * (sums.Below + (sums.Labels * Blocks.Log(sums.Exponentials)) + (epsilon * (sums.Labels - hit)));
            double scale = weight / count, inverse = scale / sums.Exponentials;
            double a = inverse * (sums.Labels + (epsilon * hit)), b = epsilon * inverse;
            if (Blocks.IsNormal<T>(a) && Blocks.IsNormal<T>(b) && Blocks.IsNormal<T>(scale))
                Softmax.Differentiate(ref y, ref slope, (nuint)classes, a, b, scale);
            else
                Softmax.Differentiate(labels.Slice(start, classes), gradient.Slice(start, classes), in sums, epsilon, scale);
        }

        return sum / count;
    }

    private static void CheckLabels(ReadOnlySpan<int> labels, int rows, int classes, Span<byte> gradient)
    {
        if (labels.Length != rows)
        {
            throw new ArgumentException(
                $"There are {rows} rows of logits, but {labels.Length} labels. Pass one label per row.", nameof(labels));
        }

        if (MemoryMarshal.AsBytes(labels).Overlaps(gradient))
            ThrowOverlap(nameof(labels), nameof(gradient));
        for (int row = 0; row < labels.Length; row++)
        {
            if ((uint)labels[row] >= (uint)classes)
            {
                throw new ArgumentOutOfRangeException(nameof(labels), labels[row],
                    $"The label of row {row} is {labels[row]}, but with {classes} classes they go from 0 to "
                        + $"{classes - 1}.");
            }
        }
    }
}
