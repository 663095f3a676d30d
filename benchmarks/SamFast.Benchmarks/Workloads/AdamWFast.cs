using SamFast.Benchmarks.Engine;
using SamFast.Benchmarks.Peers;
using SamFast.Benchmarks.Steps;

namespace SamFast.Benchmarks.Workloads;

[Optimizer(Precision = Precision.Fast), AdamW(FusedAdamW.Rate, weightDecay: FusedAdamW.Decay)]
internal sealed partial class FusedFastAdamW;

/// <summary>AdamW with approximate divisions, compared with exact ones and with C compilers that may approximate as well.</summary>
internal sealed class AdamWFast : Workload<float>
{
    public override string Name => "adamw-fast";

    public override string Title => "AdamW, fast";

    protected override int Bytes => 28;

    protected override IEnumerable<Variant<float>> Variants => [PlainAdamW.Variant];

    protected override IEnumerable<Competitor<float>> Peers =>
    [
        Roofline.Of<float>(Bytes, Roofline.TwoStates),
        .. NativeLoop<float>.Competitors("adamw", states: 2, Bytes),
    ];

    protected override Declared<float> Declare(int[] lengths, Problem<float> problem)
    {
        var optimizer = new FusedFastAdamW(lengths);
        return new(optimizer, optimizer.Step, optimizer.Step);
    }
}
