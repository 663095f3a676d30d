using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SamFast;

/// <summary>Whole spans, for transforms that work on whole tensors: blocks of 64 bytes and the rest, in a fixed order.</summary>
/// <remarks>Sums, products and combinations of two vectors round each product before they add it: the same bits whether or not
/// the processor fuses the two.</remarks>
internal static partial class Blocks
{
    /// <summary>Rows that are added up before their sum is added to that of the rows before.</summary>
    private const int RowsInARow = 256;

    /// <summary>Loads a block, or the rest of the span: lanes past its end are 0.</summary>
    /// <param name="first">The first element of the span.</param>
    /// <param name="index">The index of the block's first element.</param>
    /// <param name="length">The length of the span.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<T> Load<T>(ref T first, int index, int length) where T : unmanaged =>
        length - index >= Vector512<T>.Count
            ? Vector512.LoadUnsafe(ref first, (nuint)index)
            : Pieces.Load(ref Unsafe.Add(ref first, index), length - index);

    /// <summary>Stores a block, or the rest of the span.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Store<T>(Vector512<T> value, ref T first, int index, int length) where T : unmanaged
    {
        if (length - index >= Vector512<T>.Count)
            value.StoreUnsafe(ref first, (nuint)index);
        else
            Pieces.Store(value, ref Unsafe.Add(ref first, index), length - index);
    }

    /// <summary>Σa: lanes of the elements' own type within 4,096 of them, double beyond.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static double Sum<T>(ReadOnlySpan<T> a) where T : unmanaged
    {
        ref var first = ref MemoryMarshal.GetReference(a);
        double sum = 0;
        for (int start = 0; start < a.Length; start += Tiling.TileLength)
        {
            int end = Math.Min(a.Length, start + Tiling.TileLength);
            var (even, odd) = (Vector512<T>.Zero, Vector512<T>.Zero);
            int i = start;
            for (; i + Vector512<T>.Count < end; i += 2 * Vector512<T>.Count)
            {
                even += Load(ref first, i, end);
                odd += Load(ref first, i + Vector512<T>.Count, end);
            }

            if (i < end)
                even += Load(ref first, i, end);
            sum += Sum(even + odd);
        }

        return sum;
    }

    /// <summary>Σab, likewise.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static double Dot<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b) where T : unmanaged
    {
        ref var left = ref MemoryMarshal.GetReference(a);
        ref var right = ref MemoryMarshal.GetReference(b);
        int length = Math.Min(a.Length, b.Length);
        double sum = 0;
        for (int start = 0; start < length; start += Tiling.TileLength)
        {
            int end = Math.Min(length, start + Tiling.TileLength);
            var (even, odd) = (Vector512<T>.Zero, Vector512<T>.Zero);
            int i = start;
            for (; i + Vector512<T>.Count < end; i += 2 * Vector512<T>.Count)
            {
                even += Load(ref left, i, end) * Load(ref right, i, end);
                int j = i + Vector512<T>.Count;
                odd += Load(ref left, j, end) * Load(ref right, j, end);
            }

            if (i < end)
                even += Load(ref left, i, end) * Load(ref right, i, end);
            sum += Sum(even + odd);
        }

        return sum;
    }

    /// <summary>a ← a·factor.</summary>
    internal static void Multiply<T>(Span<T> a, T factor) where T : unmanaged => Multiply(a, factor, a);

    /// <summary>b ← a·factor.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static void Multiply<T>(ReadOnlySpan<T> a, T factor, Span<T> b) where T : unmanaged
    {
        ref var first = ref MemoryMarshal.GetReference(a);
        ref var result = ref MemoryMarshal.GetReference(b);
        var factors = Vector512.Create(factor);
        int i = 0;
        for (; i + Vector512<T>.Count <= a.Length; i += Vector512<T>.Count)
            (Vector512.LoadUnsafe(ref first, (nuint)i) * factors).StoreUnsafe(ref result, (nuint)i);
        if (i < a.Length)
            Store(Load(ref first, i, a.Length) * factors, ref result, i, a.Length);
    }

    /// <summary>a ← α·a + β·b.</summary>
    internal static void Combine<T>(Span<T> a, T alpha, ReadOnlySpan<T> b, T beta) where T : unmanaged
    {
        ref var first = ref MemoryMarshal.GetReference(a);
        ref var second = ref MemoryMarshal.GetReference(b);
        var (alphas, betas) = (Vector512.Create(alpha), Vector512.Create(beta));
        for (int i = 0; i < a.Length; i += Vector512<T>.Count)
        {
            var sum = (alphas * Load(ref first, i, a.Length)) + (betas * Load(ref second, i, a.Length));
            Store(sum, ref first, i, a.Length);
        }
    }

