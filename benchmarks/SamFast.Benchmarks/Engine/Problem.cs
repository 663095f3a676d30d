using System.Numerics;
using SamFast.Benchmarks.Memory;

namespace SamFast.Benchmarks.Engine;

/// <summary>Parameters and a gradient, the first two vectors of a room: the same numbers every time.</summary>
internal sealed class Problem<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Row<T> _gradients;

    public Problem(Room<T> room)
    {
        Parameters = room.Take();
        _gradients = room.Take();
        FillUniform(Parameters.Span, seed: 2);
        FillUniform(_gradients.Span, seed: 1);
    }

    public Row<T> Parameters { get; }

    /// <summary>Takes a number of steps.</summary>
    public void Repeat(Step<T> step, int count)
    {
        var parameters = Parameters.Span;
        ReadOnlySpan<T> gradients = _gradients.Span;
        for (int i = 0; i < count; i++)
            step(parameters, gradients);
    }

    /// <summary>Numbers between −1 and 1 from a multiplicative generator: tens of millions of them at once.</summary>
    private static void FillUniform(Span<T> destination, ulong seed)
    {
        ulong state = seed * 0x9E3779B97F4A7C15;
        for (int i = 0; i < destination.Length; i++)
        {
            state = (state * 6364136223846793005) + 1442695040888963407;
            destination[i] = T.CreateTruncating(((state >> 40) * (2.0 / (1 << 24))) - 1);
        }
    }
}
