using SamFast.Benchmarks.Engine;
using TorchSharp;
using TorchSharp.Modules;

namespace SamFast.Benchmarks.Torch;

/// <summary>The optimizers of libtorch that compete in each workload.</summary>
internal static class TorchPeers
{
    public static IEnumerable<Competitor<float>> For(string workload) => workload switch
    {
        "adamw" or "adamw-arrays" =>
        [
            Step(TorchSharpOptimizers.AdamW, 28),
            new(GuestNames.LibtorchFused, 28, problem => FusedAdamWKernel.Of(problem)),
        ],
        "momentum" => [Step(TorchSharpOptimizers.Momentum, 20)],
        "lamb" => [new(GuestNames.TorchSharp, 40, problem => TorchSharpLamb.Of(problem))],
        "sam-adamw" => [Sam(TorchSharpOptimizers.AdamW, 44)],
        "sam-sgd" => [Sam(TorchSharpOptimizers.Sgd, 28)],
        _ => [],
    };

    private static Competitor<float> Step(Func<Parameter[], torch.optim.Optimizer> create, int bytes) =>
        new(GuestNames.TorchSharp, bytes, problem => TorchSharpStep.Of(problem, create));

    private static Competitor<float> Sam(Func<Parameter[], torch.optim.Optimizer> outer, int bytes) =>
        new(GuestNames.TorchSharp, bytes, problem => TorchSharpSam.Of(problem, outer));
}
