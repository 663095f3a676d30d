using SamFast.Benchmarks.Engine;
using SamFast.Benchmarks.Memory;
using SamFast.Benchmarks.Peers;
using SamFast.Benchmarks.Steps;

namespace SamFast.Benchmarks.Workloads;

[Optimizer]
[AdamW(
    FusedAdamW.Rate, weightDecay: FusedAdamW.Decay,
    BFloat16 = "mu, nu", Rounding = StateRounding.Stochastic)]
internal sealed partial class FusedBFloat16AdamW;

/// <summary>AdamW with both moments in bfloat16, rounded by chance, against those in float.</summary>
internal sealed class AdamWBFloat16 : Workload<float>
{
    public override string Name => "adamw-bf16";

    public override string Title => "AdamW, moments in bfloat16";

    // bfloat16 has a relative step of 2⁻⁷, and six steps go 6e-3 far.
    protected override double Tolerance => 1e-4;

    protected override int Bytes => 20;

    protected override IEnumerable<Variant<float>> Variants => [PlainAdamW.Variant];

    protected override IEnumerable<Competitor<float>> Peers =>
    [
        Roofline.Of<float>(Bytes, Halves, vectors: 2),
        .. NativeLoop<float>.Competitors("adamw", states: 2, 28),
    ];

    protected override Declared<float> Declare(int[] lengths, Problem<float> problem)
    {
        var optimizer = new FusedBFloat16AdamW(lengths);
        return new(optimizer, optimizer.Step, optimizer.Step);
    }

    /// <summary>Two states of half the bytes.</summary>
    private static Step<float> Halves(Room<float> room)
    {
        var (state, squares) = (room.Take(), room.Take());
        return (parameters, gradients) => Streams<float>.MoveHalves(parameters, gradients, state.Span, squares.Span);
    }
}
