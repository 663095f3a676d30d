using BenchmarkDotNet.Attributes;
using SamFast.Benchmarks.Memory;

namespace SamFast.Benchmarks.Steps;

[Optimizer, Adam(1e-3)]
public sealed partial class FusedAdam;

/// <summary>Adam.</summary>
[BenchmarkCategory("Plain", "Adam")]
public class Adam : StepBenchmark
{
    protected override IGradientOptimizer<float> CreateFused() => new FusedAdam(Size);

    protected override IGradientOptimizer<float> CreateWholeArrays() =>
        new AdamW.Tensors<float>(Room<float>.Of(Size), Size, weightDecay: 0);

    protected override IGradientOptimizer<float> CreateScalar() =>
        new AdamW.Scalar<float>(Room<float>.Of(Size), weightDecay: 0);
}
