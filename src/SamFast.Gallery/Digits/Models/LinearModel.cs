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
        Logits(parameters, pixels, count, Features, logits);

    [Differentiable]
    private static float MeanLoss(
        ReadOnlySpan<float> p, ReadOnlySpan<float> pixels, ReadOnlySpan<int> labels, ReadOnlySpan<int> rows, int features)
    {
        Span<float> images = stackalloc float[Math.Min(Block, rows.Length) * features], logits = stackalloc float[Block * DataSet.Classes];
        float loss = 0;
        for (int start = 0; start < rows.Length; start += Block)
        {
            int count = Math.Min(Block, rows.Length - start);
            var these = rows.Slice(start, count);
            CrossEntropy.Gather(pixels, these, features, images);
            Logits(p, images[..(count * features)], count, features, logits[..(count * DataSet.Classes)]);
            loss += CrossEntropy.Sum(logits[..(count * DataSet.Classes)], labels, these);
        }

        return loss / rows.Length;
    }

    private static void Logits(ReadOnlySpan<float> p, ReadOnlySpan<float> images, int count, int features, Span<float> logits)
    {
        int biases = DataSet.Classes * features;
        Span<float> products = stackalloc float[Block * DataSet.Classes];
        Dense.MatMulNT(images, p[..biases], count, features, DataSet.Classes, products[..(count * DataSet.Classes)]);
        Dense.AddBias(products[..(count * DataSet.Classes)], p[biases..], count, DataSet.Classes, logits);
    }
}
