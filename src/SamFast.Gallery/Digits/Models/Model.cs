using System.Numerics.Tensors;
using SamFast.Gallery.Digits.Data;

namespace SamFast.Gallery.Digits.Models;

/// <summary>A classifier, whose gradient the compiler derives. It has internal buffers: use it from one thread at a time. Only the
/// constructor allocates.</summary>
internal abstract class Model(int features)
{
    /// <summary>The number of examples computed at once.</summary>
    public const int Block = 64;

    private readonly float[] _pixels = new float[Block * features];
    private readonly float[] _logits = new float[Block * DataSet.Classes];

    /// <summary>The parameter tensors.</summary>
    public abstract Layout Layout { get; }

    /// <summary>The number of gradients of single examples computed so far.</summary>
    public long GradientsOfExamples { get; private set; }

    protected int Features { get; } = features;

    /// <summary>Chooses the initial parameters.</summary>
    public abstract void Initialize(Span<float> parameters, Random random);

    /// <summary>Returns the mean loss of examples (cross-entropy of a softmax), and writes its gradient.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="examples">The examples.</param>
    /// <param name="rows">The indices of the examples.</param>
    /// <param name="gradient">Receives the gradient.</param>
    public double Gradient(ReadOnlySpan<float> parameters, Examples examples, ReadOnlySpan<int> rows, Span<float> gradient)
    {
        GradientsOfExamples += rows.Length;
        return ComputeGradient(parameters, examples, rows, gradient);
    }

    /// <summary>The mean loss of examples.</summary>
    public abstract double Loss(ReadOnlySpan<float> parameters, Examples examples, ReadOnlySpan<int> rows);

    /// <summary>The number of correctly classified examples.</summary>
    public int CountRight(ReadOnlySpan<float> parameters, Examples examples)
    {
        int right = 0;
        for (int start = 0; start < examples.Count; start += Block)
        {
            int count = Math.Min(Block, examples.Count - start);
            var pixels = _pixels.AsSpan(0, count * Features);
            for (int i = 0; i < count; i++)
                examples.Image(start + i).CopyTo(pixels[(i * Features)..]);
            var logits = _logits.AsSpan(0, count * DataSet.Classes);
            ComputeLogits(parameters, pixels, count, logits);
            for (int i = 0; i < count; i++)
            {
                int guess = TensorPrimitives.IndexOfMax<float>(logits.Slice(i * DataSet.Classes, DataSet.Classes));
                right += guess == examples.Labels[start + i] ? 1 : 0;
            }
        }

        return right;
    }

    /// <summary>Writes the gradient of the mean loss, and returns the loss.</summary>
    protected abstract double ComputeGradient(
        ReadOnlySpan<float> parameters, Examples examples, ReadOnlySpan<int> rows, Span<float> gradient);

    /// <summary>Writes the logits of images.</summary>
    protected abstract void ComputeLogits(ReadOnlySpan<float> parameters, ReadOnlySpan<float> pixels, int count, Span<float> logits);
}
