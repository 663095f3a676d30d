using System.Runtime.CompilerServices;

namespace SamFast;

internal static partial class MatrixProduct
{
    /// <summary>The rows of a tile. With two columns of registers, twelve sums, two loads and a factor fit into 16 registers.</summary>
    internal const int TileRows = 6;

    /// <summary>Six rows by two registers of columns.</summary>
    /// <param name="a">The left factor.</param>
    /// <param name="rows">The number of rows; for those beyond, the last is repeated.</param>
    /// <param name="panel">The right factor, packed.</param>
    /// <param name="count">The number of summands.</param>
    /// <param name="c">The product.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void SixByTwo<L, T>(Strip<T> a, int rows, ref T panel, nuint count, Target<T> c)
        where L : struct, ILanes<L, T>
        where T : unmanaged
    {
        ref var a0 = ref a.First;
        ref var a1 = ref Unsafe.Add(ref a0, rows > 1 ? a.RowStride : 0);
        ref var a2 = ref Unsafe.Add(ref a1, rows > 2 ? a.RowStride : 0);
        ref var a3 = ref Unsafe.Add(ref a2, rows > 3 ? a.RowStride : 0);
        ref var a4 = ref Unsafe.Add(ref a3, rows > 4 ? a.RowStride : 0);
        ref var a5 = ref Unsafe.Add(ref a4, rows > 5 ? a.RowStride : 0);
        ref var c0 = ref c.First;
        ref var c1 = ref Unsafe.Add(ref c0, c.Stride);
        ref var c2 = ref Unsafe.Add(ref c1, c.Stride);
        ref var c3 = ref Unsafe.Add(ref c2, c.Stride);
        ref var c4 = ref Unsafe.Add(ref c3, c.Stride);
        ref var c5 = ref Unsafe.Add(ref c4, c.Stride);
        nuint width = (nuint)L.Count, at = 0, step = a.InnerStride;
        L s00 = L.Zero, s01 = L.Zero, s10 = L.Zero, s11 = L.Zero, s20 = L.Zero, s21 = L.Zero, s30 = L.Zero,
            s31 = L.Zero, s40 = L.Zero, s41 = L.Zero, s50 = L.Zero, s51 = L.Zero;
        if (c.IsContinued)
        {
            (s00, s01) = (L.Load(ref c0, 0), L.Load(ref c0, width));
            (s10, s11) = (L.Load(ref c1, 0), L.Load(ref c1, width));
            (s20, s21) = (L.Load(ref c2, 0), L.Load(ref c2, width));
            (s30, s31) = (L.Load(ref c3, 0), L.Load(ref c3, width));
            (s40, s41) = (L.Load(ref c4, 0), L.Load(ref c4, width));
            (s50, s51) = (L.Load(ref c5, 0), L.Load(ref c5, width));
        }

        for (; count > 0; count--)
        {
            var (b0, b1) = (L.Load(ref panel, 0), L.Load(ref panel, width));
            var factor = L.Broadcast(Unsafe.Add(ref a0, at));
            s00 = L.MultiplyAdd(factor, b0, s00);
            s01 = L.MultiplyAdd(factor, b1, s01);
            factor = L.Broadcast(Unsafe.Add(ref a1, at));
            s10 = L.MultiplyAdd(factor, b0, s10);
            s11 = L.MultiplyAdd(factor, b1, s11);
            factor = L.Broadcast(Unsafe.Add(ref a2, at));
            s20 = L.MultiplyAdd(factor, b0, s20);
            s21 = L.MultiplyAdd(factor, b1, s21);
            factor = L.Broadcast(Unsafe.Add(ref a3, at));
            s30 = L.MultiplyAdd(factor, b0, s30);
            s31 = L.MultiplyAdd(factor, b1, s31);
            factor = L.Broadcast(Unsafe.Add(ref a4, at));
            s40 = L.MultiplyAdd(factor, b0, s40);
            s41 = L.MultiplyAdd(factor, b1, s41);
            factor = L.Broadcast(Unsafe.Add(ref a5, at));
            s50 = L.MultiplyAdd(factor, b0, s50);
            s51 = L.MultiplyAdd(factor, b1, s51);
            at += step;
            panel = ref Unsafe.Add(ref panel, 2 * width);
        }

        L.Store(s00, ref c0, 0);
        L.Store(s01, ref c0, width);
        L.Store(s10, ref c1, 0);
        L.Store(s11, ref c1, width);
        L.Store(s20, ref c2, 0);
        L.Store(s21, ref c2, width);
        L.Store(s30, ref c3, 0);
        L.Store(s31, ref c3, width);
        L.Store(s40, ref c4, 0);
        L.Store(s41, ref c4, width);
        L.Store(s50, ref c5, 0);
        L.Store(s51, ref c5, width);
    }

