namespace SamFast.Benchmarks.Engine;

/// <summary>The names of guests in targets.</summary>
internal static class GuestNames
{
    public const string TorchSharp = "torchsharp", LibtorchFused = "libtorch-fused";
}
