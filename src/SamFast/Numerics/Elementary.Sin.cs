using System.Runtime.CompilerServices;

namespace SamFast;

internal static partial class Elementary
{
    /// <summary>The sine.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Sin<L>(L value) where L : ILanes<L>
    {
        var result = QuarterWaves(value, 0);
        return L.IfEqual(value, L.Zero, value, result);
    }

    /// <summary>The cosine: the sine a quarter of a turn later.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Cos<L>(L value) where L : ILanes<L> => QuarterWaves(value, 1);

    /// <summary>sin(x + quarters·π ÷ 2).</summary>
    /// <remarks>x = n·π ÷ 2 + r with |r| ≤ π ÷ 4. The parts of π ÷ 2 are so short that their products with n are exact; the rounding
    /// errors of the first differences are added to the last. Rare arguments with a larger n are reduced one by one.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L QuarterWaves<L>(L value, int quarters) where L : ILanes<L>
    {
        var rounded = Nearest(value, L.Create(0.63661977236758134), out var n);
        L r;
        if (L.IsDouble)
        {
            var first = value - (n * L.Create(1.5707963267923333));
            r = Subtract(first, n * L.Create(2.5633441515971907e-12), out var error);
            r -= (n * L.Create(-2.6718907338610155e-24)) - error;
        }
        else
        {
            var first = value - (n * L.Create(1.57080078f));
            var second = Subtract(first, n * L.Create(-4.45358455e-6f), out var error);
            r = Subtract(second, n * L.Create(-8.70613803e-10f), out var nextError);
            r -= (n * L.Create(6.22337197e-14f)) - (error + nextError);
        }

        var result = QuarterWave(r, L.AddBits(rounded, L.CreateBits(quarters)));
        var limit = L.Create(LargestOfQuarters<L>());
        if (L.Any(L.GreaterThan(L.Abs(value), limit)))
            result = QuarterWavesOfLarge(value, result, quarters);
        return L.IfEqual(value, value, result, value);
    }

    /// <summary>a − b and the rounding error of it, if |a| ≥ |b| or the difference is exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L Subtract<L>(L a, L b, out L error) where L : ILanes<L>
    {
        var difference = a - b;
        error = (a - difference) - b;
        return difference;
    }

    /// <summary>sin(r + n·π ÷ 2) for |r| ≤ π ÷ 4, by the minimax polynomials of Remez' algorithm.</summary>
    /// <param name="r">r.</param>
    /// <param name="quarters">n in the two lowest bits.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L QuarterWave<L>(L r, L quarters) where L : ILanes<L>
    {
        var square = r * r;
        L sine, cosine;
        if (L.IsDouble)
        {
            sine = (square * L.Create(1.5896580374267918e-10)) + L.Create(-2.505075452526241e-8);
            cosine = (square * L.Create(-1.1359499907749809e-11)) + L.Create(2.087572051550947e-9);
            sine = (sine * square) + L.Create(2.755731366984237e-6);
            cosine = (cosine * square) + L.Create(-2.755731433281678e-7);
            sine = (sine * square) + L.Create(-1.9841269829746873e-4);
            cosine = (cosine * square) + L.Create(2.4801587289417488e-5);
            sine = (sine * square) + L.Create(8.333333333322342e-3);
            cosine = (cosine * square) + L.Create(-1.3888888888874025e-3);
            sine = (sine * square) + L.Create(-0.16666666666666632);
            cosine = (cosine * square) + L.Create(4.16666666666666e-2);
        }
        else
        {
            sine = (square * L.Create(-1.95168119e-4f)) + L.Create(8.33217427e-3f);
            cosine = (square * L.Create(2.44378862e-5f)) + L.Create(-1.3887363e-3f);
            sine = (sine * square) + L.Create(-0.166666552f);
            cosine = (cosine * square) + L.Create(4.16666456e-2f);
        }

        sine = r + ((r * square) * sine);
        cosine = L.One + (square * ((square * cosine) - L.Create(0.5)));

        var isOdd = L.SubtractBits(L.Zero, quarters & L.CreateBits(1));
        var second = quarters & L.CreateBits(2);
        return L.Select(isOdd, cosine, sine) ^ (L.IsDouble ? L.ShiftLeft(second, 62) : L.ShiftLeft(second, 30));
    }

    /// <summary>The largest argument whose n has exact products: 15 bits for double, 12 for float.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double LargestOfQuarters<L>() where L : ILanes<L> => L.IsDouble ? 51_470 : 6_433;

    /// <summary>Computes the lanes beyond the limit, and keeps the others.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static L QuarterWavesOfLarge<L>(L value, L others, int quarters) where L : ILanes<L>
    {
        var (remainders, counts) = (L.Zero, L.Zero);
        for (int i = 0; i < L.Count; i++)
        {
            double x = L.IsDouble ? Unsafe.Add(ref Unsafe.As<L, double>(ref value), i) : Unsafe.Add(ref Unsafe.As<L, float>(ref value), i);
            if (!(Math.Abs(x) > LargestOfQuarters<L>()))
                continue;
            double remainder = RemainderOfHalfPi(x, out int n);
            if (L.IsDouble)
            {
                Unsafe.Add(ref Unsafe.As<L, double>(ref remainders), i) = remainder;
                Unsafe.Add(ref Unsafe.As<L, long>(ref counts), i) = n + quarters;
            }
            else
            {
                Unsafe.Add(ref Unsafe.As<L, float>(ref remainders), i) = (float)remainder;
                Unsafe.Add(ref Unsafe.As<L, int>(ref counts), i) = n + quarters;
            }
        }

        return L.IfGreater(L.Abs(value), L.Create(LargestOfQuarters<L>()), QuarterWave(remainders, counts), others);
    }
}
