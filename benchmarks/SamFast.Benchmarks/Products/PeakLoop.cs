using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using SamFast.Runtime;

namespace SamFast.Benchmarks.Products;

/// <summary>Multiply-adds of registers alone: the peak of the processor.</summary>
internal static class PeakLoop
{
    private const int Sums = 12;

    /// <summary>Computes the multiply-adds of a number of products of one size, or a few more.</summary>
    /// <param name="multiplyAdds">The number of multiply-adds.</param>
    /// <returns>The number that was computed, and a result that keeps the compiler from removing the loop.</returns>
    internal static (double Count, double Result) Run<T>(double multiplyAdds) where T : unmanaged
    {
        if (Vector512.IsHardwareAccelerated)
            return Run<Lanes512<T>, T>(multiplyAdds);
        return Vector256.IsHardwareAccelerated ? Run<Lanes256<T>, T>(multiplyAdds) : Run<Lanes128<T>, T>(multiplyAdds);
    }

    private static (double Count, double Result) Run<L, T>(double multiplyAdds)
        where L : struct, ILanes<L, T>
        where T : unmanaged
    {
        long rounds = (long)Math.Ceiling(multiplyAdds / (Sums * L.Count));
        var result = Loop(rounds, L.Create(0.5), L.Create(1));
        return ((double)rounds * Sums * L.Count, Unsafe.As<L, byte>(ref result));
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static L Loop<L>(long rounds, L a, L b) where L : struct, ILanes<L>
    {
        L s0 = b, s1 = b, s2 = b, s3 = b, s4 = b, s5 = b, s6 = b, s7 = b, s8 = b, s9 = b, s10 = b, s11 = b;
        for (; rounds > 0; rounds--)
        {
            s0 = L.MultiplyAdd(s0, a, b);
            s1 = L.MultiplyAdd(s1, a, b);
            s2 = L.MultiplyAdd(s2, a, b);
            s3 = L.MultiplyAdd(s3, a, b);
            s4 = L.MultiplyAdd(s4, a, b);
            s5 = L.MultiplyAdd(s5, a, b);
            s6 = L.MultiplyAdd(s6, a, b);
            s7 = L.MultiplyAdd(s7, a, b);
            s8 = L.MultiplyAdd(s8, a, b);
            s9 = L.MultiplyAdd(s9, a, b);
            s10 = L.MultiplyAdd(s10, a, b);
            s11 = L.MultiplyAdd(s11, a, b);
        }

        return s0 + s1 + (s2 + s3) + (s4 + s5) + (s6 + s7) + (s8 + s9) + (s10 + s11);
    }
}
