using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace SamFast;

/// <summary>The product of two matrices, blocked for caches and registers.</summary>
/// <remarks>Each element of the product is a chain of multiply-adds in the order of the summands, and lanes are columns:
/// the bits depend neither on the vector width nor on the sizes of blocks. The right factor is packed into panels as wide as two
/// registers; a tile of six rows and one panel is held in twelve registers.</remarks>
internal static partial class MatrixProduct
{
    /// <summary>Summands of a block: a panel of them is half of the first-level cache.</summary>
    private const int InnerBlock = 256;

    /// <summary>Columns of a block: its panels stay in the second-level cache.</summary>
    private const int ColumnBlock = 512;

    /// <summary>Rows of a block, whole tiles.</summary>
    private const int RowBlock = 96;

    /// <summary>Columns of two registers of 64 bytes, of the narrowest type.</summary>
    private const int WidestPanel = 32;

    private const int TileLength = TileRows * WidestPanel;

    /// <summary>C ← A·Bᵀ, in terms of operands.</summary>
    internal static void Set<T>(Operand<T> a, Operand<T> b, Span<T> c) where T : unmanaged
    {
        if (a.Inner == 0)
            c.Clear();
        else
            Dispatch(a, b, c, false);
    }

    /// <summary>C ← C + A·Bᵀ, in terms of operands.</summary>
    internal static void Add<T>(Operand<T> a, Operand<T> b, Span<T> c) where T : unmanaged => Dispatch(a, b, c, true);

    /// <summary>The same in a workspace of the caller's.</summary>
    internal static void Add<T>(Operand<T> a, Operand<T> b, Span<T> c, Span<T> workspace) where T : unmanaged =>
        Dispatch(a, b, c, true, workspace);

    /// <summary>The length of the workspace of a product, for every type and vector width.</summary>
    internal static int WorkspaceLength(int rows, int inner, int columns) =>
        PanelsLength(inner, columns) + StripLength(rows, inner) + TileLength;

    private static int PanelsLength(int inner, int columns) =>
        Math.Min(InnerBlock, inner) * ((Math.Min(ColumnBlock, columns) + WidestPanel - 1) / WidestPanel) * WidestPanel;

    private static int StripLength(int rows, int inner) => (Math.Min(InnerBlock, inner) + 1) * (Math.Min(RowBlock, rows) + TileRows);

    private static void Dispatch<T>(Operand<T> a, Operand<T> b, Span<T> c, bool adds, Span<T> workspace = default)
        where T : unmanaged
    {
        if (c.IsEmpty)
            return;
        if (workspace.IsEmpty)
            workspace = Scratch.Panels<T>(WorkspaceLength(a.Outer, a.Inner, b.Outer));
        if (Vector512.IsHardwareAccelerated)
            Run<Lanes512<T>, T>(a, b, c, adds, workspace);
        else if (Vector256.IsHardwareAccelerated)
            Run<Lanes256<T>, T>(a, b, c, adds, workspace);
        else if (AdvSimd.IsSupported)
            Run<Pair<Lanes128<T>, T>, T>(a, b, c, adds, workspace);
        else
            Run<Lanes128<T>, T>(a, b, c, adds, workspace);
    }

    private static void Run<L, T>(Operand<T> a, Operand<T> b, Span<T> c, bool adds, Span<T> workspace)
        where L : struct, ILanes<L, T>
        where T : unmanaged
    {
        int panelsLength = PanelsLength(a.Inner, b.Outer);
        var panels = workspace[..panelsLength];
        var strip = workspace.Slice(panelsLength, StripLength(a.Outer, a.Inner));
        var tile = workspace.Slice(panelsLength + strip.Length, TileLength);
        for (int j = 0; j < b.Outer; j += ColumnBlock)
        {
            int columns = Math.Min(ColumnBlock, b.Outer - j);
            for (int k = 0; k < a.Inner; k += InnerBlock)
            {
                int count = Math.Min(InnerBlock, a.Inner - k);
                Pack<L, T>(b, j, k, new(0, columns, count), panels);
                for (int i = 0; i < a.Outer; i += RowBlock)
                {
                    var size = new BlockSize(Math.Min(RowBlock, a.Outer - i), columns, count);
                    var target = new Target<T>(ref c[(i * b.Outer) + j], b.Outer, adds || k > 0);
                    Multiply<L, T>(a.Block(i, size.Rows, k, count, strip), panels, target, size, tile);
                }
            }
        }
    }

