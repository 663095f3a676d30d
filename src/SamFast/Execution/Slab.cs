using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SamFast;

/// <summary>All state vectors of an optimizer in one pinned allocation, each aligned to a cache line and padded to whole
/// blocks, so that only the caller's spans have ends to take care of.</summary>
internal static unsafe class Slab
{
    private static readonly int _lineBytes = sizeof(CacheLine);

    /// <summary>A number of elements, up to whole cache lines.</summary>
    internal static nint Pad<T>(nint elements) where T : unmanaged
    {
        int perLine = _lineBytes / sizeof(T);
        return (elements + perLine - 1) / perLine * perLine;
    }

    /// <summary>Makes room for so many elements, cleared.</summary>
    internal static CacheLine[] Allocate<T>(nint elements) where T : unmanaged =>
        // One line more than needed: the array's first element is not aligned to its own size.
        GC.AllocateArray<CacheLine>(checked((int)((Pad<T>(elements) / (_lineBytes / sizeof(T))) + 1)), pinned: true);

    /// <summary>The first element.</summary>
    internal static T* Start<T>(CacheLine[] slab) where T : unmanaged
    {
        nint address = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(slab));
        return (T*)((address + _lineBytes - 1) & -_lineBytes);
    }
}

/// <summary>64 bytes: a block of parameters.</summary>
[StructLayout(LayoutKind.Sequential, Size = 64)]
internal readonly struct CacheLine;
