using System.Numerics;

namespace SamFast.Benchmarks.Memory;

/// <summary>What a competitor keeps its state in. Averages are taken first, in the same order by every competitor of a
/// workload, so that those that share a pool find numbers of the right kind in them; then scratch.</summary>
internal sealed class Room<T>(Pool<T> pool) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private int _taken;

    public int Size => pool.Size;

    /// <summary>Whether results are compared and not times.</summary>
    public bool IsRehearsal => pool.IsRehearsal;

    /// <summary>The next vector.</summary>
    public Row<T> Take() => pool[_taken++];

    /// <summary>A gradient function for sharpness-aware optimizers.</summary>
    public Slope<T> NewSlope() => new(follows: IsRehearsal);

    /// <summary>A room in plain arrays of its own.</summary>
    public static Room<T> Of(int size) => new Pool<T>(size, Placement.Arrays).Open();
}
