using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SamFast.Runtime;

public static partial class LossRules
{
    /// <inheritdoc cref="SquaredErrorTangent"/>
    public static double SoftmaxCrossEntropyTangent<T>(
        ReadOnlySpan<T> logits, ReadOnlySpan<T> labels, int classes, ReadOnlySpan<T> gradient, Reduction reduction,
        ReadOnlySpan<T> weights, ReadOnlySpan<T> logitsTangent, Span<T> gradientTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => PolyLossCrossEntropyTangent(
            logits, labels, classes, gradient, 0, reduction, weights, logitsTangent, gradientTangent);

    /// <inheritdoc cref="SquaredErrorTangent"/>
    public static double PolyLossCrossEntropyTangent<T>(
        ReadOnlySpan<T> logits, ReadOnlySpan<T> labels, int classes, ReadOnlySpan<T> gradient, double epsilon, Reduction reduction,
        ReadOnlySpan<T> weights, ReadOnlySpan<T> logitsTangent, Span<T> gradientTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Losses.CheckRows(logits, labels, classes, gradientTangent, reduction, weights);
        Losses.CheckParameter(double.IsFinite(epsilon), epsilon, nameof(epsilon), "(−∞, ∞)");
        Check(logits, gradient, logitsTangent, gradientTangent);
        return Softmaxes(logits, labels, classes, gradient, epsilon, reduction, weights, logitsTangent, gradientTangent);
    }

    /// <inheritdoc cref="SquaredErrorTangent"/>
    public static double SoftmaxCrossEntropyWithIntegerLabelsTangent<T>(
        ReadOnlySpan<T> logits, int classes, ReadOnlySpan<T> gradient, Reduction reduction, ReadOnlySpan<T> weights,
        ReadOnlySpan<T> logitsTangent, Span<T> gradientTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Losses.CheckGradient(logits, gradientTangent, nameof(logits));
        int rows = Losses.CheckShape(logits.Length, classes, nameof(logits), nameof(classes));
        Losses.CheckBatch(gradientTangent, reduction, weights, rows);
        Check(logits, gradient, logitsTangent, gradientTangent);
        return Softmaxes(logits, default, classes, gradient, 0, reduction, weights, logitsTangent, gradientTangent);
    }

    /// <summary>The tangent of a loss of softmaxes. Without labels, those of a row sum to 1.</summary>
    private static double Softmaxes<T>(
        ReadOnlySpan<T> logits, ReadOnlySpan<T> labels, int classes, ReadOnlySpan<T> gradient, double epsilon, Reduction reduction,
        ReadOnlySpan<T> weights, ReadOnlySpan<T> logitsTangent, Span<T> gradientTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (logitsTangent.IsEmpty)
        {
            gradientTangent.Clear();
            return 0;
        }

        int rows = logits.Length / classes;
        double count = Losses.Count(reduction, rows);
        for (int row = 0, start = 0; row < rows; row++, start += classes)
        {
            var product = gradientTangent.Slice(start, classes);
            if (!Losses.HasPart(weights, row, product, out double weight))
                continue;
            var x = logits.Slice(start, classes);
            var v = logitsTangent.Slice(start, classes);
            if (labels.IsEmpty)
                BendSoftmax(x, v, product, weight / count);
            else
                BendSoftmax(x, labels.Slice(start, classes), v, product, epsilon, weight / count);
        }

        return Blocks.Dot(gradient, logitsTangent);
    }

    /// <summary>Writes the derivative of p = softmax(x) along v, p·(v − ⟨p, v⟩), times a scale.</summary>
    private static void BendSoftmax<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> v, Span<T> product, double scale)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref var first = ref MemoryMarshal.GetReference(x);
        double sum = Softmax.Exponentials(
            ref first, ref MemoryMarshal.GetReference(product), (nuint)x.Length, Softmax.Highest(ref first, (nuint)x.Length));
        double mean = Blocks.Dot(product, v) / sum;
        Maps.Set(new SoftmaxMap(1 / sum, mean, scale, 0, 0), new(product, v), product);
    }

    /// <summary>Writes the derivative of p·(Y + ε·(D − y)) − y along v, times a scale: with Y = Σy, D = Σ y·p and the mean m = ⟨p, v⟩,
    /// p·((v − m)·(Y + ε·(D − y)) + ε·(Σ y·p·v − m·D)).</summary>
    private static void BendSoftmax<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> v, Span<T> product, double epsilon, double scale)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref var first = ref MemoryMarshal.GetReference(x);
        var sums = Softmax.Exponentials(
            ref first, ref MemoryMarshal.GetReference(y), ref MemoryMarshal.GetReference(product), (nuint)x.Length,
            Softmax.Highest(ref first, (nuint)x.Length));
        double hit = sums.LabelledExponentials / sums.Exponentials, mean = Blocks.Dot(product, v) / sums.Exponentials;
        double change = epsilon == 0 ? 0 : (Maps.Sum<T, Product>(default, new(product, v, y)) / sums.Exponentials) - (mean * hit);
        Maps.Set(
            new SoftmaxMap(1 / sums.Exponentials, mean, scale * (sums.Labels + (epsilon * hit)), scale * epsilon, scale * epsilon * change),
            new(product, v, y), product);
    }

    /// <summary>e·inverse·((v − mean)·(scale − bend·y) + change).</summary>
    private readonly struct SoftmaxMap(double inverse, double mean, double scale, double bend, double change) : IMap
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L Of<L>(L a, L b, L c, L d) where L : ILanes<L>
        {
            var factor = bend == 0 ? L.Create(scale) : L.Create(scale) - (L.Create(bend) * c);
            return a * L.Create(inverse) * (((b - L.Create(mean)) * factor) + L.Create(change));
        }
    }

    private readonly struct Product : IMap
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L Of<L>(L a, L b, L c, L d) where L : ILanes<L> => a * b * c;
    }
}
