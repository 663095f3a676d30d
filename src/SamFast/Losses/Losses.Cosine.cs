using System.Numerics;
using System.Runtime.InteropServices;

namespace SamFast;

public static partial class Losses
{
    /// <summary>The cosine of the angle between each row of predictions a and of targets b: ⟨a, b⟩ ÷
    /// (‖a‖·‖b‖).</summary>
    /// <remarks>The same as <c>optax.cosine_similarity</c>, except that it is 0, with a slope of 0, if a norm and <paramref
    /// name="epsilon"/> are 0; optax's is NaN. The squares of the elements may leave the range of the type. The value's error
    /// is relative to 1.</remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="predictions">The predicted vectors, one after the other.</param>
    /// <param name="targets">The target vectors.</param>
    /// <param name="dimensions">Elements of a vector.</param>
    /// <param name="gradient">Receives the derivative with respect to each prediction.</param>
    /// <param name="epsilon">ε, the smallest squared norm to divide by; at least 0.</param>
    /// <param name="reduction">The reduction of the rows' values.</param>
    /// <param name="weights">A factor per row, or an empty span.</param>
    /// <returns>The reduced value.</returns>
    /// <exception cref="ArgumentException">Lengths differ or are no multiple of the vector's, or the gradient overlaps
    /// another span.</exception>
    [Derivative(
        typeof(LossRules), nameof(LossRules.PredictionsAdjoint), Tangent = nameof(LossRules.CosineSimilarityTangent),
        AdjointTangent = nameof(LossRules.PredictionsAdjointTangent))]
    public static double CosineSimilarity<T>(
        ReadOnlySpan<T> predictions, ReadOnlySpan<T> targets, int dimensions, Span<T> gradient, double epsilon = 0,
        Reduction reduction = Reduction.Mean, ReadOnlySpan<T> weights = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckEpsilon(epsilon);
        CheckRows(predictions, targets, dimensions, gradient, reduction, weights);
        return Cosine(predictions, targets, dimensions, gradient, epsilon, reduction, weights, isDistance: false);
    }

    /// <summary>The cosine distance: 1 − the cosine of the angle between each row of predictions and of
    /// targets.</summary>
    /// <remarks>The same as <c>optax.cosine_distance</c>, except that it is 1, with a slope of 0, if a norm and <paramref
    /// name="epsilon"/> are 0; optax's is NaN. The value's error is relative to 1.</remarks>
    /// <inheritdoc cref="CosineSimilarity"/>
    [Derivative(
        typeof(LossRules), nameof(LossRules.PredictionsAdjoint), Tangent = nameof(LossRules.CosineDistanceTangent),
        AdjointTangent = nameof(LossRules.PredictionsAdjointTangent))]
    public static double CosineDistance<T>(
        ReadOnlySpan<T> predictions, ReadOnlySpan<T> targets, int dimensions, Span<T> gradient, double epsilon = 0,
        Reduction reduction = Reduction.Mean, ReadOnlySpan<T> weights = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckEpsilon(epsilon);
        CheckRows(predictions, targets, dimensions, gradient, reduction, weights);
        return Cosine(predictions, targets, dimensions, gradient, epsilon, reduction, weights, isDistance: true);
    }

    internal static void CheckEpsilon(double epsilon) =>
        CheckParameter(epsilon >= 0 && double.IsFinite(epsilon), epsilon, nameof(epsilon), "[0, ∞)");

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

            double sign = isDistance ? -1 : 1;
            double cosine = Cosine(
                predictions.Slice(start, length), targets.Slice(start, length), gradient.Slice(start, length), epsilon,
                sign * weight / count);
            sum += weight * (isDistance ? 1 - cosine : cosine);
        }

        return sum / count;
    }

    /// <summary>The cosine of the angle between two vectors, and its derivative times a scale.</summary>
    /// <remarks>cos = ⟨a, b⟩·s with s = 1 ÷ (‖a‖·‖b‖); its slope is s·b − (cos ÷ ‖a‖²)·a, without the second term if ε replaces
    /// ‖a‖².</remarks>
    private static double Cosine<T>(
        ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> gradient, double epsilon, double scale)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (dot, squaredA, squaredB) = Pairs.Products(
            ref MemoryMarshal.GetReference(a), ref MemoryMarshal.GetReference(b), (nuint)a.Length);
        double normA = Math.Sqrt(Math.Max(squaredA, epsilon)), normB = Math.Sqrt(Math.Max(squaredB, epsilon));
        double s = normA == 0 || normB == 0 ? 0 : 1 / normA / normB;
        double cosine = dot * s;
        double along = squaredA > epsilon ? -cosine / squaredA : 0;
        if (!(Pairs.AreInRange(a, squaredA, b, squaredB)
            && Blocks.IsNormal<T>(scale * along) && Blocks.IsNormal<T>(scale * s))
            && Pairs.Exponent(a) is { } m && Pairs.Exponent(b) is { } n)
        {
            return CosineOfScaled(a, m, b, n, gradient, epsilon, scale);
        }

        Pairs.Combine(
            scale * along, ref MemoryMarshal.GetReference(a), scale * s, ref MemoryMarshal.GetReference(b),
            ref MemoryMarshal.GetReference(gradient), (nuint)a.Length);
        return cosine;
    }

    /// <summary>The same for 2ᵐ·a and 2ⁿ·b: the cosine is that of a and b, and its slope 2⁻ᵐ times theirs.</summary>
    private static double CosineOfScaled<T>(
        ReadOnlySpan<T> a, int m, ReadOnlySpan<T> b, int n, Span<T> gradient, double epsilon, double scale)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (dot, squaredA, squaredB) = Pairs.ScaledProducts(a, m, b, n);
        double root = Math.Sqrt(epsilon), leastA = Math.ScaleB(root, -m), leastB = Math.ScaleB(root, -n);
        double normA = Math.Max(Math.Sqrt(squaredA), leastA), normB = Math.Max(Math.Sqrt(squaredB), leastB);
        double s = normA == 0 || normB == 0 ? 0 : 1 / normA / normB, cosine = dot * s, along = normA > leastA ? -cosine / squaredA : 0;
        for (int i = 0; i < a.Length; i++)
        {
            double slope = (along * Pairs.Scaled(a[i], -m)) + (s * Pairs.Scaled(b[i], -n));
            gradient[i] = T.CreateTruncating(Math.ScaleB(scale * slope, -m));
        }

        return cosine;
    }
}
