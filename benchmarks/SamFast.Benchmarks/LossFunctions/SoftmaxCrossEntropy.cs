using BenchmarkDotNet.Attributes;
using static System.Numerics.Tensors.TensorPrimitives;

namespace SamFast.Benchmarks.LossFunctions;

/// <summary>Cross-entropy of a softmax over 128 classes, from its logits and integer labels.</summary>
[BenchmarkCategory("Loss", "SoftmaxCrossEntropy")]
public class SoftmaxCrossEntropy : LossBenchmark
{
    private const int Classes = 128;

    private int[] _classes = [];

    protected override double Fused() =>
        Losses.SoftmaxCrossEntropyWithIntegerLabels<float>(Predictions, _classes, Classes, Gradient);

    /// <summary>Row by row: e^(x − max), its sum, and their quotient.</summary>
    protected override double WholeArrays()
    {
        double sum = 0;
        float scale = 1f / _classes.Length;
        for (int row = 0; row < _classes.Length; row++)
        {
            var logits = Predictions.AsSpan(row * Classes, Classes);
            var slope = Gradient.AsSpan(row * Classes, Classes);
            float top = Max<float>(logits);
            Subtract<float>(logits, top, slope);
            Exp<float>(slope, slope);
            float total = Sum<float>(slope);
            Multiply<float>(slope, scale / total, slope);
            slope[_classes[row]] -= scale;
            sum += top - logits[_classes[row]] + Math.Log(total);
        }

        return sum / _classes.Length;
    }

    protected override void Prepare() => _classes = [.. Enumerable.Range(0, Size / Classes).Select(row => row * 31 % Classes)];
}
