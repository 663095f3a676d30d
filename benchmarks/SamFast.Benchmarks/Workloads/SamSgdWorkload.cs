using SamFast.Benchmarks.Engine;
using SamFast.Benchmarks.Memory;
using SamFast.Benchmarks.Peers;
using SamFast.Benchmarks.Steps;

namespace SamFast.Benchmarks.Workloads;

[Sam<FusedSgd>(rho: Perturbation.Rho, mode: SamMode.Opaque)]
internal sealed partial class FusedOpaqueSamSgd
{
    internal Step<float> On(Slope<float> slope) => (parameters, _) => Step(parameters, ref slope);
}

/// <summary>A period of opaque SAM around gradient descent.</summary>
internal sealed class SamSgdWorkload : Workload<float>
{
    public override string Name => "sam-sgd";

    public override string Title => "SAM cycle, SGD outside";

    // A gradient function receives all parameters as one vector.
    public override bool TakesLists => false;

    protected override int Bytes => 28;

    protected override IEnumerable<Competitor<float>> Peers =>
    [
        Roofline.Of<float>(28, Climb),
        new("scalar", 28, room => new HandMadeSam(new Sgd.Scalar().Step, Perturbation.Scalar, room).Step),
        new("tensors", 28, room => new HandMadeSam(new Sgd.Tensors().Step, Perturbation.WholeArrays, room).Step),
        .. NativeSam.Competitors("sgd", states: 0, 28),
    ];

    protected override Declared<float> Declare(int[] lengths, Problem<float> problem)
    {
        var optimizer = new FusedOpaqueSamSgd(lengths);
        return new(optimizer, optimizer.On(problem.Rooms[0].NewSlope()));
    }

    /// <summary>The roofline: 4 bytes for the norm, 12 for the ascent into a second buffer, 12 for the step.</summary>
    private static Step<float> Climb(Room<float> room)
    {
        var perturbed = room.Take();
        return (parameters, gradients) =>
        {
            Streams<float>.Read(gradients);
            Streams<float>.Move(perturbed.Span, parameters, gradients);
            Streams<float>.Move(parameters, parameters, gradients);
        };
    }
}
