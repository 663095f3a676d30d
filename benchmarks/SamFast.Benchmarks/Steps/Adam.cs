using BenchmarkDotNet.Attributes;

namespace SamFast.Benchmarks.Steps;

[Optimizer, Adam(1e-3)]
public sealed partial class FusedAdam;

/// <summary>Adam.</summary>
[BenchmarkCategory("Plain", "Adam")]
public class Adam : StepBenchmark
{
    protected override IOptimizer<float> CreateFused() => new FusedAdam(Size);

    protected override IOptimizer<float> CreateWholeArrays() => new AdamW.WholeArrays(Size, weightDecay: 0);

    protected override IOptimizer<float> CreateScalar() => new AdamW.Scalar(Size, weightDecay: 0);
}
