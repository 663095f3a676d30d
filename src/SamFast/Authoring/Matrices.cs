using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SamFast.Authoring;

/// <summary>
/// Products of matrices with their own transpose, which are symmetric: half of the work of <see cref="MatrixProduct"/>. Row-major,
/// padded with zeros to whole blocks, blocked in registers; the order of summation is the same on every processor.
/// </summary>
internal static class Matrices
{
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
}
