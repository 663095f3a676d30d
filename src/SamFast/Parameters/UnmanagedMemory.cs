using System.Buffers;

namespace SamFast;

/// <summary>
/// Memory outside the garbage collector's heap as <see cref="Memory{T}"/>, for <see cref="Parameters{T}"/> and
/// <see cref="TensorBuffers{T}"/>: a result of <c>NativeMemory.AlignedAlloc</c>, a mapped file, a buffer of another library.
/// </summary>
/// <remarks>It does not own the memory, which must be freed by its allocator after the last use.</remarks>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <param name="start">The first element.</param>
/// <param name="length">The number of elements; at least 0.</param>
public sealed unsafe class UnmanagedMemory<T>(T* start, int length) : MemoryManager<T> where T : unmanaged
{
    private readonly int _length = length >= 0
        ? length
        : throw new ArgumentOutOfRangeException(nameof(length), length, "Memory has at least 0 elements.");

    /// <inheritdoc/>
    public override Span<T> GetSpan() => new(start, _length);

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0) => new(start + elementIndex);

    /// <inheritdoc/>
    public override void Unpin()
    {
        // It does not move.
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // It is not ours.
    }
}
