using BenchmarkDotNet.Attributes;
using static System.Numerics.Tensors.TensorPrimitives;

namespace SamFast.Benchmarks.LossFunctions;

/// <summary>Binary cross-entropy of a sigmoid, from its logits.</summary>
[BenchmarkCategory("Loss", "BinaryCrossEntropy")]
public class BinaryCrossEntropy : LossBenchmark
{
    private float[] _scratch = [];

    protected override double Fused() => Losses.SigmoidBinaryCrossEntropy<float>(Predictions, Labels, Gradient);

    /// <summary>max(x, 0) − x·y + ln(1 + e^(−|x|)), and σ(x) − y.</summary>
    protected override double WholeArrays()
    {
        var scratch = _scratch.AsSpan();
        Abs<float>(Predictions, scratch);
        Negate<float>(scratch, scratch);
        Exp<float>(scratch, scratch);
        LogP1<float>(scratch, scratch);
        double sum = Sum<float>(scratch) - Dot<float>(Predictions, Labels);
        Max<float>(Predictions, 0, scratch);
        sum += Sum<float>(scratch);
        Sigmoid<float>(Predictions, Gradient);
        Subtract<float>(Gradient, Labels, Gradient);
        Multiply<float>(Gradient, 1f / Size, Gradient);
        return sum / Size;
    }

    protected override void Prepare() => _scratch = new float[Size];
}
