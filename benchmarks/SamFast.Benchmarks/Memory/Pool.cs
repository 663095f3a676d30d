using System.Numerics;
using System.Runtime.InteropServices;

namespace SamFast.Benchmarks.Memory;

/// <summary>
/// Vectors of one length. Every competitor opens a room of its own, but all rooms of a pool give out the same vectors in
/// the same order: competitors are timed in the same memory, one after the other, and a comparison of ten of them needs
/// the memory of one. What is in them does not matter then; where it does, each competitor gets a pool.
/// </summary>
internal sealed unsafe class Pool<T>(int size, Placement placement) : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int PageBytes = 4096;

    private readonly List<Row<T>> _rows = [];
    private readonly List<GCHandle> _arrays = [];

    public int Size => size;

    /// <summary>Whether results are compared and not times: gradients then depend on the point.</summary>
    public bool IsRehearsal { get; init; }

    /// <summary>Gives out the pool's vectors from the first on.</summary>
    public Room<T> Open() => new(this);

    internal Row<T> this[int index]
    {
        get
        {
            while (_rows.Count <= index)
                _rows.Add(new Row<T>(Allocate(), size));
            return _rows[index];
        }
    }

    public void Dispose()
    {
        if (placement == Placement.Pages)
            _rows.ForEach(row => NativeMemory.AlignedFree(row.Start));
        _arrays.ForEach(array => array.Free());
        _rows.Clear();
        _arrays.Clear();
    }

    private T* Allocate()
    {
        if (placement == Placement.Arrays)
        {
            _arrays.Add(GCHandle.Alloc(new T[size], GCHandleType.Pinned));
            return (T*)_arrays[^1].AddrOfPinnedObject();
        }

        var start = (T*)NativeMemory.AlignedAlloc((nuint)size * (nuint)sizeof(T), PageBytes);
        new Span<T>(start, size).Clear();
        return start;
    }
}
