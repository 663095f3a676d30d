using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SamFast.Authoring;

/// <summary>
/// Products of matrices in workspace: row-major, padded with zeros to whole blocks. Blocked in registers; the order of
/// summation is the same on every processor.
/// </summary>
internal static class Matrices
{
    /// <summary>Columns that are copied next to each other before they are multiplied.</summary>
    internal const int PanelWidth = 64;

    /// <summary>The number of a row's elements that are kept in the first-level cache during multiplication.</summary>
    private const int DotLength = 1024;

    /// <summary>Rows, padded.</summary>
    internal static int PadRows(int rows) => checked(rows + 3) & ~3;

    /// <summary>Elements of a row, padded.</summary>
    internal static int PadColumns(int columns) => checked(columns + 15) & ~15;

    /// <summary>C ← A·Aᵀ.</summary>
    /// <param name="a">The matrix, padded.</param>
    /// <param name="rows">The number of rows, including padding.</param>
    /// <param name="columns">The number of columns, including padding.</param>
    /// <param name="c">Receives the product; elements to the right of its columns are not written.</param>
    /// <param name="stride">The length of a row of it.</param>
    internal static void Gram<T>(ReadOnlySpan<T> a, int rows, int columns, Span<T> c, int stride)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref var first = ref MemoryMarshal.GetReference(a);
        ref var result = ref MemoryMarshal.GetReference(c);
        for (int start = 0; start < columns; start += DotLength)
        {
            int length = Math.Min(DotLength, columns - start);
            for (int i = 0; i < rows; i += 4)
            {
                ref var left = ref Unsafe.Add(ref first, (i * columns) + start);
                for (int j = 0; j <= i; j += 4)
                {
                    ref var right = ref Unsafe.Add(ref first, (j * columns) + start);
                    ref var sums = ref Unsafe.Add(ref result, (i * stride) + j);
                    if (Vector512.IsHardwareAccelerated)
                    {
                        SixteenDots(ref left, ref right, columns, length, ref sums, stride, start > 0);
                        continue;
                    }

                    for (int part = 0; part < 4; part++)
                    {
                        FourDots(
                            ref Unsafe.Add(ref left, (part & 2) * columns), ref Unsafe.Add(ref right, 2 * (part & 1) * columns),
                            columns, length, ref Unsafe.Add(ref sums, ((part & 2) * stride) + (2 * (part & 1))), stride, start > 0);
                    }
                }
            }
        }

