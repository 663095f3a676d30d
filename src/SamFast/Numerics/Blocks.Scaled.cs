using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SamFast;

/// <summary>Sums of products that neither overflow nor underflow: elements are divided by a power of two near the largest
/// one. For the rare case that the plain sum did.</summary>
internal static partial class Blocks
{
    /// <summary>‖a‖, computed without overflow or underflow.</summary>
    internal static double Norm<T>(ReadOnlySpan<T> a) where T : unmanaged
    {
        double square = Dot(a, a);
        return ScaledSum.IsSafe<T>(square) ? Math.Sqrt(square) : ScaledDot(a, a).Root();
    }

    /// <summary>a ← a·factor, in two steps where the factor is beyond the normal numbers of the type.</summary>
    internal static void Scale<T>(Span<T> a, double factor) where T : unmanaged
    {
        var (smallest, largest) = typeof(T) == typeof(float) ? (1.2e-38, 3.4e38) : (2.3e-308, 1.7e308);
        double first = Math.Abs(factor) < smallest || Math.Abs(factor) > largest
            ? Math.ScaleB(1, Math.Clamp(Math.ILogB(factor) / 2, -1022, 1022)) : 1;
        if (first != 1 && factor != 0 && double.IsFinite(factor))
        {
            Multiply(a, Constant<T>(first)[0]);
            factor /= first;
        }

        Multiply(a, Constant<T>(factor)[0]);
    }

    /// <summary>Σab. NaN and infinity pass as in the plain sum.</summary>
    internal static ScaledSum ScaledDot<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b) where T : unmanaged
    {
        var sum = default(ScaledSum);
        for (int start = 0; start < a.Length; start += Tiling.TileLength)
        {
            int length = Math.Min(Tiling.TileLength, a.Length - start);
            sum += ScaledTile(a.Slice(start, length), b.Slice(start, length));
        }

        return sum;
    }

    private static ScaledSum ScaledTile<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b) where T : unmanaged
    {
        double largestA = MaxMagnitude(a), largestB = MaxMagnitude(b);
        if (!double.IsFinite(largestA) || !double.IsFinite(largestB))
            return new(Dot(a, b), 0);
        if (largestA == 0 || largestB == 0)
            return default;

        int limit = typeof(T) == typeof(float) ? 126 : 1022;
        int exponentA = Math.Clamp(Math.ILogB(largestA), -limit, limit);
        int exponentB = Math.Clamp(Math.ILogB(largestB), -limit, limit);
        var (scaleA, scaleB) = (Constant<T>(Math.ScaleB(1, -exponentA)), Constant<T>(Math.ScaleB(1, -exponentB)));
        ref var left = ref MemoryMarshal.GetReference(a);
        ref var right = ref MemoryMarshal.GetReference(b);
        var sum = Vector512<T>.Zero;
        for (int i = 0; i < a.Length; i += Vector512<T>.Count)
            sum = MultiplyAdd(scaleA * Load(ref left, i, a.Length), scaleB * Load(ref right, i, a.Length), sum);
        return new(Sum(sum), exponentA + exponentB);
    }

    /// <summary>The largest magnitude; NaN where there is one.</summary>
    private static double MaxMagnitude<T>(ReadOnlySpan<T> a) where T : unmanaged
    {
        ref var first = ref MemoryMarshal.GetReference(a);
        var largest = Vector512<T>.Zero;
        for (int i = 0; i < a.Length; i += Vector512<T>.Count)
            largest = Vector512.Max(largest, Vector512.Abs(Load(ref first, i, a.Length)));
        return Max(largest);
    }
}
