using System.Buffers;

namespace SamFast.Benchmarks.Memory;

/// <summary>A row as <see cref="Memory{T}"/>, for <see cref="TensorBuffers{T}"/>. The memory of a row is pinned already.</summary>
internal sealed unsafe class RowMemory<T>(Row<T> row) : MemoryManager<T> where T : unmanaged
{
    public override Span<T> GetSpan() => row.Span;

    public override MemoryHandle Pin(int elementIndex = 0) => new(row.Start + elementIndex);

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
    }
}
