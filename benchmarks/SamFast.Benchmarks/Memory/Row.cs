namespace SamFast.Benchmarks.Memory;

/// <summary>A vector in pinned memory.</summary>
internal readonly unsafe struct Row<T>(T* start, int length) where T : unmanaged
{
    public T* Start => start;

    public Span<T> Span => new(start, length);
}
