using System.Numerics.Tensors;
using SamFast.Gallery.Digits.Data;

namespace SamFast.Gallery.Digits.Models;

/// <summary>Two layers: logits V·max(0, Wx + b) + c.</summary>
internal sealed partial class Perceptron(int features) : Model(features)
{
    public const int Units = 64;

    // The ranges of the tensors in the flat vector.
    private readonly Range _hidden = ..(Units * (features + 1));
    private readonly Range _weights = ..(Units * features);
    private readonly Range _outputWeights = (Units * (features + 1))..(Units * (features + 1 + DataSet.Classes));

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
        var hidden = parameters[_hidden];
        var output = parameters[_outputWeights];
        TensorPrimitives.Multiply(hidden, factor, hidden);
        TensorPrimitives.Divide(output, factor, output);
    }

    public override double Loss(ReadOnlySpan<float> parameters, Examples examples, ReadOnlySpan<int> rows) =>
        MeanLoss(parameters, examples.Pixels, examples.Labels, rows, Features);

    protected override double ComputeGradient(
        ReadOnlySpan<float> parameters, Examples examples, ReadOnlySpan<int> rows, Span<float> gradient) =>
        MeanLossGradient(parameters, examples.Pixels, examples.Labels, rows, Features, gradient);

    protected override void ComputeLogits(ReadOnlySpan<float> parameters, ReadOnlySpan<float> pixels, int count, Span<float> logits) =>
        Logits(parameters, pixels, count, count, Features, logits);

    [Differentiable]
    private static float MeanLoss(
        ReadOnlySpan<float> p, ReadOnlySpan<float> pixels, ReadOnlySpan<int> labels, ReadOnlySpan<int> rows, int features)
    {
        int most = Math.Min(Block, rows.Length);
        Span<float> images = stackalloc float[most * features], logits = stackalloc float[most * DataSet.Classes];
        float loss = 0;
        for (int start = 0; start < rows.Length; start += Block)
        {
            int count = Math.Min(Block, rows.Length - start);
            var these = rows.Slice(start, count);
            CrossEntropy.Gather(pixels, these, features, images);
            Logits(p, images[..(count * features)], count, most, features, logits[..(count * DataSet.Classes)]);
            loss += CrossEntropy.Sum(logits[..(count * DataSet.Classes)], labels, these, most);
        }

        return loss / rows.Length;
    }

    /// <summary>Writes the logits of images, with memory for at most a number of them.</summary>
    private static void Logits(
        ReadOnlySpan<float> p, ReadOnlySpan<float> images, int count, int most, int features, Span<float> logits)
    {
        int biases = Units * features, weights = biases + Units, outputs = weights + (DataSet.Classes * Units);
        Span<float> products = stackalloc float[most * Units], sums = stackalloc float[most * Units], active = stackalloc float[most * Units];
        Span<float> scores = stackalloc float[most * DataSet.Classes];
        int hidden = count * Units, classes = count * DataSet.Classes;
        Dense.MatMulNT(images, p[..biases], count, features, Units, products[..hidden]);
        Dense.AddBias(products[..hidden], p[biases..weights], count, Units, sums[..hidden]);
        Activations.Relu<float>(sums[..hidden], active[..hidden]);
        Dense.MatMulNT(active[..hidden], p[weights..outputs], count, Units, DataSet.Classes, scores[..classes]);
        Dense.AddBias(scores[..classes], p[outputs..], count, DataSet.Classes, logits);
    }
}
