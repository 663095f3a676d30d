using System.Numerics;
using System.Runtime.InteropServices;

namespace SamFast.Benchmarks.Memory;

/// <summary>
/// Vectors of one length. Every competitor opens a room of its own, but all rooms of a pool give out the same vectors
/// in
/// the same order: competitors are timed in the same memory, one after the other, and a comparison of ten of them needs
/// the memory of one. What is in them does not matter then; where it does, each competitor gets a pool.
/// </summary>
internal sealed unsafe class Pool<T>(int size, Placement placement) : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int PageBytes = 4096, StaggerBytes = 512;

    private readonly List<Row<T>> _rows = [];
    private readonly List<GCHandle> _arrays = [];
    private readonly List<nint> _pages = [];

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
        _pages.ForEach(page => NativeMemory.AlignedFree((void*)page));
        _arrays.ForEach(array => array.Free());
        _pages.Clear();
        _arrays.Clear();
        _rows.Clear();
    }

    private T* Allocate()
    {
        if (placement == Placement.Arrays)
        {
            _arrays.Add(GCHandle.Alloc(new T[size], GCHandleType.Pinned));
            return (T*)_arrays[^1].AddrOfPinnedObject();
        }

        // The same place in every page would be the worst one: a cache whose lines are found by a few bits of their
        // address takes some for others, and a plain loop takes twice its time on one run and not on the next.
        _pages.Add((nint)NativeMemory.AlignedAlloc(((nuint)size * (nuint)sizeof(T)) + PageBytes, PageBytes));
        var start = (T*)(_pages[^1] + (_rows.Count * StaggerBytes % PageBytes));
        new Span<T>(start, size).Clear();
        return start;
    }
}
