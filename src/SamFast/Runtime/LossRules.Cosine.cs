using System.Numerics;
using System.Runtime.InteropServices;

namespace SamFast.Runtime;

public static partial class LossRules
{
    /// <inheritdoc cref="SquaredErrorTangent"/>
    public static double CosineSimilarityTangent<T>(
        ReadOnlySpan<T> predictions, ReadOnlySpan<T> targets, int dimensions, ReadOnlySpan<T> gradient, double epsilon,
        Reduction reduction, ReadOnlySpan<T> weights, ReadOnlySpan<T> predictionsTangent, Span<T> gradientTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Cosine(predictions, targets, dimensions, gradient, epsilon, reduction, weights, predictionsTangent, gradientTangent, 1);

    /// <inheritdoc cref="SquaredErrorTangent"/>
    public static double CosineDistanceTangent<T>(
        ReadOnlySpan<T> predictions, ReadOnlySpan<T> targets, int dimensions, ReadOnlySpan<T> gradient, double epsilon,
        Reduction reduction, ReadOnlySpan<T> weights, ReadOnlySpan<T> predictionsTangent, Span<T> gradientTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Cosine(predictions, targets, dimensions, gradient, epsilon, reduction, weights, predictionsTangent, gradientTangent, -1);

    private static double Cosine<T>(
        ReadOnlySpan<T> predictions, ReadOnlySpan<T> targets, int length, ReadOnlySpan<T> gradient, double epsilon, Reduction reduction,
        ReadOnlySpan<T> weights, ReadOnlySpan<T> predictionsTangent, Span<T> gradientTangent, double sign)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Losses.CheckEpsilon(epsilon);
        Losses.CheckRows(predictions, targets, length, gradientTangent, reduction, weights);
        Check(predictions, gradient, predictionsTangent, gradientTangent);
        if (predictionsTangent.IsEmpty)
        {
            gradientTangent.Clear();
            return 0;
        }

        int rows = predictions.Length / length;
        double count = Losses.Count(reduction, rows);
        for (int row = 0, start = 0; row < rows; row++, start += length)
        {
            var product = gradientTangent.Slice(start, length);
            if (!Losses.HasPart(weights, row, product, out double weight))
                continue;
            BendCosine(
                predictions.Slice(start, length), targets.Slice(start, length), predictionsTangent.Slice(start, length), product, epsilon,
                sign * weight / count);
        }

        return Blocks.Dot(gradient, predictionsTangent);
    }

    /// <summary>The derivative of the slope s·b − (cos ÷ ‖a‖²)·a along v, times a scale: with s = 1 ÷ (‖a‖·‖b‖), u = ⟨a, v⟩ ÷ ‖a‖²
    /// and the derivative c = s·⟨b, v⟩ − cos·u of the cosine, −s·u·b − ((c − 2·cos·u) ÷ ‖a‖²)·a − (cos ÷ ‖a‖²)·v.</summary>
    private static void BendCosine<T>(
        ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> v, Span<T> product, double epsilon, double scale)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (dot, squaredA, squaredB) = Pairs.Products(
            ref MemoryMarshal.GetReference(a), ref MemoryMarshal.GetReference(b), (nuint)a.Length);
        if (!Pairs.AreInRange(a, squaredA, b, squaredB) && Pairs.Exponent(a) is { } m && Pairs.Exponent(b) is { } n)
        {
            BendScaledCosine(a, m, b, n, v, product, epsilon, scale);
            return;
        }

        var bend = new CosineBend(dot, squaredA, squaredB, epsilon, epsilon, Blocks.Dot(a, v), Blocks.Dot(b, v));
        Pairs.Combine(
            scale * bend.OfA, ref MemoryMarshal.GetReference(a), scale * bend.OfB, ref MemoryMarshal.GetReference(b),
            ref MemoryMarshal.GetReference(product), (nuint)a.Length);
        Blocks.Add(product, T.CreateTruncating(scale * bend.OfDirection), v, product);
    }

    /// <summary>The same for a = 2ᵐ·a′ and b = 2ⁿ·b′: 2⁻²ᵐ times that of a′ and b′.</summary>
    private static void BendScaledCosine<T>(
        ReadOnlySpan<T> a, int m, ReadOnlySpan<T> b, int n, ReadOnlySpan<T> v, Span<T> product, double epsilon, double scale)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (dot, squaredA, squaredB) = Pairs.ScaledProducts(a, m, b, n);
        double alongA = 0, alongB = 0;
        for (int i = 0; i < a.Length; i++)
        {
            double direction = double.CreateTruncating(v[i]);
            alongA += Pairs.Scaled(a[i], -m) * direction;
            alongB += Pairs.Scaled(b[i], -n) * direction;
        }

        var bend = new CosineBend(
            dot, squaredA, squaredB, Math.ScaleB(epsilon, -2 * m), Math.ScaleB(epsilon, -2 * n), alongA, alongB);
        for (int i = 0; i < a.Length; i++)
        {
            double change = (bend.OfA * Pairs.Scaled(a[i], -m)) + (bend.OfB * Pairs.Scaled(b[i], -n))
                + (bend.OfDirection * double.CreateTruncating(v[i]));
            product[i] = T.CreateTruncating(Math.ScaleB(scale * change, -2 * m));
        }
    }

    /// <summary>The factors of a, b and v.</summary>
    private readonly struct CosineBend
    {
        internal CosineBend(
            double dot, double squaredA, double squaredB, double epsilonA, double epsilonB, double alongA, double alongB)
        {
            double normA = Math.Sqrt(Math.Max(squaredA, epsilonA)), normB = Math.Sqrt(Math.Max(squaredB, epsilonB));
            // Where ε replaces ‖a‖², the cosine is linear in a.
            if (normA == 0 || normB == 0 || squaredA <= epsilonA)
                return;
            double s = 1 / normA / normB, cosine = dot * s, turn = alongA / squaredA, change = (s * alongB) - (cosine * turn);
            OfA = ((2 * cosine * turn) - change) / squaredA;
            OfB = -s * turn;
            OfDirection = -cosine / squaredA;
        }

        internal double OfA { get; }

        internal double OfB { get; }

        internal double OfDirection { get; }
    }
}
