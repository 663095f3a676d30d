using SamFast.Gallery.Digits.Data;

namespace SamFast.Gallery.Digits.Models;

/// <summary>Softmax regression: logits Wx + b.</summary>
internal sealed class LinearModel(int features) : Model(features)
{
    public override Layout Layout { get; } =
        [new("weights", [DataSet.Classes, features]), new("biases", [DataSet.Classes])];

    private int Biases { get; } = DataSet.Classes * features;

    public override void Initialize(Span<float> parameters, Random random) => parameters.Clear();

    protected override void ComputeLogits(
        ReadOnlySpan<float> parameters, Examples examples, ReadOnlySpan<int> rows, Span<float> logits)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            Layers.Forward(
                parameters[..Biases], parameters[Biases..], examples.Image(rows[i]),
                logits.Slice(i * DataSet.Classes, DataSet.Classes));
        }
    }

    protected override void Backward(
        ReadOnlySpan<float> parameters, Examples examples, ReadOnlySpan<int> rows, ReadOnlySpan<float> slopes,
        Span<float> gradient)
    {
        var weights = gradient[..Biases];
        var biases = gradient[Biases..];
        for (int i = 0; i < rows.Length; i++)
            Layers.AddGradient(slopes.Slice(i * DataSet.Classes, DataSet.Classes), examples.Image(rows[i]), weights, biases);
    }
}
