namespace SamFast;

internal static partial class Elementary
{
    /// <summary>64 zeros, then the bits of 2 ÷ π after the point.</summary>
    private static ReadOnlySpan<ulong> TwoOverPi =>
    [
        0, 0xA2F9836E4E441529, 0xFC2757D1F534DDC0, 0xDB6295993C439041, 0xFE5163ABDEBBC561, 0xB7246E3A424DD2E0, 0x06492EEA09D1921C,
        0xFE1DEB1CB129A73E, 0xE88235F52EBB4484, 0xE99C7026B45F7E41, 0x3991D639835339F4, 0x9C845F8BBDF9283B, 0x1FF897FFDE05980F,
        0xEF2F118B5A0A6D1F, 0x6D367ECF27CB09B7, 0x4F463F669E5FEA2D, 0x7527BAC7EBE5F17B, 0x3D0739F78A5292EA, 0x6BFB5FB11F8D5D08,
        0x56033046FC7B6BAB,
    ];

    /// <summary>x − n·π ÷ 2 with the nearest n, for |x| above 1,000; NaN of ∞. The method is that of Payne and Hanek 1983.</summary>
    /// <remarks>x is an integer m times a power of two. Bits of 2 ÷ π whose product with m is a multiple of 4 are left out; 192 of the
    /// rest suffice for every <see cref="double"/>. The arithmetic is that of integers.</remarks>
    /// <param name="x">The argument.</param>
    /// <param name="quarters">The two lowest bits of n.</param>
    private static double RemainderOfHalfPi(double x, out int quarters)
    {
        quarters = 0;
        if (!double.IsFinite(x))
            return double.NaN;

        long bits = BitConverter.DoubleToInt64Bits(x);
        int exponent = (int)((bits >> DoubleFraction) & 0x7FF) - 1075;
        ulong m = ((ulong)bits & ((1UL << DoubleFraction) - 1)) | (1UL << DoubleFraction);

        // Two bits before the point, and 190 after it.
        var (word, shift) = Math.DivRem(exponent + 62, 64);
        ulong upper = Window(word, shift), middle = Window(word + 1, shift), lower = Window(word + 2, shift);
        ulong carried = Math.BigMul(m, lower, out ulong last);
        var rest = new UInt128(upper * m, 0) + ((UInt128)m * middle) + carried;
        int n = (int)(uint)(rest >> 126);
        var fraction = (rest << 2) | (last >> 62);

        // From ½ on, the next n is nearer.
        bool isBelow = fraction >> 127 != 0;
        if (isBelow)
        {
            n++;
            fraction = ~fraction + 1;
        }

        // The first 64 bits times π ÷ 2, rounded to odd before they are rounded to a double.
        int zeros = (int)UInt128.LeadingZeroCount(fraction);
        ulong angle = Math.BigMul((ulong)((fraction << zeros) >> 64), 0xC90FDAA22168C235, out _);
        double remainder = Math.ScaleB((double)(long)((angle >> 1) | (angle & 1)), -62 - zeros);
        bool isNegative = x < 0;
        quarters = (isNegative ? -n : n) & 3;
        return isNegative == isBelow ? remainder : -remainder;
    }

    /// <summary>64 bits of 2 ÷ π.</summary>
    private static ulong Window(int word, int shift) =>
        (ulong)((new UInt128(TwoOverPi[word], TwoOverPi[word + 1]) << shift) >> 64);
}
