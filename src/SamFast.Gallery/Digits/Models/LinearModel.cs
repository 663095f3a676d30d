using SamFast.Gallery.Digits.Data;

namespace SamFast.Gallery.Digits.Models;

/// <summary>Softmax regression: logits Wx + b.</summary>
internal sealed partial class LinearModel(int features) : Model(features)
{
    public override Layout Layout { get; } =
        [new("weights", [DataSet.Classes, features]), new("biases", [DataSet.Classes])];

    public override void Initialize(Span<float> parameters, Random random) => parameters.Clear();

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
        int biases = DataSet.Classes * features;
        Span<float> products = stackalloc float[most * DataSet.Classes];
        int classes = count * DataSet.Classes;
        Dense.MatMulNT(images, p[..biases], count, features, DataSet.Classes, products[..classes]);
        Dense.AddBias(products[..classes], p[biases..], count, DataSet.Classes, logits);
    }
}
