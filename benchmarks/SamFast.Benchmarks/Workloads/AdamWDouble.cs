using SamFast.Benchmarks.Engine;
using SamFast.Benchmarks.Steps;

namespace SamFast.Benchmarks.Workloads;

[Optimizer<double>, AdamW(FusedAdamW.Rate, weightDecay: FusedAdamW.Decay)]
internal sealed partial class FusedAdamWDouble;

/// <summary>AdamW in double.</summary>
internal sealed class AdamWDouble : AdamWWorkload<double>
{
    public override string Name => "adamw-double";

    public override string Title => "AdamW in double";

    protected override Declared<double> Declare(int[] lengths, Problem<double> problem)
    {
        var optimizer = new FusedAdamWDouble(lengths);
        return new(optimizer, optimizer.Step, optimizer.Step);
    }
}