    /// <summary>The number of columns of the panel that starts at a column: two registers, or one if that is enough.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int PanelWidth<L>(int rest) where L : struct, ILanes<L> => rest <= L.Count ? L.Count : 2 * L.Count;

    /// <summary>Packs a block of the right factor, panel by panel.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Pack<L, T>(Operand<T> b, int j, int k, BlockSize size, Span<T> panels)
        where L : struct, ILanes<L, T>
        where T : unmanaged
    {
        nuint width = (nuint)L.Count, stride = (nuint)b.Stride;
        for (int n = 0; n < size.Columns; n += 2 * L.Count)
        {
            if (!b.IsByColumns || n + (2 * L.Count) > size.Columns)
            {
                b.Pack(j + n, k, size.Count, panels[(n * size.Count)..], PanelWidth<L>(size.Columns - n));
                continue;
            }

            ref var from = ref b.At(j + n, k);
            ref var to = ref Unsafe.Add(ref MemoryMarshal.GetReference(panels), n * size.Count);
            for (int line = 0; line < size.Count; line++)
            {
                L.Store(L.Load(ref from, 0), ref to, 0);
                L.Store(L.Load(ref from, width), ref to, width);
                from = ref Unsafe.Add(ref from, stride);
                to = ref Unsafe.Add(ref to, 2 * width);
            }
        }
    }

    /// <summary>Multiplies a strip of rows with all panels.</summary>
    private static void Multiply<L, T>(Strip<T> strip, Span<T> panels, Target<T> target, BlockSize size, Span<T> tile)
        where L : struct, ILanes<L, T>
        where T : unmanaged
    {
        nuint count = (nuint)size.Count;
        for (int j = 0; j < size.Columns; j += 2 * L.Count)
        {
            int width = PanelWidth<L>(size.Columns - j), columns = Math.Min(width, size.Columns - j);
            ref var panel = ref Unsafe.Add(ref MemoryMarshal.GetReference(panels), j * size.Count);
            for (int i = 0; i < size.Rows; i += TileRows)
            {
                int rows = Math.Min(TileRows, size.Rows - i);
                var place = target.At(i, j);
                bool isWhole = rows == TileRows && columns == width;
                var to = isWhole ? place : place.CopyTo(tile, rows, columns, width);
                if (width == L.Count)
                    SixByOne<L, T>(strip.From(i / TileRows), rows, ref panel, count, to);
                else
                    SixByTwo<L, T>(strip.From(i / TileRows), rows, ref panel, count, to);
                if (!isWhole)
                    place.CopyFrom(tile, rows, columns, width);
            }
        }
    }

    /// <summary>The size of a block.</summary>
    private readonly record struct BlockSize(int Rows, int Columns, int Count);

    /// <summary>A part of the product.</summary>
    /// <param name="first">Its first element.</param>
    /// <param name="stride">The length of a row.</param>
    /// <param name="isContinued">True if the products are added to what is there.</param>
    private readonly ref struct Target<T>(ref T first, int stride, bool isContinued)
    {
        internal readonly ref T First = ref first;

        internal readonly nuint Stride = (nuint)stride;

        internal readonly bool IsContinued = isContinued;

        internal Target<T> At(int row, int column) =>
            new(ref Unsafe.Add(ref First, (row * (nint)Stride) + column), (int)Stride, IsContinued);

        /// <summary>Copies an incomplete tile, to be multiplied as a complete one.</summary>
        internal Target<T> CopyTo(Span<T> tile, int rows, int columns, int width)
        {
            for (int i = 0; IsContinued && i < rows; i++)
                Row(i, columns).CopyTo(tile[(i * width)..]);
            return new(ref MemoryMarshal.GetReference(tile), width, IsContinued);
        }

        internal void CopyFrom(Span<T> tile, int rows, int columns, int width)
        {
            for (int i = 0; i < rows; i++)
                tile.Slice(i * width, columns).CopyTo(Row(i, columns));
        }

        private Span<T> Row(int row, int columns) =>
            MemoryMarshal.CreateSpan(ref Unsafe.Add(ref First, row * (nint)Stride), columns);
    }
}
