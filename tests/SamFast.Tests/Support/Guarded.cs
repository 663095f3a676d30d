using System.Numerics;

namespace SamFast.Tests;

/// <summary>A vector between guard elements, which must keep their value; it begins at any distance from a cache line.</summary>
internal sealed class Guarded<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Margin = 32;
    private static readonly T s_guard = T.CreateChecked(12345.0625f);
    private readonly T[] _array;
    private readonly int _start;
    private readonly int _length;

    public Guarded(ReadOnlySpan<T> values, int offset = 0)
    {
        _length = values.Length;
        _array = GC.AllocateArray<T>(_length + 2 * Margin + offset, pinned: true);
        _start = Margin + offset;
        _array.AsSpan().Fill(s_guard);
        values.CopyTo(Span);
    }

    public Span<T> Span => _array.AsSpan(_start, _length);

    public void AssertGuardsIntact()
    {
        Assert.False(_array.AsSpan(0, _start).ContainsAnyExcept(s_guard), "written before the span");
        Assert.False(_array.AsSpan(_start + _length).ContainsAnyExcept(s_guard), "written past the span");
    }
}