    /// <summary>c ← a + factor·b.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static void Add<T>(ReadOnlySpan<T> a, T factor, ReadOnlySpan<T> b, Span<T> c) where T : unmanaged
    {
        ref var first = ref MemoryMarshal.GetReference(a);
        ref var second = ref MemoryMarshal.GetReference(b);
        ref var result = ref MemoryMarshal.GetReference(c);
        var factors = Vector512.Create(factor);
        int i = 0;
        for (; i + Vector512<T>.Count <= c.Length; i += Vector512<T>.Count)
        {
            var (x, y) = (Vector512.LoadUnsafe(ref first, (nuint)i), Vector512.LoadUnsafe(ref second, (nuint)i));
            ((factors * y) + x).StoreUnsafe(ref result, (nuint)i);
        }

        if (i < c.Length)
            Store((factors * Load(ref second, i, c.Length)) + Load(ref first, i, c.Length), ref result, i, c.Length);
    }

    /// <summary>Adds a number to each element.</summary>
    internal static void Add<T>(Span<T> a, T summand) where T : unmanaged
    {
        ref var first = ref MemoryMarshal.GetReference(a);
        var summands = Vector512.Create(summand);
        for (int i = 0; i < a.Length; i += Vector512<T>.Count)
            Store(Load(ref first, i, a.Length) + summands, ref first, i, a.Length);
    }

    /// <summary>The sum of the squares in each column of a matrix: in the elements' own type within 256 rows, then of
    /// those sums.</summary>
    /// <param name="values">The matrix, row by row.</param>
    /// <param name="stride">The distance from one row to the next.</param>
    /// <param name="sums">Receives a sum for each column.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static void SquaresOfColumns<T>(ReadOnlySpan<T> values, int stride, Span<T> sums) where T : unmanaged
    {
        ref var first = ref MemoryMarshal.GetReference(values);
        ref var result = ref MemoryMarshal.GetReference(sums);
        int columns = sums.Length, rows = (values.Length - columns + stride) / stride, width = Vector512<T>.Count;
        int j = 0;
        for (; j + (4 * width) <= columns; j += 4 * width)
        {
            var (sum0, sum1, sum2, sum3) = (Vector512<T>.Zero, Vector512<T>.Zero, Vector512<T>.Zero, Vector512<T>.Zero);
            for (int start = 0; start < rows; start += RowsInARow)
            {
                var (a0, a1, a2, a3) = (Vector512<T>.Zero, Vector512<T>.Zero, Vector512<T>.Zero, Vector512<T>.Zero);
                int end = Math.Min(rows, start + RowsInARow);
                for (int i = start; i < end; i++)
                {
                    nuint at = (nuint)((i * stride) + j);
                    var (x0, x1) = (Vector512.LoadUnsafe(ref first, at), Vector512.LoadUnsafe(ref first, at + (nuint)width));
                    var x2 = Vector512.LoadUnsafe(ref first, at + (nuint)(2 * width));
                    var x3 = Vector512.LoadUnsafe(ref first, at + (nuint)(3 * width));
                    a0 = MultiplyAdd(x0, x0, a0);
                    a1 = MultiplyAdd(x1, x1, a1);
                    a2 = MultiplyAdd(x2, x2, a2);
                    a3 = MultiplyAdd(x3, x3, a3);
                }

                sum0 += a0;
                sum1 += a1;
                sum2 += a2;
                sum3 += a3;
            }

            sum0.StoreUnsafe(ref result, (nuint)j);
            sum1.StoreUnsafe(ref result, (nuint)(j + width));
            sum2.StoreUnsafe(ref result, (nuint)(j + (2 * width)));
            sum3.StoreUnsafe(ref result, (nuint)(j + (3 * width)));
        }

        for (; j < columns; j += width)
        {
            var sum = Vector512<T>.Zero;
            for (int start = 0; start < rows; start += RowsInARow)
            {
                var a = Vector512<T>.Zero;
                int end = Math.Min(rows, start + RowsInARow);
                for (int i = start; i < end; i++)
                {
                    var x = Load(ref Unsafe.Add(ref first, i * stride), j, columns);
                    a = MultiplyAdd(x, x, a);
                }

                sum += a;
            }

            Store(sum, ref result, j, columns);
        }
    }
}
