using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SamFast;

public static partial class Losses
{
    /// <summary>The cosine of the angle between each row of predictions a and of targets b: ⟨a, b⟩ ÷
    /// (‖a‖·‖b‖).</summary>
    /// <remarks>The same as <c>optax.cosine_similarity</c>, except that it is 0, with a slope of 0, where a norm is 0
    /// and
    /// <paramref name="epsilon"/> too; there, NaN. Squares are formed in the type of the predictions, and may overflow.
    /// The value's error is relative to 1.</remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="predictions">The predicted vectors, one after the other.</param>
    /// <param name="targets">The target vectors.</param>
    /// <param name="dimensions">Elements of a vector.</param>
    /// <param name="gradient">Receives the derivative with respect to each prediction.</param>
    /// <param name="epsilon">ε, the smallest squared norm to divide by; at least 0.</param>
    /// <param name="reduction">How the rows' values become one.</param>
    /// <param name="weights">A factor for each row, or nothing.</param>
    /// <returns>The reduced value.</returns>
    /// <exception cref="ArgumentException">Lengths differ or are no multiple of the vector's, or the gradient overlaps
    /// another span.</exception>
    public static double CosineSimilarity<T>(
        ReadOnlySpan<T> predictions, ReadOnlySpan<T> targets, int dimensions, Span<T> gradient, double epsilon = 0,
        Reduction reduction = Reduction.Mean, ReadOnlySpan<T> weights = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckParameter(epsilon >= 0 && double.IsFinite(epsilon), epsilon, nameof(epsilon), "[0, ∞)");
        CheckRows(predictions, targets, dimensions, gradient, reduction, weights);
        return Cosine(predictions, targets, dimensions, gradient, epsilon, reduction, weights, isDistance: false);
    }

    /// <summary>The cosine distance: 1 − the cosine of the angle between each row of predictions and of
    /// targets.</summary>
    /// <remarks>The same as <c>optax.cosine_distance</c>, except that it is 1, with a slope of 0, where a norm is 0 and
    /// <paramref name="epsilon"/> too; there, NaN. The value's error is relative to 1.</remarks>
    /// <inheritdoc cref="CosineSimilarity"/>
    public static double CosineDistance<T>(
        ReadOnlySpan<T> predictions, ReadOnlySpan<T> targets, int dimensions, Span<T> gradient, double epsilon = 0,
        Reduction reduction = Reduction.Mean, ReadOnlySpan<T> weights = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckParameter(epsilon >= 0 && double.IsFinite(epsilon), epsilon, nameof(epsilon), "[0, ∞)");
        CheckRows(predictions, targets, dimensions, gradient, reduction, weights);
        return Cosine(predictions, targets, dimensions, gradient, epsilon, reduction, weights, isDistance: true);
    }

    private static double Cosine<T>(
        ReadOnlySpan<T> predictions, ReadOnlySpan<T> targets, int length, Span<T> gradient, double epsilon,
        Reduction reduction, ReadOnlySpan<T> weights, bool isDistance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int rows = predictions.Length / length;
        double count = Count(reduction, rows), sum = 0;
        for (int row = 0, start = 0; row < rows; row++, start += length)
        {
            if (!HasPart(weights, row, gradient.Slice(start, length), out double weight))
                continue;

            ref var a = ref Unsafe.Add(ref MemoryMarshal.GetReference(predictions), start);
            ref var b = ref Unsafe.Add(ref MemoryMarshal.GetReference(targets), start);
            var (dot, squaredA, squaredB) = Pairs.Products(ref a, ref b, (nuint)length);

            // cos = ⟨a, b⟩·s with s = 1 ÷ (‖a‖·‖b‖); its slope is s·b − (cos ÷ ‖a‖²)·a, without the second term where ε
            // stands for ‖a‖².
            double normA = Math.Sqrt(Math.Max(squaredA, epsilon)), normB = Math.Sqrt(Math.Max(squaredB, epsilon));
            double s = normA == 0 || normB == 0 ? 0 : 1 / normA / normB;
            double cosine = dot * s;
            double along = squaredA > epsilon ? -cosine / squaredA : 0;
            double scale = (isDistance ? -weight : weight) / count;
            sum += weight * (isDistance ? 1 - cosine : cosine);
            Pairs.Combine(
                scale * along, ref a, scale * s, ref b,
                ref Unsafe.Add(ref MemoryMarshal.GetReference(gradient), start), (nuint)length);
        }

        return sum / count;
    }
}