        for (int i = 0; i < rows; i++)
        {
            for (int j = i + 1; j < rows; j++)
                c[(i * stride) + j] = c[(j * stride) + i];
        }
    }

    /// <summary>D ← αX + B·X.</summary>
    /// <param name="alpha">α.</param>
    /// <param name="b">A square matrix, padded.</param>
    /// <param name="stride">The length of a row of it.</param>
    /// <param name="x">A matrix, padded.</param>
    /// <param name="rows">The number of rows, without padding.</param>
    /// <param name="columns">The number of columns, including padding.</param>
    /// <param name="d">Receives the result.</param>
    /// <param name="panel">Workspace for <see cref="PanelWidth"/> columns.</param>
    internal static void MultiplyAdd<T>(
        T alpha, ReadOnlySpan<T> b, int stride, ReadOnlySpan<T> x, int rows, int columns, Span<T> d, Span<T> panel)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int width = Vector512<T>.Count, step;
        ref var factor = ref MemoryMarshal.GetReference(b);
        ref var source = ref MemoryMarshal.GetReference(x);
        ref var result = ref MemoryMarshal.GetReference(d);
        ref var packed = ref MemoryMarshal.GetReference(panel);
        for (int j = 0; j < columns; j += step)
        {
            step = Vector512.IsHardwareAccelerated && j + (4 * width) <= columns ? 4 * width : width;
            for (int k = 0; k < rows; k++)
                x.Slice((k * columns) + j, step).CopyTo(panel[(k * step)..]);
            for (int i = 0; i < rows; i += 4)
            {
                ref var from = ref Unsafe.Add(ref source, (i * columns) + j);
                ref var to = ref Unsafe.Add(ref result, (i * columns) + j);
                ref var left = ref Unsafe.Add(ref factor, i * stride);
                if (step == width)
                    FourByOne(alpha, ref left, stride, ref packed, rows, ref from, ref to, columns);
                else
                    FourByFour(alpha, ref left, stride, ref packed, rows, ref from, ref to, columns);
            }
        }
    }

    /// <summary>The products of four rows with four others, in 16 registers.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void SixteenDots<T>(
        ref T a, ref T b, int rowLength, int length, ref T c, int stride, bool isContinued)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref var a1 = ref Unsafe.Add(ref a, rowLength);
        ref var a2 = ref Unsafe.Add(ref a1, rowLength);
        ref var a3 = ref Unsafe.Add(ref a2, rowLength);
        ref var b1 = ref Unsafe.Add(ref b, rowLength);
        ref var b2 = ref Unsafe.Add(ref b1, rowLength);
        ref var b3 = ref Unsafe.Add(ref b2, rowLength);
        Vector512<T> c00 = default, c01 = default, c02 = default, c03 = default, c10 = default, c11 = default, c12 = default,
            c13 = default, c20 = default, c21 = default, c22 = default, c23 = default, c30 = default, c31 = default,
            c32 = default, c33 = default;
        for (nuint k = 0; k < (nuint)length; k += (nuint)Vector512<T>.Count)
        {
            var (x0, x1) = (Vector512.LoadUnsafe(ref a, k), Vector512.LoadUnsafe(ref a1, k));
            var (x2, x3) = (Vector512.LoadUnsafe(ref a2, k), Vector512.LoadUnsafe(ref a3, k));
            var y = Vector512.LoadUnsafe(ref b, k);
            c00 = Blocks.MultiplyAdd(x0, y, c00);
            c10 = Blocks.MultiplyAdd(x1, y, c10);
            c20 = Blocks.MultiplyAdd(x2, y, c20);
            c30 = Blocks.MultiplyAdd(x3, y, c30);
            y = Vector512.LoadUnsafe(ref b1, k);
            c01 = Blocks.MultiplyAdd(x0, y, c01);
            c11 = Blocks.MultiplyAdd(x1, y, c11);
            c21 = Blocks.MultiplyAdd(x2, y, c21);
            c31 = Blocks.MultiplyAdd(x3, y, c31);
            y = Vector512.LoadUnsafe(ref b2, k);
            c02 = Blocks.MultiplyAdd(x0, y, c02);
            c12 = Blocks.MultiplyAdd(x1, y, c12);
            c22 = Blocks.MultiplyAdd(x2, y, c22);
            c32 = Blocks.MultiplyAdd(x3, y, c32);
            y = Vector512.LoadUnsafe(ref b3, k);
            c03 = Blocks.MultiplyAdd(x0, y, c03);
            c13 = Blocks.MultiplyAdd(x1, y, c13);
            c23 = Blocks.MultiplyAdd(x2, y, c23);
            c33 = Blocks.MultiplyAdd(x3, y, c33);
        }

        Put(c00, c01, c02, c03, ref c, isContinued);
        Put(c10, c11, c12, c13, ref Unsafe.Add(ref c, stride), isContinued);
        Put(c20, c21, c22, c23, ref Unsafe.Add(ref c, 2 * stride), isContinued);
        Put(c30, c31, c32, c33, ref Unsafe.Add(ref c, 3 * stride), isContinued);
    }

    /// <summary>The products of two rows with two others, for processors with fewer registers.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void FourDots<T>(ref T a, ref T b, int rowLength, int length, ref T c, int stride, bool isContinued)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref var a1 = ref Unsafe.Add(ref a, rowLength);
        ref var b1 = ref Unsafe.Add(ref b, rowLength);
        Vector512<T> c00 = default, c01 = default, c10 = default, c11 = default;
        for (nuint k = 0; k < (nuint)length; k += (nuint)Vector512<T>.Count)
        {
            var (x0, x1) = (Vector512.LoadUnsafe(ref a, k), Vector512.LoadUnsafe(ref a1, k));
            var (y0, y1) = (Vector512.LoadUnsafe(ref b, k), Vector512.LoadUnsafe(ref b1, k));
            c00 = Blocks.MultiplyAdd(x0, y0, c00);
            c01 = Blocks.MultiplyAdd(x0, y1, c01);
            c10 = Blocks.MultiplyAdd(x1, y0, c10);
            c11 = Blocks.MultiplyAdd(x1, y1, c11);
        }

        Put(c00, c01, ref c, isContinued);
        Put(c10, c11, ref Unsafe.Add(ref c, stride), isContinued);
    }

    private static void Put<T>(
        Vector512<T> c0, Vector512<T> c1, Vector512<T> c2, Vector512<T> c3, ref T c, bool isContinued)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Put(c0, c1, ref c, isContinued);
        Put(c2, c3, ref Unsafe.Add(ref c, 2), isContinued);
    }

    private static void Put<T>(Vector512<T> c0, Vector512<T> c1, ref T c, bool isContinued)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref var next = ref Unsafe.Add(ref c, 1);
        c = (isContinued ? c : T.Zero) + T.CreateTruncating(Blocks.Sum(c0));
        next = (isContinued ? next : T.Zero) + T.CreateTruncating(Blocks.Sum(c1));
    }

    /// <summary>Four rows by four blocks of columns, in 16 registers.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void FourByFour<T>(
        T alpha, ref T b, int stride, ref T panel, int count, ref T x, ref T d, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref var b1 = ref Unsafe.Add(ref b, stride);
        ref var b2 = ref Unsafe.Add(ref b1, stride);
        ref var b3 = ref Unsafe.Add(ref b2, stride);
        Vector512<T> c00 = default, c01 = default, c02 = default, c03 = default, c10 = default, c11 = default, c12 = default,
            c13 = default, c20 = default, c21 = default, c22 = default, c23 = default, c30 = default, c31 = default,
            c32 = default, c33 = default;
        nuint width = (nuint)Vector512<T>.Count;
        for (nuint k = 0; k < (nuint)count; k++)
        {
            nuint at = 4 * width * k;
            var (y0, y1) = (Vector512.LoadUnsafe(ref panel, at), Vector512.LoadUnsafe(ref panel, at + width));
            var y2 = Vector512.LoadUnsafe(ref panel, at + (2 * width));
            var y3 = Vector512.LoadUnsafe(ref panel, at + (3 * width));
            var factor = Vector512.Create(Unsafe.Add(ref b, k));
            c00 = Blocks.MultiplyAdd(factor, y0, c00);
            c01 = Blocks.MultiplyAdd(factor, y1, c01);
            c02 = Blocks.MultiplyAdd(factor, y2, c02);
            c03 = Blocks.MultiplyAdd(factor, y3, c03);
            factor = Vector512.Create(Unsafe.Add(ref b1, k));
            c10 = Blocks.MultiplyAdd(factor, y0, c10);
            c11 = Blocks.MultiplyAdd(factor, y1, c11);
            c12 = Blocks.MultiplyAdd(factor, y2, c12);
            c13 = Blocks.MultiplyAdd(factor, y3, c13);
            factor = Vector512.Create(Unsafe.Add(ref b2, k));
            c20 = Blocks.MultiplyAdd(factor, y0, c20);
            c21 = Blocks.MultiplyAdd(factor, y1, c21);
            c22 = Blocks.MultiplyAdd(factor, y2, c22);
            c23 = Blocks.MultiplyAdd(factor, y3, c23);
            factor = Vector512.Create(Unsafe.Add(ref b3, k));
            c30 = Blocks.MultiplyAdd(factor, y0, c30);
            c31 = Blocks.MultiplyAdd(factor, y1, c31);
            c32 = Blocks.MultiplyAdd(factor, y2, c32);
            c33 = Blocks.MultiplyAdd(factor, y3, c33);
        }

        var scale = Vector512.Create(alpha);
        Put(scale, c00, c01, c02, c03, ref x, ref d);
        Put(scale, c10, c11, c12, c13, ref Unsafe.Add(ref x, columns), ref Unsafe.Add(ref d, columns));
        Put(scale, c20, c21, c22, c23, ref Unsafe.Add(ref x, 2 * columns), ref Unsafe.Add(ref d, 2 * columns));
        Put(scale, c30, c31, c32, c33, ref Unsafe.Add(ref x, 3 * columns), ref Unsafe.Add(ref d, 3 * columns));
    }

    /// <summary>Four rows by one block of columns.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void FourByOne<T>(
        T alpha, ref T b, int stride, ref T panel, int count, ref T x, ref T d, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref var b1 = ref Unsafe.Add(ref b, stride);
        ref var b2 = ref Unsafe.Add(ref b1, stride);
        ref var b3 = ref Unsafe.Add(ref b2, stride);
        Vector512<T> c0 = default, c1 = default, c2 = default, c3 = default;
        for (nuint k = 0; k < (nuint)count; k++)
        {
            var y = Vector512.LoadUnsafe(ref panel, (nuint)Vector512<T>.Count * k);
            c0 = Blocks.MultiplyAdd(Vector512.Create(Unsafe.Add(ref b, k)), y, c0);
            c1 = Blocks.MultiplyAdd(Vector512.Create(Unsafe.Add(ref b1, k)), y, c1);
            c2 = Blocks.MultiplyAdd(Vector512.Create(Unsafe.Add(ref b2, k)), y, c2);
            c3 = Blocks.MultiplyAdd(Vector512.Create(Unsafe.Add(ref b3, k)), y, c3);
        }

        var scale = Vector512.Create(alpha);
        Put(scale, c0, ref x, ref d, 0);
        Put(scale, c1, ref x, ref d, (nuint)columns);
        Put(scale, c2, ref x, ref d, 2 * (nuint)columns);
        Put(scale, c3, ref x, ref d, 3 * (nuint)columns);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<T>(
        Vector512<T> scale, Vector512<T> c0, Vector512<T> c1, Vector512<T> c2, Vector512<T> c3, ref T x, ref T d)
        where T : unmanaged
    {
        nuint width = (nuint)Vector512<T>.Count;
        Put(scale, c0, ref x, ref d, 0);
        Put(scale, c1, ref x, ref d, width);
        Put(scale, c2, ref x, ref d, 2 * width);
        Put(scale, c3, ref x, ref d, 3 * width);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<T>(Vector512<T> scale, Vector512<T> c, ref T x, ref T d, nuint at) where T : unmanaged =>
        Blocks.MultiplyAdd(scale, Vector512.LoadUnsafe(ref x, at), c).StoreUnsafe(ref d, at);
}
