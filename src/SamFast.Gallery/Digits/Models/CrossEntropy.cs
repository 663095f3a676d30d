using SamFast.Gallery.Digits.Data;

namespace SamFast.Gallery.Digits.Models;

/// <summary>The parts that the losses of classifiers share.</summary>
internal static class CrossEntropy
{
    /// <summary>Copies the images of examples.</summary>
    public static void Gather(ReadOnlySpan<float> pixels, ReadOnlySpan<int> rows, int features, Span<float> images)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            for (int k = 0; k < features; k++)
                images[(i * features) + k] = pixels[(rows[i] * features) + k];
        }
    }

    /// <summary>The sum of the cross-entropies of the softmax of logits, with memory for at most a number of examples.</summary>
    public static float Sum(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, ReadOnlySpan<int> rows, int most)
    {
        Span<float> logs = stackalloc float[most * DataSet.Classes];
        Normalizations.LogSoftmax<float>(logits, rows.Length, DataSet.Classes, logs[..logits.Length]);
        float sum = 0;
        for (int i = 0; i < rows.Length; i++)
            sum -= logs[(i * DataSet.Classes) + labels[rows[i]]];
        return sum;
    }
}
