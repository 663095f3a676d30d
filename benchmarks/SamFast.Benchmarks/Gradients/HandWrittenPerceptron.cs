using System.Numerics;
using System.Numerics.Tensors;

namespace SamFast.Benchmarks.Gradients;

/// <summary>The gradient that the gallery's perceptron had before gradients were generated (commit fd6b655): one example after the
/// other, with <see cref="TensorPrimitives"/>.</summary>
internal sealed class HandWrittenPerceptron<T>(int features, int units, int classes, int examples)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _hidden = new T[examples * units], _logits = new T[examples * classes], _slopes = new T[units];

    // Where the tensors are in the flat vector.
    private readonly Range _weights = ..(units * features), _biases = (units * features)..(units * (features + 1));
    private readonly Range _outputWeights = (units * (features + 1))..(units * (features + 1 + classes));
    private readonly Range _outputBiases = (units * (features + 1 + classes))..;

    public double Evaluate(ReadOnlySpan<T> p, ReadOnlySpan<T> x, ReadOnlySpan<int> labels, Span<T> gradient)
    {
        gradient.Clear();
        for (int i = 0; i < examples; i++)
        {
            var hidden = _hidden.AsSpan(i * units, units);
            Forward(p[_weights], p[_biases], x.Slice(i * features, features), hidden);
            TensorPrimitives.Max(hidden, T.Zero, hidden);
            Forward(p[_outputWeights], p[_outputBiases], hidden, _logits.AsSpan(i * classes, classes));
        }

        double sum = Losses.SoftmaxCrossEntropyWithIntegerLabels<T>(_logits, labels, classes, _logits, Reduction.Sum);
        TensorPrimitives.Multiply(_logits, T.One / T.CreateChecked(examples), _logits);
        for (int i = 0; i < examples; i++)
        {
            var slope = _logits.AsSpan(i * classes, classes);
            var hidden = _hidden.AsSpan(i * units, units);
            Backward(p[_outputWeights], slope, _slopes);
            AddGradient(slope, hidden, gradient[_outputWeights], gradient[_outputBiases]);
            for (int k = 0; k < units; k++)
            {
                if (hidden[k] <= T.Zero)
                    _slopes[k] = T.Zero;
            }

            AddGradient(_slopes, x.Slice(i * features, features), gradient[_weights], gradient[_biases]);
        }

        return sum / examples;
    }

    private static void Forward(ReadOnlySpan<T> weights, ReadOnlySpan<T> biases, ReadOnlySpan<T> input, Span<T> output)
    {
        for (int k = 0; k < output.Length; k++)
            output[k] = TensorPrimitives.Dot(weights.Slice(k * input.Length, input.Length), input) + biases[k];
    }

    private static void AddGradient(ReadOnlySpan<T> slopes, ReadOnlySpan<T> input, Span<T> weights, Span<T> biases)
    {
        TensorPrimitives.Add(biases, slopes, biases);
        for (int k = 0; k < slopes.Length; k++)
        {
            if (slopes[k] == T.Zero)
                continue;
            var row = weights.Slice(k * input.Length, input.Length);
            TensorPrimitives.MultiplyAdd(input, slopes[k], row, row);
        }
    }

    private static void Backward(ReadOnlySpan<T> weights, ReadOnlySpan<T> slopes, Span<T> input)
    {
        TensorPrimitives.Multiply(weights[..input.Length], slopes[0], input);
        for (int k = 1; k < slopes.Length; k++)
            TensorPrimitives.MultiplyAdd(weights.Slice(k * input.Length, input.Length), slopes[k], input, input);
    }
}
