using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SamFast;

/// <summary>Sums over two vectors, and sums of two vectors. Sums in the type of the elements within 4,096 of them, and
/// in double across.</summary>
internal static partial class Pairs
{
    /// <summary>⟨a, b⟩, ‖a‖² and ‖b‖².</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static (double Dot, double SquaredA, double SquaredB) Products<T>(ref T a, ref T b, nuint length)
    {
        nuint block = (nuint)Vector512<T>.Count;
        double dot = 0, squaredA = 0, squaredB = 0;
        for (nuint i = 0; i < length;)
        {
            nuint end = nuint.Min(i + Tiling.TileLength, length);
            nuint whole = end - ((end - i) % block);
            var ab = Vector512<T>.Zero;
            var aa = Vector512<T>.Zero;
            var bb = Vector512<T>.Zero;
            for (; i < whole; i += block)
            {
                var x = Vector512.LoadUnsafe(ref a, i);
                var y = Vector512.LoadUnsafe(ref b, i);
                ab += x * y;
                aa += x * x;
                bb += y * y;
            }

            if (i < end)
            {
                var x = Pieces.Load(ref Unsafe.Add(ref a, i), (int)(end - i));
                var y = Pieces.Load(ref Unsafe.Add(ref b, i), (int)(end - i));
                ab += x * y;
                aa += x * x;
                bb += y * y;
                i = end;
            }

            dot += Blocks.Sum(ab);
            squaredA += Blocks.Sum(aa);
            squaredB += Blocks.Sum(bb);
        }

        return (dot, squaredA, squaredB);
    }

    /// <summary>Writes α·a + β·b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Combine<T>(double alpha, ref T a, double beta, ref T b, ref T destination, nuint length)
    {
        var factorA = Blocks.Constant<T>(alpha);
        var factorB = Blocks.Constant<T>(beta);
        nuint block = (nuint)Vector512<T>.Count, i = 0;
        for (; i + block <= length; i += block)
        {
            var sum = factorA * Vector512.LoadUnsafe(ref a, i) + factorB * Vector512.LoadUnsafe(ref b, i);
            sum.StoreUnsafe(ref destination, i);
        }

        if (i == length)
            return;
        int rest = (int)(length - i);
        var part = factorA * Pieces.Load(ref Unsafe.Add(ref a, i), rest)
            + factorB * Pieces.Load(ref Unsafe.Add(ref b, i), rest);
        Pieces.Store(part, ref Unsafe.Add(ref destination, i), rest);
    }
}
