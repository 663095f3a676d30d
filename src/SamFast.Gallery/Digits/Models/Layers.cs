using System.Numerics.Tensors;

namespace SamFast.Gallery.Digits.Models;

/// <summary>A layer Wx + b, row-major, one example at a time.</summary>
internal static class Layers
{
    public static void Forward(
        ReadOnlySpan<float> weights, ReadOnlySpan<float> biases, ReadOnlySpan<float> input, Span<float> output)
    {
        for (int k = 0; k < output.Length; k++)
            output[k] = TensorPrimitives.Dot(weights.Slice(k * input.Length, input.Length), input) + biases[k];
    }

    /// <summary>Adds slopes·inputᵀ to the gradient of the weights, and the slopes to the gradient of the biases.</summary>
    public static void AddGradient(
        ReadOnlySpan<float> slopes, ReadOnlySpan<float> input, Span<float> weights, Span<float> biases)
    {
        TensorPrimitives.Add(biases, slopes, biases);
        for (int k = 0; k < slopes.Length; k++)
        {
            // An inactive unit, or an example without loss, contributes nothing.
            if (slopes[k] == 0)
                continue;
            var row = weights.Slice(k * input.Length, input.Length);
            TensorPrimitives.MultiplyAdd(input, slopes[k], row, row);
        }
    }

    /// <summary>Writes Wᵀ·slopes: the derivatives with respect to the input.</summary>
    public static void Backward(ReadOnlySpan<float> weights, ReadOnlySpan<float> slopes, Span<float> input)
    {
        TensorPrimitives.Multiply(weights[..input.Length], slopes[0], input);
        for (int k = 1; k < slopes.Length; k++)
            TensorPrimitives.MultiplyAdd(weights.Slice(k * input.Length, input.Length), slopes[k], input, input);
    }
}
