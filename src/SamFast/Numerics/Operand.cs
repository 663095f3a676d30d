using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SamFast;

/// <summary>A factor of a matrix product, as elements M(i, k): i is the row or column of the product, and k is summed over.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal readonly ref struct Operand<T> where T : unmanaged
{
    /// <summary>A left factor that stays in half of the first-level cache is read in place.</summary>
    private const int InPlaceBytes = 16384;

    private readonly ReadOnlySpan<T> _data;
    private readonly int _stride;
    private readonly Order _order;
    private readonly ImageWindows _windows;

    private Operand(ReadOnlySpan<T> data, int outer, int inner, int stride, Order order, ImageWindows windows = default)
    {
        _data = data;
        Outer = outer;
        Inner = inner;
        _stride = stride;
        _order = order;
        _windows = windows;
    }

    /// <summary>The place of an element in memory.</summary>
    private enum Order
    {
        /// <summary>M(i, k) at i·stride + k.</summary>
        Rows,

        /// <summary>M(i, k) at k·stride + i.</summary>
        Columns,

        /// <summary>i is a window, and k an element of it.</summary>
        Patches,

        /// <summary>i is an element of a window, and k a window.</summary>
        PatchElements,
    }

    /// <summary>The number of rows or columns of the product.</summary>
    internal int Outer { get; }

    /// <summary>The number of summands.</summary>
    internal int Inner { get; }

    /// <summary>True if the elements to sum over are a stride apart, and those of the product adjacent.</summary>
    internal bool IsByColumns => _order == Order.Columns;

    /// <summary>The elements to sum over are adjacent.</summary>
    internal static Operand<T> Rows(ReadOnlySpan<T> data, int outer, int inner, int stride) =>
        new(data, outer, inner, stride, Order.Rows);

    /// <summary>The elements to sum over are a stride apart.</summary>
    internal static Operand<T> Columns(ReadOnlySpan<T> data, int outer, int inner, int stride) =>
        new(data, outer, inner, stride, Order.Columns);

    /// <summary>A row for each window of the images, with the elements of the window.</summary>
    internal static Operand<T> Patches(ReadOnlySpan<T> images, in ImageWindows windows) =>
        new(images, windows.Windows, windows.WindowLength, 0, Order.Patches, windows);

    /// <summary>Its transpose.</summary>
    internal static Operand<T> PatchElements(ReadOnlySpan<T> images, in ImageWindows windows) =>
        new(images, windows.WindowLength, windows.Windows, 0, Order.PatchElements, windows);

    /// <summary>The address of M(i, k), if elements have addresses of their own.</summary>
    internal ref T At(int i, int k) => ref Unsafe.Add(
        ref MemoryMarshal.GetReference(_data), _order == Order.Rows ? ((nint)i * _stride) + k : ((nint)k * _stride) + i);

    /// <summary>The distance from M(i, k) to M(i, k + 1).</summary>
    internal int Stride => _stride;

    /// <summary>A block of the left factor: in place, or copied if elements to sum over are far apart or it is made of
    /// windows.</summary>
    /// <param name="i">The first row.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="k">The first summand.</param>
    /// <param name="count">The number of summands.</param>
    /// <param name="copy">Room for the block and a line of it, in whole tiles.</param>
    internal Strip<T> Block(int i, int rows, int k, int count, Span<T> copy)
    {
        if (_order == Order.Rows)
            return new(ref At(i, k), _stride, 1, MatrixProduct.TileRows * _stride);
        if (_order == Order.Columns && (long)count * _stride * Unsafe.SizeOf<T>() <= InPlaceBytes)
            return new(ref At(i, k), 1, _stride, MatrixProduct.TileRows);
        ref var first = ref MemoryMarshal.GetReference(copy);
        if (_order == Order.Patches)
        {
            for (int row = 0; row < rows; row++)
                _windows.CopyPart(_data, i + row, k, copy.Slice(row * count, count));
            return new(ref first, count, 1, MatrixProduct.TileRows * count);
        }

        var window = copy[^rows..];
        for (int line = 0; line < count; line++)
        {
            if (_order == Order.PatchElements)
                _windows.CopyPart(_data, k + line, i, window);
            var from = _order == Order.PatchElements ? window : _data.Slice(((k + line) * _stride) + i, rows);
            PackTiles(from, ref Unsafe.Add(ref first, line * MatrixProduct.TileRows), MatrixProduct.TileRows * count);
        }

        return new(ref first, 1, MatrixProduct.TileRows, MatrixProduct.TileRows * count);
    }

    /// <summary>Distributes a line over the tiles of its rows; further rows are not read.</summary>
    private static void PackTiles(ReadOnlySpan<T> line, ref T to, int tileStride)
    {
        const int Rows = MatrixProduct.TileRows;
        ref var from = ref MemoryMarshal.GetReference(line);
        int i = 0;
        for (; i + Rows <= line.Length; i += Rows)
        {
            to = from;
            Unsafe.Add(ref to, 1) = Unsafe.Add(ref from, 1);
            Unsafe.Add(ref to, 2) = Unsafe.Add(ref from, 2);
            Unsafe.Add(ref to, 3) = Unsafe.Add(ref from, 3);
            Unsafe.Add(ref to, 4) = Unsafe.Add(ref from, 4);
            Unsafe.Add(ref to, 5) = Unsafe.Add(ref from, 5);
            from = ref Unsafe.Add(ref from, Rows);
            to = ref Unsafe.Add(ref to, tileStride);
        }

        for (int row = 0; i + row < line.Length; row++)
            Unsafe.Add(ref to, row) = Unsafe.Add(ref from, row);
    }

    /// <summary>Packs columns of the right factor side by side: M(j + n, k) at k·width + n; further elements are 0.</summary>
    /// <param name="j">The first column.</param>
    /// <param name="k">The first summand.</param>
    /// <param name="count">The number of summands.</param>
    /// <param name="panel">Receives the columns.</param>
    /// <param name="width">The number of columns of the panel.</param>
    internal void Pack(int j, int k, int count, Span<T> panel, int width)
    {
        int columns = Math.Min(width, Outer - j);
        if (columns < width)
            panel[..(count * width)].Clear();
        ref var to = ref MemoryMarshal.GetReference(panel);
        if (IsByColumns)
        {
            for (int line = 0; line < count; line++)
                _data.Slice(((k + line) * _stride) + j, columns).CopyTo(panel[(line * width)..]);
            return;
        }

        int n = 0;
        for (; n + 4 <= columns; n += 4)
            PackFour(ref At(j + n, k), count, ref Unsafe.Add(ref to, n), width);
        for (; n < columns; n++)
        {
            ref var from = ref At(j + n, k);
            for (int line = 0; line < count; line++)
                Unsafe.Add(ref to, (line * width) + n) = Unsafe.Add(ref from, line);
        }
    }

    private void PackFour(ref T first, int count, ref T to, int width)
    {
        ref var second = ref Unsafe.Add(ref first, _stride);
        ref var third = ref Unsafe.Add(ref second, _stride);
        ref var fourth = ref Unsafe.Add(ref third, _stride);
        for (int line = 0; line < count; line++)
        {
            to = Unsafe.Add(ref first, line);
            Unsafe.Add(ref to, 1) = Unsafe.Add(ref second, line);
            Unsafe.Add(ref to, 2) = Unsafe.Add(ref third, line);
            Unsafe.Add(ref to, 3) = Unsafe.Add(ref fourth, line);
            to = ref Unsafe.Add(ref to, width);
        }
    }
}

/// <summary>A block of the left factor of a product.</summary>
/// <param name="first">Its first element.</param>
/// <param name="rowStride">The distance from one row of a tile to the next.</param>
/// <param name="innerStride">The distance from one summand to the next.</param>
/// <param name="tileStride">The distance from one tile of rows to the next.</param>
internal readonly ref struct Strip<T>(ref T first, int rowStride, int innerStride, int tileStride)
{
    /// <summary>The first element.</summary>
    internal readonly ref T First = ref first;

    /// <summary>The distance from one summand to the next.</summary>
    internal readonly nuint InnerStride = (nuint)innerStride;

    /// <summary>The distance from one row of a tile to the next.</summary>
    internal readonly nuint RowStride = (nuint)rowStride;

    private readonly nint _tileStride = tileStride;

    /// <summary>The block from a tile on.</summary>
    internal Strip<T> From(int tile) =>
        new(ref Unsafe.Add(ref First, tile * _tileStride), (int)RowStride, (int)InnerStride, (int)_tileStride);
}
