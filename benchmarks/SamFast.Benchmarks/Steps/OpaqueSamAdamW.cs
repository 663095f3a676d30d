using BenchmarkDotNet.Attributes;
using SamFast.Benchmarks.Memory;

namespace SamFast.Benchmarks.Steps;

[Sam<FusedAdamW>(rho: Perturbation.Rho, mode: SamMode.Opaque)]
public sealed partial class FusedOpaqueSamAdamW
{
    /// <summary>A whole period. The gradients come from the gradient function.</summary>
    internal Step<float> On(Slope<float> slope) => (parameters, _) => Step(parameters, ref slope);
}

/// <summary>A period of opaque SAM around AdamW, with a gradient function without cost.</summary>
[BenchmarkCategory("Sam", "OpaqueSamAdamW")]
public class OpaqueSamAdamW : StepBenchmark
{
    protected override IStep<float> CreateFused() =>
        new Delegated(new FusedOpaqueSamAdamW(Size).On(Room<float>.Of(Size).NewSlope()));

    protected override IStep<float> CreateWholeArrays()
    {
        var room = Room<float>.Of(Size);
        return new HandMadeSam(new AdamW.WholeArrays<float>(room, Size).Step, Perturbation.WholeArrays, room);
    }

    protected override IStep<float> CreateScalar()
    {
        var room = Room<float>.Of(Size);
        return new HandMadeSam(new AdamW.Scalar<float>(room).Step, Perturbation.Scalar, room);
    }
}
