using SamFast.Benchmarks.Engine;
using SamFast.Benchmarks.Memory;
using SamFast.Benchmarks.Peers;
using SamFast.Benchmarks.Steps;

namespace SamFast.Benchmarks.Workloads;

/// <summary>A period of opaque SAM around AdamW.</summary>
internal sealed class SamAdamWWorkload : Workload<float>
{
    public override string Name => "sam-adamw";

    public override string Title => "SAM cycle, AdamW outside";

    // A gradient function receives all parameters as one vector.
    public override bool TakesLists => false;

    protected override int Bytes => 44;

    protected override IEnumerable<Competitor<float>> Peers =>
    [
        Roofline.Of<float>(48, Climb),
        new("scalar", 44, room => Around(new AdamW.Scalar<float>(room).Step, Perturbation.Scalar, room)),
        new("tensors", 104, room =>
            Around(new AdamW.WholeArrays<float>(room, room.Size).Step, Perturbation.WholeArrays, room)),
        new("tensors-blocks", 44, room =>
            Around(new AdamW.WholeArrays<float>(room, Blocks.Size).Step, Perturbation.WholeArrays, room)),
        .. NativeSam.Competitors("adamw", states: 2, 44),
    ];

    protected override Declared<float> Declare(int[] lengths, Problem<float> problem)
    {
        var optimizer = new FusedOpaqueSamAdamW(lengths);
        return new(optimizer, optimizer.On(problem.Rooms[0].NewSlope()));
    }

    private static Step<float> Around(Step<float> outer, Ascent ascent, Room<float> room) =>
        new HandMadeSam(outer, ascent, room).Step;

    /// <summary>The roofline of SAM in place: 4 bytes for the norm, 16 for the ascent with a copy of the parameters, 28 for the step
    /// from the copy.</summary>
    private static Step<float> Climb(Room<float> room)
    {
        var (state, squares, saved) = (room.Take(), room.Take(), room.Take());
        return (parameters, gradients) =>
        {
            Streams<float>.Read(gradients);
            Streams<float>.Keep(parameters, gradients, saved.Span);
            Streams<float>.Move(parameters, saved.Span, gradients, state.Span, squares.Span);
        };
    }
}
