using System.Runtime.Intrinsics;
using SamFast.Benchmarks.Engine;
using SamFast.Benchmarks.Peers;

namespace SamFast.Benchmarks.Workloads;

/// <summary>AdamW in float.</summary>
internal class AdamWFloat : AdamWWorkload<float>
{
    public override string Name => "adamw";

    public override string Title => "AdamW";

    protected override IEnumerable<Competitor<float>> Peers =>
    [
        .. base.Peers,
        Vector256.IsHardwareAccelerated
            ? new("vector256", Bytes, room => new Vector256AdamW(room).Step)
            : new("vector128", Bytes, room => new Vector128AdamW(room).Step),
    ];

    protected override Declared<float> Declare(int[] lengths, Problem<float> problem) =>
        PlainAdamW.Declare(lengths, problem);
}
