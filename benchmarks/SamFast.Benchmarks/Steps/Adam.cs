using BenchmarkDotNet.Attributes;
using SamFast.Benchmarks.Memory;

namespace SamFast.Benchmarks.Steps;

[Optimizer, Adam(1e-3)]
public sealed partial class FusedAdam : IStep<float>;

/// <summary>Adam.</summary>
[BenchmarkCategory("Plain", "Adam")]
public class Adam : StepBenchmark
{
    protected override IStep<float> CreateFused() => new FusedAdam(Size);

    protected override IStep<float> CreateWholeArrays() =>
        new AdamW.WholeArrays<float>(Room<float>.Of(Size), Size, weightDecay: 0);

    protected override IStep<float> CreateScalar() =>
        new AdamW.Scalar<float>(Room<float>.Of(Size), weightDecay: 0);
}
