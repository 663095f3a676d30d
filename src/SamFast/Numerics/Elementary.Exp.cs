using System.Runtime.CompilerServices;

namespace SamFast;

internal static partial class Elementary
{
    /// <summary>eˣ.</summary>
    /// <remarks>x = n·ln 2 + r with |r| ≤ ½ ln 2, and eʳ by its minimax polynomial 1 + r + r²·q(r), found by Remez' algorithm.
    /// Products are rounded before they are added, so the bits do not depend on whether the processor fuses the two.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Exp<L>(L value) where L : ILanes<L>
    {
        var power = ExpOfRemainder(WithinRangeOfExp(value), out var rounded);
        return L.IfEqual(value, value, TimesPowerOfTwo(power, rounded), value);
    }

    /// <summary>eˣ with the same bits, where it is a normal number.</summary>
    /// <param name="value">Numbers of a magnitude below 700, or 80 in float.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L ExpOfModerate<L>(L value) where L : ILanes<L>
    {
        var power = ExpOfRemainder(value, out var rounded);
        return power * ShiftToExponent(L.SubtractBits(rounded, L.CreateBits((L.IsDouble ? BitsOfMagic : BitsOfMagicOfSingle) - Bias<L>())));
    }

    /// <summary>eʳ; n is in the lowest bits of the second result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L ExpOfRemainder<L>(L x, out L rounded) where L : ILanes<L>
    {
        rounded = Nearest(x, L.Create(1.4426950408889634), out var n);
        var r = (x - (n * L.Create(L.IsDouble ? UpperLn2 : UpperLn2OfSingle))) - (n * L.Create(L.IsDouble ? LowerLn2 : LowerLn2OfSingle));
        return ((ExpSeries(r) * (r * r)) + r) + L.One;
    }

    /// <summary>eˣ − 1.</summary>
    /// <remarks>With n and r as above, ((1 − 2⁻ⁿ) + r + r²·q(r))·2ⁿ, in which the first sum has its rounding error added.
    /// Below the lower bound, the result is −1.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L ExpM1<L>(L value) where L : ILanes<L>
    {
        var x = L.MinNative(L.MaxNative(value, L.Create(L.IsDouble ? -38 : -18)), L.Create(L.IsDouble ? 710 : 89));
        var r = RemainderOfLn2(x, L.Zero, out var rest, out var rounded);
        var exponent = L.SubtractBits(L.CreateBits((L.IsDouble ? BitsOfMagic : BitsOfMagicOfSingle) + Bias<L>()), rounded);
        var tiny = L.IfGreater(rounded, L.Create(Magic<L>() + 64), L.Zero, ShiftToExponent(exponent));
        var constant = L.One - tiny;
        var sum = constant + r;
        var correction = ((constant - sum) + r) + ((ExpSeries(r) * (r * r)) + rest);
        var result = L.CopySign(TimesPowerOfTwo(sum + correction, rounded), value);
        return L.IfEqual(value, value, result, value);
    }

    /// <summary>e^(x + low) = (p + rest)·2ⁿ, for x within the range of <see cref="WithinRangeOfExp"/>.</summary>
    /// <param name="x">The larger part of the exponent.</param>
    /// <param name="low">The smaller part: a few units in the last place of the larger.</param>
    /// <param name="rest">The rounding error of p, nearly.</param>
    /// <param name="rounded">n in the lowest bits, for <see cref="TimesPowerOfTwo"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L ExpParts<L>(L x, L low, out L rest, out L rounded) where L : ILanes<L>
    {
        var r = RemainderOfLn2(x, low, out var lower, out rounded);
        var above = ((ExpSeries(r) * (r * r)) + lower) + r;
        var power = L.One + above;
        rest = above - (power - L.One);
        return power;
    }

