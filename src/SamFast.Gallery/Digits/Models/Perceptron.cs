using System.Numerics.Tensors;
using SamFast.Gallery.Digits.Data;

namespace SamFast.Gallery.Digits.Models;

/// <summary>Two layers: logits V·max(0, Wx + b) + c.</summary>
internal sealed class Perceptron(int features) : Model(features)
{
    public const int Units = 64;

    // The ranges of the tensors in the flat vector.
    private readonly Range _weights = ..(Units * features);
    private readonly Range _biases = (Units * features)..(Units * (features + 1));
    private readonly Range _outputWeights = (Units * (features + 1))..(Units * (features + 1 + DataSet.Classes));
    private readonly Range _outputBiases = (Units * (features + 1 + DataSet.Classes))..;

    private readonly float[] _hidden = new float[Block * Units];
    private readonly float[] _slopes = new float[Units];

    public override Layout Layout { get; } =
    [
        new("hidden.weights", [Units, features]), new("hidden.biases", [Units]),
        new("output.weights", [DataSet.Classes, Units]), new("output.biases", [DataSet.Classes]),
    ];

    /// <summary>He et al. 2015 (arXiv:1502.01852); the biases are 0.</summary>
    public override void Initialize(Span<float> parameters, Random random)
    {
        parameters.Clear();
        Fill(parameters[_weights], Math.Sqrt(2.0 / Features));
        Fill(parameters[_outputWeights], Math.Sqrt(2.0 / Units));

        void Fill(Span<float> tensor, double deviation)
        {
            foreach (ref float weight in tensor)
                weight = (float)(deviation * random.NextNormal());
        }
    }

    /// <summary>Multiplies the hidden layer by a factor and divides the output's weights by it: the same function, at another
    /// point.</summary>
    public void Rescale(Span<float> parameters, float factor)
    {
        var hidden = parameters[.._biases.End];
        var output = parameters[_outputWeights];
        TensorPrimitives.Multiply(hidden, factor, hidden);
        TensorPrimitives.Divide(output, factor, output);
    }

    protected override void ComputeLogits(
        ReadOnlySpan<float> parameters, Examples examples, ReadOnlySpan<int> rows, Span<float> logits)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            var hidden = _hidden.AsSpan(i * Units, Units);
            Layers.Forward(parameters[_weights], parameters[_biases], examples.Image(rows[i]), hidden);
            TensorPrimitives.Max(hidden, 0f, hidden);
            Layers.Forward(
                parameters[_outputWeights], parameters[_outputBiases], hidden,
                logits.Slice(i * DataSet.Classes, DataSet.Classes));
        }
    }

    protected override void Backward(
        ReadOnlySpan<float> parameters, Examples examples, ReadOnlySpan<int> rows, ReadOnlySpan<float> slopes,
        Span<float> gradient)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            var slope = slopes.Slice(i * DataSet.Classes, DataSet.Classes);
            var hidden = _hidden.AsSpan(i * Units, Units);
            Layers.Backward(parameters[_outputWeights], slope, _slopes);
            Layers.AddGradient(slope, hidden, gradient[_outputWeights], gradient[_outputBiases]);
            for (int k = 0; k < Units; k++)
            {
                if (hidden[k] <= 0)
                    _slopes[k] = 0;
            }

            Layers.AddGradient(_slopes, examples.Image(rows[i]), gradient[_weights], gradient[_biases]);
        }
    }
}
