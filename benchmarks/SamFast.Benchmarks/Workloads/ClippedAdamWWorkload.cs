using SamFast.Benchmarks.Engine;
using SamFast.Benchmarks.Memory;
using SamFast.Benchmarks.Peers;
using SamFast.Benchmarks.Steps;

namespace SamFast.Benchmarks.Workloads;

/// <summary>Clipping by the global norm, then AdamW.</summary>
internal sealed class ClippedAdamWWorkload : Workload<float>
{
    public override string Name => "clip-adamw";

    public override string Title => "Clip by global norm + AdamW";

    // The norm is over all tensors: the peers, which step one tensor at a time, cannot compute it.
    public override bool TakesLists => false;

    protected override int Bytes => 32;

    protected override IEnumerable<Competitor<float>> Peers =>
    [
        Roofline.Of<float>(32, Measured),
        new("scalar", 32, room => new ClippedAdamW.Scalar(room).Step),
        new("tensors", 100, room => new ClippedAdamW.Tensors(room, room.Size).Step),
        new("tensors-blocks", 32, room => new ClippedAdamW.Tensors(room, Blocks.Size).Step),
        .. NativeLoop<float>.Competitors("clip_adamw", states: 2, 32),
    ];

    protected override Declared<float> Declare(int[] lengths, Problem<float> problem)
    {
        var optimizer = new FusedClippedAdamW(lengths);
        return new(optimizer, optimizer.Step);
    }

    private static Step<float> Measured(Room<float> room)
    {
        var move = Roofline.TwoStates(room);
        return (parameters, gradients) =>
        {
            Streams<float>.Read(gradients);
            move(parameters, gradients);
        };
    }
}
