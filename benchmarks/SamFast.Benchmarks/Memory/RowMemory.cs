using System.Buffers;

namespace SamFast.Benchmarks.Memory;

/// <summary>A row as <see cref="Memory{T}"/>, which <see cref="TensorBuffers{T}"/> takes; there is nothing to pin.</summary>
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
