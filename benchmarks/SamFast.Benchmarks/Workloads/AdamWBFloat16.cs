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

/// <summary>AdamW with both moments in bfloat16 with stochastic rounding, compared with moments in float.</summary>
internal sealed class AdamWBFloat16 : Workload<float>
{
    public override string Name => "adamw-bf16";

    public override string Title => "AdamW, moments in bfloat16";

    // The relative precision of bfloat16 is 2⁻⁷, and six steps move a parameter by 6e-3.
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

    /// <summary>The roofline: two state vectors of half the size.</summary>
    private static Step<float> Halves(Room<float> room)
    {
        var (state, squares) = (room.Take(), room.Take());
        return (parameters, gradients) => Streams<float>.MoveHalves(parameters, gradients, state.Span, squares.Span);
    }
}
