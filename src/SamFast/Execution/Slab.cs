using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SamFast;

/// <summary>All state vectors of an optimizer in one pinned allocation, each aligned to a cache line and padded to whole
/// blocks, so that only the caller's spans have ends to take care of.</summary>
internal static unsafe class Slab
{
    private static readonly int _lineBytes = sizeof(CacheLine);

    /// <summary>Makes room for the slots; <paramref name="stride"/> is the distance from one to the next, in elements.</summary>
    internal static CacheLine[] Allocate<T>(int parameterCount, int slots, out nuint stride) where T : unmanaged
    {
        int perLine = _lineBytes / sizeof(T);
        long linesPerSlot = ((long)parameterCount + perLine - 1) / perLine;
        stride = (nuint)(linesPerSlot * perLine);

        // One line more than needed: the array's first element is not aligned to its own size.
        return GC.AllocateArray<CacheLine>(checked((int)((linesPerSlot * slots) + 1)), pinned: true);
    }

    /// <summary>The first element of the first slot.</summary>
    internal static T* Start<T>(CacheLine[] slab) where T : unmanaged
    {
        nint address = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(slab));
        return (T*)((address + _lineBytes - 1) & -_lineBytes);
    }
}

/// <summary>64 bytes: a block of parameters.</summary>
[StructLayout(LayoutKind.Sequential, Size = 64)]
internal readonly struct CacheLine;
