using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SamFast.Runtime;

/// <summary>All state vectors of an optimizer in one pinned allocation, each aligned to a cache line and padded to whole
/// blocks, so that only the caller's spans have ends to take care of.</summary>
internal static unsafe class Slab
{
    private const int StaggeredBytes = 1 << 16;
    private const int StaggerLines = 9;
    private const int PageBytes = 4096;
    private const int ManyPagesBytes = 1 << 20;
    private const int StaggerPages = 9;

    private static readonly int _lineBytes = sizeof(CacheLine);

    /// <summary>A number of elements, up to whole cache lines.</summary>
    internal static nint Pad<T>(nint elements) where T : unmanaged
    {
        int perLine = _lineBytes / sizeof(T);
        return (elements + perLine - 1) / perLine * perLine;
    }

    /// <summary>The distance from one vector of this length to the next, in elements. Large ones are not a power of two
    /// apart: caches, and with many pages the address translation, would put the same element of all of them into one
    /// set.</summary>
    internal static nint Stride<T>(nint length) where T : unmanaged
    {
        nint bytes = length * sizeof(T);
        nint stagger = (bytes >= StaggeredBytes ? StaggerLines * _lineBytes : 0)
            + (bytes >= ManyPagesBytes ? StaggerPages * PageBytes : 0);
        return Pad<T>(length) + (stagger / sizeof(T));
    }

    /// <summary>Makes room for so many bytes, whole cache lines, cleared.</summary>
    internal static CacheLine[] Allocate(nint bytes) =>
        // More than needed: the array's first element is not aligned to its own size.
        GC.AllocateArray<CacheLine>(
            checked((int)((bytes / _lineBytes) + (IsPlaced(bytes) ? PageBytes / _lineBytes : 1))), pinned: true);

    /// <summary>The first element. In the middle of a page, unless that is more memory than the state itself: large
    /// buffers of others begin near the beginning of one, and a loop whose loads and stores are at nearly the same place
    /// of different pages takes up to twice its time.</summary>
    internal static T* Start<T>(CacheLine[] slab, nint bytes) where T : unmanaged
    {
        nint address = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(slab));
        return (T*)(IsPlaced(bytes)
            ? NextAt(address, PageBytes / 2)
            : (address + _lineBytes - 1) & -_lineBytes);
    }

    /// <summary>A flat vector of a caller's own, cleared, pinned, and aligned to a cache line; at the beginning of a page, unless
    /// that is more memory than the vector itself: where state is not.</summary>
    internal static Memory<T> AllocateVector<T>(int length) where T : unmanaged
    {
        nint bytes = (nint)length * sizeof(T);
        int spare = IsPlaced(bytes) ? PageBytes : _lineBytes;
        if (length > Array.MaxLength - (spare / sizeof(T)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(length), length, "An array cannot be as long. Lay the tensors over native memory (UnmanagedMemory<T>).");
        }

        var array = GC.AllocateArray<T>(length + (spare / sizeof(T)), pinned: true);
        nint address = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array));
        nint start = IsPlaced(bytes) ? NextAt(address, 0) : (address + _lineBytes - 1) & -_lineBytes;
        return array.AsMemory((int)((start - address) / sizeof(T)), length);
    }

    /// <summary>The first address from here on that is so far into a page.</summary>
    private static nint NextAt(nint address, int place) => ((address - place + PageBytes - 1) & -PageBytes) + place;

    private static bool IsPlaced(nint bytes) => bytes >= PageBytes;
}

/// <summary>64 bytes: a block of parameters.</summary>
[StructLayout(LayoutKind.Sequential, Size = 64)]
internal readonly struct CacheLine;