    /// <summary>x + low − n·ln 2 with n the nearest integer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L RemainderOfLn2<L>(L x, L low, out L rest, out L rounded) where L : ILanes<L>
    {
        rounded = Nearest(x, L.Create(1.4426950408889634), out var n);
        var upper = x - (n * L.Create(L.IsDouble ? UpperLn2 : UpperLn2OfSingle));
        var lower = (n * L.Create(L.IsDouble ? LowerLn2 : LowerLn2OfSingle)) - low;
        var remainder = upper - lower;
        rest = (upper - remainder) - lower;
        return remainder;
    }

    /// <summary>q(r) of eʳ = 1 + r + r²·q(r). For double, the even and the odd powers apart: a shorter chain.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L ExpSeries<L>(L r) where L : ILanes<L>
    {
        if (!L.IsDouble)
        {
            var q = (r * L.Create(0.00138145999f)) + L.Create(0.00836871658f);
            q = (q * r) + L.Create(0.0416683890f);
            q = (q * r) + L.Create(0.166665211f);
            return (q * r) + L.Create(0.499999940f);
        }

        var square = r * r;
        var even = (square * L.Create(2.7630248336116406e-7)) + L.Create(2.4801493099030417e-5);
        var odd = (square * L.Create(2.5000056604513257e-8)) + L.Create(2.7557586388429143e-6);
        even = (even * square) + L.Create(1.388888894362999e-3);
        odd = (odd * square) + L.Create(1.9841269506564e-4);
        even = (even * square) + L.Create(4.166666666653016e-2);
        odd = (odd * square) + L.Create(8.333333333494468e-3);
        even = (even * square) + L.Create(0.5000000000000011);
        odd = (odd * square) + L.Create(0.16666666666666413);
        return (odd * r) + even;
    }

    /// <summary>The argument between the bounds beyond which eˣ is 0 or ∞; unspecified for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L WithinRangeOfExp<L>(L value) where L : ILanes<L> =>
        L.MinNative(L.MaxNative(value, L.Create(L.IsDouble ? -746 : -104)), L.Create(L.IsDouble ? 710 : 89));

    /// <summary>a·2ⁿ, for n between twice the smallest and twice the largest exponent: in two halves, because the result may be
    /// subnormal, or overflow.</summary>
    /// <param name="a">The factor.</param>
    /// <param name="rounded">n as the result of <see cref="Nearest"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L TimesPowerOfTwo<L>(L a, L rounded) where L : ILanes<L>
    {
        var exponent = L.SubtractBits(rounded, L.CreateBits((L.IsDouble ? BitsOfMagic : BitsOfMagicOfSingle) - (2 * Bias<L>())));
        var half = L.ShiftRight(exponent, 1);
        return a * ShiftToExponent(half) * ShiftToExponent(L.SubtractBits(exponent, half));
    }

    /// <summary>The integer n nearest to a·factor. Adding 1.5·2ᵐ with m the bits of the fraction rounds to an integer, which is then in
    /// the lowest bits of the result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L Nearest<L>(L a, L factor, out L n) where L : ILanes<L>
    {
        var magic = L.Create(Magic<L>());
        var rounded = (a * factor) + magic;
        n = rounded - magic;
        return rounded;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Magic<L>() where L : ILanes<L> => L.IsDouble ? 6755399441055744 : 12582912;

    private const long BitsOfMagic = 0x4338_0000_0000_0000, BitsOfMagicOfSingle = 0x4B40_0000;

    /// <summary>The exponent's field of 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Bias<L>() where L : ILanes<L> => L.IsDouble ? 1023 : 127;

    /// <summary>An integer moved to the field of the exponent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L ShiftToExponent<L>(L bits) where L : ILanes<L> =>
        L.IsDouble ? L.ShiftLeft(bits, DoubleFraction) : L.ShiftLeft(bits, SingleFraction);

    /// <summary>ln 2 to 40 bits, so that products with integers up to 2¹² are exact, and the rest of it.</summary>
    private const double UpperLn2 = 0.6931471805592082, LowerLn2 = 7.371002565167799e-13;

    /// <summary>ln 2 to 9 bits, so that products with integers up to 2¹⁵ are exact, and the rest of it.</summary>
    private const float UpperLn2OfSingle = 0.693359375f, LowerLn2OfSingle = -2.12194440e-4f;
}