    /// <summary>Six rows by one register of columns.</summary>
    /// <param name="a">The left factor.</param>
    /// <param name="rows">The number of rows; for those beyond, the last is repeated.</param>
    /// <param name="panel">The right factor, packed.</param>
    /// <param name="count">The number of summands.</param>
    /// <param name="c">The product.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void SixByOne<L, T>(Strip<T> a, int rows, ref T panel, nuint count, Target<T> c)
        where L : struct, ILanes<L, T>
        where T : unmanaged
    {
        ref var a0 = ref a.First;
        ref var a1 = ref Unsafe.Add(ref a0, rows > 1 ? a.RowStride : 0);
        ref var a2 = ref Unsafe.Add(ref a1, rows > 2 ? a.RowStride : 0);
        ref var a3 = ref Unsafe.Add(ref a2, rows > 3 ? a.RowStride : 0);
        ref var a4 = ref Unsafe.Add(ref a3, rows > 4 ? a.RowStride : 0);
        ref var a5 = ref Unsafe.Add(ref a4, rows > 5 ? a.RowStride : 0);
        ref var c0 = ref c.First;
        ref var c1 = ref Unsafe.Add(ref c0, c.Stride);
        ref var c2 = ref Unsafe.Add(ref c1, c.Stride);
        ref var c3 = ref Unsafe.Add(ref c2, c.Stride);
        ref var c4 = ref Unsafe.Add(ref c3, c.Stride);
        ref var c5 = ref Unsafe.Add(ref c4, c.Stride);
        nuint width = (nuint)L.Count, at = 0, step = a.InnerStride;
        L s00 = L.Zero, s10 = L.Zero, s20 = L.Zero, s30 = L.Zero, s40 = L.Zero, s50 = L.Zero;
        if (c.IsContinued)
        {
            s00 = L.Load(ref c0, 0);
            s10 = L.Load(ref c1, 0);
            s20 = L.Load(ref c2, 0);
            s30 = L.Load(ref c3, 0);
            s40 = L.Load(ref c4, 0);
            s50 = L.Load(ref c5, 0);
        }

        for (; count > 0; count--)
        {
            var b0 = L.Load(ref panel, 0);
            var factor = L.Broadcast(Unsafe.Add(ref a0, at));
            s00 = L.MultiplyAdd(factor, b0, s00);
            factor = L.Broadcast(Unsafe.Add(ref a1, at));
            s10 = L.MultiplyAdd(factor, b0, s10);
            factor = L.Broadcast(Unsafe.Add(ref a2, at));
            s20 = L.MultiplyAdd(factor, b0, s20);
            factor = L.Broadcast(Unsafe.Add(ref a3, at));
            s30 = L.MultiplyAdd(factor, b0, s30);
            factor = L.Broadcast(Unsafe.Add(ref a4, at));
            s40 = L.MultiplyAdd(factor, b0, s40);
            factor = L.Broadcast(Unsafe.Add(ref a5, at));
            s50 = L.MultiplyAdd(factor, b0, s50);
            at += step;
            panel = ref Unsafe.Add(ref panel, width);
        }

        L.Store(s00, ref c0, 0);
        L.Store(s10, ref c1, 0);
        L.Store(s20, ref c2, 0);
        L.Store(s30, ref c3, 0);
        L.Store(s40, ref c4, 0);
        L.Store(s50, ref c5, 0);
    }
}
