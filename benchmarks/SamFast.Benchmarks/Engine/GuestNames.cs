namespace SamFast.Benchmarks.Engine;

/// <summary>Guests that targets speak of.</summary>
internal static class GuestNames
{
    public const string TorchSharp = "torchsharp", LibtorchFused = "libtorch-fused";
}
