using SamFast.Benchmarks.Engine;

namespace SamFast.Benchmarks.Torch;

/// <summary>Which of libtorch's optimizers competes in which workload.</summary>
internal static class TorchPeers
{
    public static IEnumerable<Competitor<float>> For(string workload) => workload switch
    {
        "adamw" or "adamw-arrays" =>
        [
            new(GuestNames.TorchSharp, 28, room => new TorchSharpStep(room, TorchSharpStep.AdamW).Step),
            new(GuestNames.LibtorchFused, 28, room => new FusedAdamWKernel(room).Step),
        ],
        "momentum" => [new(GuestNames.TorchSharp, 20, room => new TorchSharpStep(room, TorchSharpStep.Momentum).Step)],
        "sam-adamw" => [new(GuestNames.TorchSharp, 44, room => new TorchSharpSam(room).Step)],
        _ => [],
    };
}
