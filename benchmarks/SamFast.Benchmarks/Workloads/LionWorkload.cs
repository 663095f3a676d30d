using SamFast.Benchmarks.Engine;
using SamFast.Benchmarks.Peers;
using SamFast.Benchmarks.Steps;

namespace SamFast.Benchmarks.Workloads;

/// <summary>Lion.</summary>
internal sealed class LionWorkload : Workload<float>
{
    public override string Name => "lion";

    public override string Title => "Lion";

    protected override int Bytes => 20;

    protected override IEnumerable<Competitor<float>> Peers =>
    [
        Roofline.Of<float>(20, Roofline.OneState),
        new("scalar", 20, room => new Lion.Scalar(room).Step),
        new("tensors", 56, room => new Lion.Tensors(room, room.Size).Step),
        new("tensors-blocks", 20, room => new Lion.Tensors(room, Blocks.Size).Step),
        .. NativeLoop<float>.Competitors("lion", states: 1, 20),
    ];

    protected override Declared<float> Declare(int[] lengths, Problem<float> problem)
    {
        var optimizer = new FusedLion(lengths);
        return new(optimizer, optimizer.Step, optimizer.Step);
    }
}
