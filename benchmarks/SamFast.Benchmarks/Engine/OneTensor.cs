using System.Numerics;
using System.Runtime.CompilerServices;
using SamFast.Benchmarks.Memory;

namespace SamFast.Benchmarks.Engine;

/// <summary>Steps of one vector.</summary>
internal sealed class OneTensor<T>(Row<T> parameters, Row<T> gradients, Step<T> step) : IRepetition
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Repeat(int count)
    {
        var p = parameters.Span;
        ReadOnlySpan<T> g = gradients.Span;
        for (int i = 0; i < count; i++)
            step(p, g);
    }
}
