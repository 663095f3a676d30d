using System.Numerics;
using System.Runtime.InteropServices;

namespace SamFast.Benchmarks.Memory;

/// <summary>
/// Vectors of one shape. Each competitor opens its own rooms, but all rooms of a tensor give out the same vectors in the same
/// order. Competitors are thus measured in the same memory, and ten of them need the memory of one. Times do not depend on the
/// content; to compare results, each competitor gets its own pool.
/// </summary>
internal sealed unsafe class Pool<T>(Shape shape, Placement placement) : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int PageBytes = 4096, StaggerBytes = 512, LineBytes = 64;

    private readonly List<Row<T>[]> _rows = [];
    private readonly List<GCHandle> _arrays = [];
    private readonly List<nint> _pages = [];
    private readonly int[] _lengths = shape.Lengths;

    public Shape Shape => shape;

    /// <summary>The length of each tensor.</summary>
    public IReadOnlyList<int> Lengths => _lengths;

    /// <summary>True if the tensors of a list are contiguous.</summary>
    public bool IsContiguous => placement == Placement.Pages;

    /// <summary>True to compare results: gradients then depend on the parameters. False to measure times.</summary>
    public bool IsRehearsal { get; init; }

    /// <summary>Opens a room, which gives out the vectors of a tensor from the first one.</summary>
    public Room<T> Open(int tensor = 0) => new(this, tensor);

    internal Row<T> this[int index, int tensor]
    {
        get
        {
            while (_rows.Count <= index)
                _rows.Add(placement == Placement.Arrays ? NewArrays() : NewPages());
            return _rows[index][tensor];
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

    private Row<T>[] NewArrays()
    {
        var rows = new Row<T>[shape.Tensors];
        for (int i = 0; i < rows.Length; i++)
        {
            _arrays.Add(GCHandle.Alloc(new T[_lengths[i]], GCHandleType.Pinned));
            rows[i] = new Row<T>((T*)_arrays[^1].AddrOfPinnedObject(), _lengths[i]);
        }

        return rows;
    }

    /// <summary>The tensors of a list, contiguous except that each begins at a cache line.</summary>
    private Row<T>[] NewPages()
    {
        nuint[] strides = [.. _lengths.Select(length => (((nuint)length * (nuint)sizeof(T)) + LineBytes - 1) / LineBytes * LineBytes)];
        nuint bytes = strides.Aggregate((nuint)0, (sum, stride) => sum + stride);

        // Vectors at the same offset in their pages map to the same cache sets. A plain loop over them can take twice as long in
        // one run as in the next.
        _pages.Add((nint)NativeMemory.AlignedAlloc(bytes + PageBytes, PageBytes));
        byte* start = (byte*)_pages[^1] + (_rows.Count * StaggerBytes % PageBytes);
        NativeMemory.Clear(start, bytes);

        var rows = new Row<T>[shape.Tensors];
        for (int i = 0; i < rows.Length; start += strides[i++])
            rows[i] = new Row<T>((T*)start, _lengths[i]);
        return rows;
    }
}
