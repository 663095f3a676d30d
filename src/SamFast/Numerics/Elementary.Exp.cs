using System.Runtime.CompilerServices;

namespace SamFast;

internal static partial class Elementary
{
    /// <summary>eˣ.</summary>
    /// <remarks>x = n·ln 2 + r with |r| ≤ ½ ln 2, and eʳ by its minimax polynomial 1 + r + r²·q(r), found by Remez' algorithm.
    /// Products are rounded before they are added, so the bits do not depend on whether the processor fuses the two.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L ExpOfSingles<L>(L value) where L : ILanes<L>
    {
        // Beyond the bounds, 0 and ∞. Adding 1.5·2²³ rounds to an integer, which is then in the lowest bits.
        const float Magic = 12582912;
        var x = L.MinNative(L.MaxNative(value, L.Create(-104f)), L.Create(89f));
        var rounded = (x * L.Create(1.44269504f)) + L.Create(Magic);
        var n = rounded - L.Create(Magic);

        // The first part of ln 2 has 9 bits, so that its product with n is exact.
        var r = (x - (n * L.Create(0.693359375f))) - (n * L.Create(-2.12194440e-4f));
        var q = (r * L.Create(0.00138145999f)) + L.Create(0.00836871658f);
        q = (q * r) + L.Create(0.0416683890f);
        q = (q * r) + L.Create(0.166665211f);
        q = (q * r) + L.Create(0.499999940f);
        var power = ((q * (r * r)) + r) + L.One;

        // 2ⁿ in two halves: the result may be subnormal, or overflow.
        const int Bias = 127, FractionBits = 23;
        var exponent = L.SubtractBits(rounded, L.CreateBits(BitConverter.SingleToInt32Bits(Magic) - (2 * Bias)));
        var half = L.ShiftRight(exponent, 1);
        var result = power * L.ShiftLeft(half, FractionBits) * L.ShiftLeft(L.SubtractBits(exponent, half), FractionBits);
        return L.IfEqual(value, value, result, value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L ExpOfDoubles<L>(L value) where L : ILanes<L>
    {
        const double Magic = 6755399441055744;
        var x = L.MinNative(L.MaxNative(value, L.Create(-746.0)), L.Create(710.0));
        var rounded = (x * L.Create(1.4426950408889634)) + L.Create(Magic);
        var n = rounded - L.Create(Magic);
        var r = (x - (n * L.Create(UpperLn2))) - (n * L.Create(LowerLn2));

        // Two halves, of the even and of the odd powers: a shorter chain.
        var square = r * r;
        var even = (square * L.Create(2.7630248336116406e-7)) + L.Create(2.4801493099030417e-5);
        var odd = (square * L.Create(2.5000056604513257e-8)) + L.Create(2.7557586388429143e-6);
        even = (even * square) + L.Create(1.388888894362999e-3);
        odd = (odd * square) + L.Create(1.9841269506564e-4);
        even = (even * square) + L.Create(4.166666666653016e-2);
        odd = (odd * square) + L.Create(8.333333333494468e-3);
        even = (even * square) + L.Create(0.5000000000000011);
        odd = (odd * square) + L.Create(0.16666666666666413);
        var power = ((((odd * r) + even) * square) + r) + L.One;

        const int Bias = 1023, FractionBits = 52;
        var exponent = L.SubtractBits(rounded, L.CreateBits(BitConverter.DoubleToInt64Bits(Magic) - (2 * Bias)));
        var half = L.ShiftRight(exponent, 1);
        var result = power * L.ShiftLeft(half, FractionBits) * L.ShiftLeft(L.SubtractBits(exponent, half), FractionBits);
        return L.IfEqual(value, value, result, value);
    }

    /// <summary>ln 2 to 40 bits, so that products with integers up to 2¹² are exact, and the rest of it.</summary>
    private const double UpperLn2 = 0.6931471805592082, LowerLn2 = 7.371002565167799e-13;
}
