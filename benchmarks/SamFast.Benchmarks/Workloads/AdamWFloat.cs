using SamFast.Benchmarks.Engine;
using SamFast.Benchmarks.Memory;
using SamFast.Benchmarks.Peers;
using SamFast.Benchmarks.Steps;

namespace SamFast.Benchmarks.Workloads;

/// <summary>AdamW in float.</summary>
internal class AdamWFloat : AdamWWorkload<float>
{
    public override string Name => "adamw";

    public override string Title => "AdamW";

    protected override IEnumerable<Competitor<float>> Peers =>
        [.. base.Peers, new("vector256", Bytes, room => new Vector256AdamW(room).Step)];

    protected override Step<float> CreateSamFast(Room<float> room, int threads) =>
        new FusedAdamW(room.Size) { ThreadCount = threads }.Step;
}
