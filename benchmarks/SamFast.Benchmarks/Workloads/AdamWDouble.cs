using SamFast.Benchmarks.Memory;
using SamFast.Benchmarks.Steps;

namespace SamFast.Benchmarks.Workloads;

[Optimizer<double>, AdamW(FusedAdamW.LearningRate, weightDecay: FusedAdamW.WeightDecay)]
internal sealed partial class FusedAdamWDouble;

/// <summary>AdamW in double.</summary>
internal sealed class AdamWDouble : AdamWWorkload<double>
{
    public override string Name => "adamw-double";

    public override string Title => "AdamW in double";

    protected override Step<double> CreateSamFast(Room<double> room, int threads) =>
        new FusedAdamWDouble(room.Size) { ThreadCount = threads }.Step;
}
