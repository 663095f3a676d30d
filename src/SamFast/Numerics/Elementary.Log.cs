using System.Runtime.CompilerServices;

namespace SamFast;

internal static partial class Elementary
{
    /// <summary>The natural logarithm.</summary>
    /// <remarks>x = 2ᵏ·(1 + f) with 1 + f between √½ and √2, and ln(1 + f) = f − s·(f − z·p(z)) with s = f ÷ (2 + f) and
    /// z = s²: the series of artanh with the minimax coefficients of Remez' algorithm. No product is fused with a
    /// sum.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L LogOfSingles<L>(L value) where L : ILanes<L>
    {
        const int FractionBits = 23, RootOfHalf = 0x3F3504F3;
        const float SmallestNormal = 1.17549435e-38f;
        var x = L.IfLess(value, L.Create(SmallestNormal), value * L.Create(1 << FractionBits), value);
        var above = L.SubtractBits(x, L.CreateBits(RootOfHalf));
        var k = L.ConvertBits(L.ShiftRightArithmetic(above, FractionBits)) - L.IfLess(value, L.Create(SmallestNormal), L.Create(FractionBits), L.Zero);
        var f = L.AddBits(above & L.CreateBits((1 << FractionBits) - 1), L.CreateBits(RootOfHalf)) - L.One;

        var s = f / (L.Create(2) + f);
        var z = s * s;
        var p = (z * L.Create(0.298718631f)) + L.Create(0.399775356f);
        p = (p * z) + L.Create(0.666667759f);
        var tail = (s * (f - (z * p))) - (k * L.Create(-2.12194440e-4f));
        return Special(value, (k * L.Create(0.693359375f)) + (f - tail));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L LogOfDoubles<L>(L value) where L : ILanes<L>
    {
        const int FractionBits = 52;
        const long RootOfHalf = 0x3FE6A09E667F3BCD;
        const double SmallestNormal = 2.2250738585072014e-308, Magic = 6755399441055744;
        var x = L.IfLess(value, L.Create(SmallestNormal), value * L.Create(1L << FractionBits), value);

        // The exponent plus 2048, which is positive, under the bits of 1.5·2⁵²: faster than a conversion.
        var above = L.AddBits(L.SubtractBits(x, L.CreateBits(RootOfHalf)), L.CreateBits(2048L << FractionBits));
        var k = L.AddBits(L.ShiftRight(above, FractionBits), L.CreateBits(BitConverter.DoubleToInt64Bits(Magic)))
            - L.IfLess(value, L.Create(SmallestNormal), L.Create(Magic + 2048 + FractionBits), L.Create(Magic + 2048));
        var f = L.AddBits(above & L.CreateBits((1L << FractionBits) - 1), L.CreateBits(RootOfHalf)) - L.One;

        var s = f / (L.Create(2) + f);
        var z = s * s;
        var p = (z * L.Create(0.14796106032664633)) + L.Create(0.15314035770607612);
        p = (p * z) + L.Create(0.18183564869481744);
        p = (p * z) + L.Create(0.22222198563424087);
        p = (p * z) + L.Create(0.2857142874247558);
        p = (p * z) + L.Create(0.39999999999414315);
        p = (p * z) + L.Create(0.6666666666666734);
        var tail = (s * (f - (z * p))) - (k * L.Create(LowerLn2));
        return Special(value, (k * L.Create(UpperLn2)) + (f - tail));
    }

    /// <summary>The logarithm for positive finite arguments, and its limits or NaN otherwise.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L Special<L>(L value, L logarithm) where L : ILanes<L>
    {
        var infinity = L.Create(double.PositiveInfinity);
        return L.IfGreater(
            value, L.Zero, L.IfLess(value, infinity, logarithm, value),
            L.IfEqual(value, L.Zero, -infinity, L.IfEqual(value, value, L.Create(double.NaN), value)));
    }
}
