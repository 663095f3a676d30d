using SamFast.Benchmarks.Engine;
using SamFast.Benchmarks.Memory;
using SamFast.Benchmarks.Peers;
using SamFast.Benchmarks.Steps;

namespace SamFast.Benchmarks.Workloads;

/// <summary>LAMB.</summary>
internal sealed class LambWorkload : Workload<float>
{
    public override string Name => "lamb";

    public override string Title => "LAMB";

    protected override int Bytes => 40;

    protected override IEnumerable<Competitor<float>> Peers =>
    [
        Roofline.Of<float>(40, Twice),
        new("scalar", 40, room => new Lamb.Scalar(room).Step),
        new("tensors", 108, room => new Lamb.Tensors(room, room.Size).Step),
        new("tensors-blocks", 40, room => new Lamb.Tensors(room, Blocks.Size).Step),
        .. NativeLoop<float>.Competitors("lamb", states: 3, 40),
    ];

    protected override Declared<float> Declare(int[] lengths, Problem<float> problem)
    {
        var optimizer = new FusedLamb(lengths);
        return new(optimizer, optimizer.Step, optimizer.Step);
    }

    /// <summary>The roofline: a sweep of 28 bytes for the moments and the stored update, then a sweep of 12 bytes for the step.</summary>
    private static Step<float> Twice(Room<float> room)
    {
        var (state, squares, update) = (room.Take(), room.Take(), room.Take());
        return (parameters, gradients) =>
        {
            Streams<float>.Move(update.Span, parameters, gradients, state.Span, squares.Span);
            Streams<float>.Move(parameters, parameters, update.Span);
        };
    }
}
