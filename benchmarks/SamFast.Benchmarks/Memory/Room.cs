using System.Numerics;

namespace SamFast.Benchmarks.Memory;

/// <summary>The memory in which a competitor keeps the state of a tensor. Averages are taken first, in the same order by every
/// competitor of a workload, so that those that share a pool find numbers of the right kind in them; then
/// scratch.</summary>
internal sealed class Room<T>(Pool<T> pool, int tensor) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private int _taken;

    public int Size => pool.Lengths[tensor];

    /// <summary>The next vector.</summary>
    public Row<T> Take() => pool[_taken++, tensor];

    /// <summary>A gradient function for sharpness-aware optimizers.</summary>
    public Slope<T> NewSlope() => new(follows: pool.IsRehearsal);

    /// <summary>A room in new arrays.</summary>
    public static Room<T> Of(int size) => new Pool<T>(new Shape(size), Placement.Arrays).Open();
}
