using System.Runtime.CompilerServices;

namespace SamFast;

internal static partial class Elementary
{
    /// <summary>The natural logarithm.</summary>
    /// <remarks>x = 2ᵏ·(1 + f) with 1 + f between √½ and √2, and ln(1 + f) = f − s·(f − z·p(z)) with s = f ÷ (2 + f) and
    /// z = s²: the series of artanh with the minimax coefficients of Remez' algorithm. No product is fused with a
    /// sum.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Log<L>(L value) where L : ILanes<L>
    {
        var f = Fraction(value, out var k);
        return LimitsOfLog(value, value, LogOfParts(f, k));
    }

    /// <summary>The natural logarithm of positive normal numbers, with the same bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L LogOfNormal<L>(L value) where L : ILanes<L>
    {
        var f = FractionOfNormal(value, L.Create(OffsetOfExponent<L>()), out var k);
        return LogOfParts(f, k);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L LogOfParts<L>(L f, L k) where L : ILanes<L>
    {
        var s = f / (L.Create(2) + f);
        var z = s * s;
        var tail = (s * (f - (z * LogSeries(z)))) - (k * L.Create(L.IsDouble ? LowerLn2 : LowerLn2OfSingle));
        return (k * L.Create(L.IsDouble ? UpperLn2 : UpperLn2OfSingle)) + (f - tail);
    }

    /// <summary>ln(1 + x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L LogP1<L>(L value) where L : ILanes<L>
    {
        var logarithm = LimitsOfLog(value, L.One + value, LogOfSum(value));
        return L.IfEqual(value, L.Zero, value, logarithm);
    }

    /// <summary>ln(1 + x), for x between −1, which is excluded, and the largest number.</summary>
    /// <remarks>Rounding 1 + x to u loses c = x − (u − 1), and the slope of the logarithm at u is 1 ÷ u. With u = 2ᵏ·(1 + f),
    /// c ÷ u = c·2⁻ᵏ·(1 − s) ÷ (1 + s), of which a few terms suffice.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L LogOfSum<L>(L value) where L : ILanes<L>
    {
        var u = L.One + value;
        var lost = L.IfGreater(value, L.One, L.One - (u - value), value - (u - L.One));
        var f = FractionOfNormal(u, L.Create(OffsetOfExponent<L>()), out var k);

        var s = f / (L.Create(2) + f);
        var z = s * s;
        var slope = L.One - ((s + s) * (L.One - (s * (L.One - s))));
        var correction = (lost * PowerOfMinus(k)) * slope;
        var tail = ((s * (f - (z * LogSeries(z)))) - (k * L.Create(L.IsDouble ? LowerLn2 : LowerLn2OfSingle))) - correction;
        return (k * L.Create(L.IsDouble ? UpperLn2 : UpperLn2OfSingle)) + (f - tail);
    }

    /// <summary>2⁻ᵏ, or 0 where it is subnormal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L PowerOfMinus<L>(L k) where L : ILanes<L>
    {
        var exponent = L.MaxNative(L.Create(Magic<L>() + Bias<L>()) - k, L.Create(Magic<L>()));
        return ShiftToExponent(L.SubtractBits(exponent, L.CreateBits(L.IsDouble ? BitsOfMagic : BitsOfMagicOfSingle)));
    }

    /// <summary>p(z) of ln(1 + f) = f − s·(f − z·p(z)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L LogSeries<L>(L z) where L : ILanes<L>
    {
        L p;
        if (!L.IsDouble)
        {
            p = (z * L.Create(0.298718631f)) + L.Create(0.399775356f);
            return (p * z) + L.Create(0.666667759f);
        }

        p = (z * L.Create(0.14796106032664633)) + L.Create(0.15314035770607612);
        p = (p * z) + L.Create(0.18183564869481744);
        p = (p * z) + L.Create(0.22222198563424087);
        p = (p * z) + L.Create(0.2857142874247558);
        p = (p * z) + L.Create(0.39999999999414315);
        return (p * z) + L.Create(0.6666666666666734);
    }

    /// <summary>f and k of x = 2ᵏ·(1 + f), for positive x, subnormal ones included.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L Fraction<L>(L value, out L k) where L : ILanes<L>
    {
        var smallestNormal = L.Create(L.IsDouble ? 2.2250738585072014e-308 : 1.17549435e-38f);
        double bits = L.IsDouble ? DoubleFraction : SingleFraction;
        var x = L.IfLess(value, smallestNormal, value * L.Create(L.IsDouble ? 1L << DoubleFraction : 1L << SingleFraction), value);
        var offset = L.IfLess(value, smallestNormal, L.Create(OffsetOfExponent<L>() + bits), L.Create(OffsetOfExponent<L>()));
        return FractionOfNormal(x, offset, out k);
    }

    /// <summary>f and k for positive normal x.</summary>
    /// <param name="x">The numbers.</param>
    /// <param name="offset">The number to subtract from k, plus <see cref="OffsetOfExponent"/>.</param>
    /// <param name="k">k.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L FractionOfNormal<L>(L x, L offset, out L k) where L : ILanes<L>
    {
        if (!L.IsDouble)
        {
            const int RootOfHalf = 0x3F3504F3;
            var above = L.SubtractBits(x, L.CreateBits(RootOfHalf));
            k = L.ConvertBits(L.ShiftRightArithmetic(above, SingleFraction)) - offset;
            return L.AddBits(above & L.CreateBits((1 << SingleFraction) - 1), L.CreateBits(RootOfHalf)) - L.One;
        }
        else
        {
            // The exponent plus 2048, which is positive, under the bits of 1.5·2⁵²: faster than a conversion.
            const long RootOfHalf = 0x3FE6A09E667F3BCD;
            var above = L.AddBits(L.SubtractBits(x, L.CreateBits(RootOfHalf)), L.CreateBits(2048L << DoubleFraction));
            k = L.AddBits(L.ShiftRight(above, DoubleFraction), L.CreateBits(BitsOfMagic)) - offset;
            return L.AddBits(above & L.CreateBits((1L << DoubleFraction) - 1), L.CreateBits(RootOfHalf)) - L.One;
        }
    }

    /// <summary>The exponent 0 as <see cref="FractionOfNormal"/> represents it before the offset is subtracted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double OffsetOfExponent<L>() where L : ILanes<L> => L.IsDouble ? Magic<L>() + 2048 : 0;

    /// <summary>The logarithm for positive finite arguments, and its limits or NaN otherwise.</summary>
    /// <param name="value">The argument of the function.</param>
    /// <param name="argument">The argument of the logarithm.</param>
    /// <param name="logarithm">The result where it is positive and finite.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L LimitsOfLog<L>(L value, L argument, L logarithm) where L : ILanes<L>
    {
        var infinity = L.Create(double.PositiveInfinity);
        return L.IfGreater(
            argument, L.Zero, L.IfLess(argument, infinity, logarithm, value),
            L.IfEqual(argument, L.Zero, -infinity, L.IfEqual(value, value, L.Create(double.NaN), value)));
    }
}
