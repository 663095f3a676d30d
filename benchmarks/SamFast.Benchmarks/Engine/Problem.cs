using System.Numerics;
using SamFast.Benchmarks.Memory;

namespace SamFast.Benchmarks.Engine;

/// <summary>Reproducible parameters and gradients, which are the first two vectors in the room of each tensor.</summary>
internal sealed class Problem<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public Problem(Pool<T> pool)
    {
        Shape = pool.Shape;
        IsRehearsal = pool.IsRehearsal;
        IsContiguous = pool.IsContiguous;
        Rooms = [.. Enumerable.Range(0, Shape.Tensors).Select(pool.Open)];
        Parameters = [.. Rooms.Select(room => room.Take())];
        Gradients = [.. Rooms.Select(room => room.Take())];
        FillUniform(Parameters, seed: 2);
        FillUniform(Gradients, seed: 1);
    }

    public Shape Shape { get; }

    /// <summary>True to compare results, false to measure times.</summary>
    public bool IsRehearsal { get; }

    /// <summary>True if the tensors of a list are contiguous.</summary>
    public bool IsContiguous { get; }

    /// <summary>The memory for the state of each tensor.</summary>
    public IReadOnlyList<Room<T>> Rooms { get; }

    public Row<T>[] Parameters { get; }

    public Row<T>[] Gradients { get; }

    /// <summary>Numbers between −1 and 1 from a multiplicative generator, which is fast enough for tens of millions.</summary>
    private static void FillUniform(Row<T>[] tensors, ulong seed)
    {
        ulong state = seed * 0x9E3779B97F4A7C15;
        foreach (var tensor in tensors)
        {
            var destination = tensor.Span;
            for (int i = 0; i < destination.Length; i++)
            {
                state = (state * 6364136223846793005) + 1442695040888963407;
                destination[i] = T.CreateTruncating(((state >> 40) * (2.0 / (1 << 24))) - 1);
            }
        }
    }
}
