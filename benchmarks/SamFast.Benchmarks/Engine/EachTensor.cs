using System.Numerics;
using System.Runtime.CompilerServices;
using SamFast.Benchmarks.Memory;

namespace SamFast.Benchmarks.Engine;

/// <summary>Steps of a list of tensors, one call per tensor.</summary>
internal sealed class EachTensor<T>(Row<T>[] parameters, Row<T>[] gradients, Step<T>[] steps) : IRepetition
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Repeat(int count)
    {
        for (int i = 0; i < count; i++)
        {
            for (int tensor = 0; tensor < steps.Length; tensor++)
                steps[tensor](parameters[tensor].Span, gradients[tensor].Span);
        }
    }
}
