using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SamFast;

internal static partial class Elementary
{
    /// <summary>xʸ.</summary>
    /// <remarks>e^(y·ln |x|), with the logarithm and the product as sums of two numbers, and the special cases of IEEE 754. One call for
    /// a register: the code is too long for a copy at each place.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static L Pow<L>(L x, L y) where L : ILanes<L>
    {
        bool isFused = s_isFused;
        var magnitude = L.Abs(x);
        var logarithm = LogParts(magnitude, isFused, out var lowerLogarithm);

        // No exponent beyond the bound has a finite result other than 0 and 1, and no product overflows.
        var bound = L.Create(L.IsDouble ? 1e20 : 1e12);
        var factor = L.MinNative(L.MaxNative(y, -bound), bound);
        var product = Multiply(factor, logarithm, isFused, out var error);
        var low = L.IfLess(L.Abs(product), L.Create(1000), error + (factor * lowerLogarithm), L.Zero);
        var power = TimesPowerOfTwo(ExpParts(WithinRangeOfExp(product), low, out L _, out var rounded), rounded);
        return LimitsOfPow(x, y, magnitude, power);
    }

    /// <summary>The special cases of xʸ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L LimitsOfPow<L>(L x, L y, L magnitude, L power) where L : ILanes<L>
    {
        var infinity = L.Create(double.PositiveInfinity);
        var isZero = L.Equal(magnitude, L.Zero);
        var limit = L.Select(isZero ^ L.LessThan(y, L.Zero), L.Zero, infinity);
        var result = L.Select(isZero | L.Equal(magnitude, infinity), limit, power);

        // A negative base: the sign of an odd exponent, NaN of one that is no integer.
        var exponent = L.Abs(y);
        var isInteger = IsInteger(exponent);
        var isOdd = isInteger & ~IsInteger(exponent * L.Create(0.5));
        result ^= x & L.Create(-0.0) & isOdd;
        var isUndefined = L.LessThan(x, L.Zero) & L.LessThan(magnitude, infinity) & ~isInteger;
        result = L.Select(isUndefined, L.Create(double.NaN), result);

        result = L.Select(L.Equal(x, x) & L.Equal(y, y), result, x + y);
        return L.IfEqual(y, L.Zero, L.One, L.IfEqual(x, L.One, L.One, result));
    }

    /// <summary>True where a number that is not negative is an integer, or ∞.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L IsInteger<L>(L magnitude) where L : ILanes<L>
    {
        var bound = L.Create(L.IsDouble ? 1L << DoubleFraction : 1L << SingleFraction);
        return L.Equal((magnitude + bound) - bound, magnitude) | ~L.LessThan(magnitude, bound);
    }

    /// <summary>The natural logarithm of positive numbers as a sum of two numbers, within a relative error of 2⁻⁶⁴, for float
    /// 2⁻³⁴.</summary>
    /// <remarks>ln(1 + f) = 2s + 2s·z·(⅓ + z·r(z)) with s = f ÷ (2 + f), z = s² and a minimax polynomial r.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L LogParts<L>(L value, bool isFused, out L low) where L : ILanes<L>
    {
        var f = Fraction(value, out var k);
        var sum = L.Create(2) + f;
        var reciprocal = L.One / sum;
        var s = f * reciprocal;
        var rest = (f - Multiply(s, sum, isFused, out L error)) - error;
        var sLow = (rest - (s * (f - (sum - L.Create(2))))) * reciprocal;

        var z = Multiply(s, s, isFused, out error);
        var zLow = error + ((s + s) * sLow);
        var third = L.Create(1.0 / 3);
        var tail = z * PowSeries(z);
        var u = third + tail;
        var uLow = ((third - u) + tail) + L.Create(L.IsDouble ? 1.850371707708594e-17 : -9.93410776e-9f);
        var t = Multiply(z, u, isFused, out error);
        var tLow = error + ((z * uLow) + (zLow * u));
        var w = Multiply(s, t, isFused, out error);
        var wLow = error + ((s * tLow) + (sLow * t));
        var half = s + w;
        var halfLow = ((s - half) + w) + (sLow + wLow);

        var whole = half + half;
        var first = k * L.Create(L.IsDouble ? UpperLn2 : UpperLn2OfSingle);
        var logarithm = first + whole;
        low = ((first - logarithm) + whole) + ((halfLow + halfLow) + (k * L.Create(L.IsDouble ? LowerLn2 : LowerLn2OfSingle)));
        return logarithm;
    }

    /// <summary>r(z) of artanh s = s + s·z·(⅓ + z·r(z)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L PowSeries<L>(L z) where L : ILanes<L>
    {
        if (!L.IsDouble)
        {
            var r = (z * L.Create(0.117093831f)) + L.Create(0.14273563f);
            return (r * z) + L.Create(0.200000763f);
        }

        // Pairs of terms: a shorter chain.
        var square = z * z;
        var upper = (z * L.Create(0.0662840819833258)) + L.Create(0.07693378692875324);
        upper = (square * L.Create(0.06598171084689793)) + upper;
        var middle = (z * L.Create(0.09090892182992248)) + L.Create(0.1111111125996794);
        var lower = (z * L.Create(0.1428571428504975)) + L.Create(0.20000000000001128);
        return (((upper * square) + middle) * square) + lower;
    }

    /// <summary>a·b and its rounding error, exactly: the same bits with and without fused multiply-add.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L Multiply<L>(L a, L b, bool isFused, out L error) where L : ILanes<L>
    {
        var product = a * b;
        if (isFused)
        {
            error = L.MultiplyAdd(a, b, -product);
            return product;
        }

        // Dekker's product of halves.
        var splitter = L.Create(L.IsDouble ? (1 << 27) + 1 : (1 << 12) + 1);
        L c = a * splitter, d = b * splitter;
        L upperA = c - (c - a), upperB = d - (d - b);
        L lowerA = a - upperA, lowerB = b - upperB;
        error = (((upperA * upperB) - product) + (upperA * lowerB) + (lowerA * upperB)) + (lowerA * lowerB);
        return product;
    }

    /// <summary>True if <see cref="ILanes{L}.MultiplyAdd"/> rounds once. Native code for older processors does not fuse on newer ones,
    /// although these report the instruction.</summary>
    private static readonly bool s_isFused = ErrorOfSquare(Vector128.Create(1 + (1.0 / (1 << 30)))) != 0;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double ErrorOfSquare(Vector128<double> a) => Vector128.MultiplyAddEstimate(a, a, -(a * a)).ToScalar();
}
