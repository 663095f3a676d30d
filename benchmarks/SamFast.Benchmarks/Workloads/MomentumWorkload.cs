using SamFast.Benchmarks.Engine;
using SamFast.Benchmarks.Peers;
using SamFast.Benchmarks.Steps;

namespace SamFast.Benchmarks.Workloads;

/// <summary>Gradient descent with momentum.</summary>
internal sealed class MomentumWorkload : Workload<float>
{
    public override string Name => "momentum";

    public override string Title => "SGD with momentum";

    protected override int Bytes => 20;

    protected override IEnumerable<Competitor<float>> Peers =>
    [
        Roofline.Of<float>(20, Roofline.OneState),
        new("scalar", 20, room => new Momentum.Scalar(room).Step),
        new("tensors", 24, room => new Momentum.Tensors(room, room.Size).Step),
        new("tensors-blocks", 20, room => new Momentum.Tensors(room, Blocks.Size).Step),
        .. NativeLoop<float>.Competitors("momentum", states: 1, 20),
    ];

    protected override Declared<float> Declare(int[] lengths, Problem<float> problem)
    {
        var optimizer = new FusedMomentum(lengths);
        return new(optimizer, optimizer.Step, optimizer.Step);
    }
}
