namespace SamFast;

/// <summary>Workspace of the current thread, which grows to the largest request and is reused by every call.</summary>
internal static unsafe class Scratch
{
    private const int SmallestBytes = 4096, LineBytes = 64;

    [ThreadStatic]
    private static CacheLine[]? t_panels;

    [ThreadStatic]
    private static CacheLine[]? t_operands;

    /// <summary>The packed operands of a matrix product. Contents are unspecified.</summary>
    internal static Span<T> Panels<T>(int length) where T : unmanaged => Rent<T>(ref t_panels, length);

    /// <summary>The temporary matrices of an operation that may call a matrix product. Contents are unspecified.</summary>
    internal static Span<T> Operands<T>(int length) where T : unmanaged => Rent<T>(ref t_operands, length);

    private static Span<T> Rent<T>(ref CacheLine[]? lines, int length) where T : unmanaged
    {
        nint bytes = Math.Max(SmallestBytes, ((nint)length * sizeof(T) + LineBytes - 1) & -LineBytes);

        // Slab.Start skips at most a page.
        if (lines is null || (nint)lines.Length * LineBytes < bytes + SmallestBytes)
            lines = Slab.Allocate(bytes);
        return new(Slab.Start<T>(lines, bytes), length);
    }
}
