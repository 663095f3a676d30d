using System.Runtime.CompilerServices;

namespace SamFast.Benchmarks.Engine;

/// <summary>Steps of all tensors in one call.</summary>
internal sealed class AllTensors(Action step) : IRepetition
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Repeat(int count)
    {
        for (int i = 0; i < count; i++)
            step();
    }
}
