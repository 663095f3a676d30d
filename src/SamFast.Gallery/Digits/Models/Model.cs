using System.Numerics.Tensors;
using SamFast.Gallery.Digits.Data;

namespace SamFast.Gallery.Digits.Models;

/// <summary>A classifier with a hand-written gradient. It has internal buffers: use it from one thread at a time. Only the
/// constructor allocates.</summary>
internal abstract class Model(int features)
{
    /// <summary>The number of examples computed at once.</summary>
    protected const int Block = 64;

    private readonly float[] _logits = new float[Block * DataSet.Classes];
    private readonly int[] _labels = new int[Block];

    /// <summary>The parameter tensors.</summary>
    public abstract Layout Layout { get; }

    /// <summary>The number of gradients of single examples computed so far.</summary>
    public long GradientsOfExamples { get; private set; }

    protected int Features { get; } = features;

    /// <summary>Chooses the initial parameters.</summary>
    public abstract void Initialize(Span<float> parameters, Random random);

    /// <summary>Returns the sum of the losses of the examples (cross-entropy of a softmax), and adds its gradient times a weight.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="examples">The examples.</param>
    /// <param name="rows">The indices of the examples.</param>
    /// <param name="weight">The factor of the gradient.</param>
    /// <param name="gradient">The vector to which the gradient is added.</param>
    public double AddGradient(
        ReadOnlySpan<float> parameters, Examples examples, ReadOnlySpan<int> rows, float weight, Span<float> gradient)
    {
        double loss = 0;
        for (int start = 0; start < rows.Length; start += Block)
        {
            var block = rows.Slice(start, Math.Min(Block, rows.Length - start));
            loss += Forward(parameters, examples, block, out var slopes);
            TensorPrimitives.Multiply(slopes, weight, slopes);
            Backward(parameters, examples, block, slopes, gradient);
        }

        GradientsOfExamples += rows.Length;
        return loss;
    }

    /// <summary>The sum of the examples' losses.</summary>
    public double Loss(ReadOnlySpan<float> parameters, Examples examples, ReadOnlySpan<int> rows)
    {
        double loss = 0;
        for (int start = 0; start < rows.Length; start += Block)
            loss += Forward(parameters, examples, rows.Slice(start, Math.Min(Block, rows.Length - start)), out _);
        return loss;
    }

    /// <summary>The number of correctly classified examples.</summary>
    public int CountRight(ReadOnlySpan<float> parameters, Examples examples)
    {
        int right = 0;
        Span<int> rows = stackalloc int[Block];
        for (int start = 0; start < examples.Count; start += Block)
        {
            var block = rows[..Math.Min(Block, examples.Count - start)];
            for (int i = 0; i < block.Length; i++)
                block[i] = start + i;
            var logits = _logits.AsSpan(0, block.Length * DataSet.Classes);
            ComputeLogits(parameters, examples, block, logits);
            for (int i = 0; i < block.Length; i++)
            {
                int guess = TensorPrimitives.IndexOfMax<float>(logits.Slice(i * DataSet.Classes, DataSet.Classes));
                right += guess == examples.Labels[start + i] ? 1 : 0;
            }
        }

        return right;
    }

    /// <summary>Writes the logits, and stores the intermediate values for <see cref="Backward"/>.</summary>
    protected abstract void ComputeLogits(
        ReadOnlySpan<float> parameters, Examples examples, ReadOnlySpan<int> rows, Span<float> logits);

    /// <summary>Adds the gradient, given the derivatives of the loss with respect to the logits.</summary>
    protected abstract void Backward(
        ReadOnlySpan<float> parameters, Examples examples, ReadOnlySpan<int> rows, ReadOnlySpan<float> slopes,
        Span<float> gradient);

    private double Forward(
        ReadOnlySpan<float> parameters, Examples examples, ReadOnlySpan<int> rows, out Span<float> slopes)
    {
        slopes = _logits.AsSpan(0, rows.Length * DataSet.Classes);
        ComputeLogits(parameters, examples, rows, slopes);
        var labels = _labels.AsSpan(0, rows.Length);
        for (int i = 0; i < rows.Length; i++)
            labels[i] = examples.Labels[rows[i]];

        // In place: the slopes replace the logits.
        return Losses.SoftmaxCrossEntropyWithIntegerLabels<float>(slopes, labels, DataSet.Classes, slopes, Reduction.Sum);
    }
}
