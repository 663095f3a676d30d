using System.Runtime.CompilerServices;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace SamFast.Torch.Tests;

/// <summary>Before any test: without libtorch, each of them fails.</summary>
internal static class LibtorchLoads
{
    [ModuleInitializer]
    internal static void Load()
    {
        Libtorch.Load();
        TorchSharp.torch.set_num_threads(1);
    }
}
