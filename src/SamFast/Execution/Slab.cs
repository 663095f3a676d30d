using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SamFast;

/// <summary>All state vectors of an optimizer in one pinned allocation, each aligned to a cache line and padded to whole
/// blocks, so that only the caller's spans have ends to take care of.</summary>
internal sealed class Slab<T> where T : unmanaged
{
    private const int LineBytes = 64;
    private readonly Line[] _lines;
    private readonly int _offset;

    internal Slab(int parameterCount, int slots)
    {
        int perLine = LineBytes / Unsafe.SizeOf<T>();
        long linesPerSlot = ((long)parameterCount + perLine - 1) / perLine;
        Stride = (nuint)linesPerSlot * (nuint)perLine;
        PaddedCount = checked((int)Stride);

        // One line more than needed: the array's first element is not aligned to its own size.
        _lines = GC.AllocateArray<Line>(checked((int)(linesPerSlot * slots) + 1), pinned: true);
        unsafe
        {
            nuint address = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_lines));
            _offset = (int)((LineBytes - (address % LineBytes)) % LineBytes) / Unsafe.SizeOf<T>();
        }
    }

    /// <summary>Elements from one slot to the next.</summary>
    internal nuint Stride { get; }

    /// <summary>Elements of a slot, its padding included.</summary>
    internal int PaddedCount { get; }

    /// <summary>The first element of the first slot.</summary>
    internal ref T Start =>
        ref Unsafe.Add(ref Unsafe.As<Line, T>(ref MemoryMarshal.GetArrayDataReference(_lines)), _offset);

    internal Span<T> Slot(int slot) =>
        MemoryMarshal.CreateSpan(ref Unsafe.Add(ref Start, (nuint)slot * Stride), PaddedCount);

    [StructLayout(LayoutKind.Sequential, Size = LineBytes)]
    private readonly struct Line;
}
