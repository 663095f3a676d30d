using System.Numerics;

namespace SamFast.Benchmarks.Memory;

/// <summary>The memory of a competitor for the state of a tensor. All competitors of a workload first take vectors for averages, in
/// the same order, and then scratch vectors. If they share a pool, the averages thus have plausible values.</summary>
internal sealed class Room<T>(Pool<T> pool, int tensor) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private int _taken;

    public int Size => pool.Lengths[tensor];

    /// <summary>The next vector.</summary>
    public Row<T> Take() => pool[_taken++, tensor];

    /// <summary>A gradient function for sharpness-aware optimizers.</summary>
    public Slope<T> NewSlope() => new(follows: pool.IsRehearsal);

    /// <summary>Creates a room with new arrays.</summary>
    public static Room<T> Of(int size) => new Pool<T>(new Shape(size), Placement.Arrays).Open();
}
