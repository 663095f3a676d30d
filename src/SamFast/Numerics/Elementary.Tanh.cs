using System.Runtime.CompilerServices;

namespace SamFast;

internal static partial class Elementary
{
    /// <summary>The hyperbolic tangent.</summary>
    /// <remarks>Up to 5/8 the rational approximation of Cody and Waite 1980, with the coefficients of Moshier's Cephes;
    /// beyond, 1 − 2 ÷ (e²ˣ + 1).</remarks>
    /// <param name="value">The arguments.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Tanh<L>(L value) where L : ILanes<L>
    {
        var square = value * value;
        var numerator = L.MultiplyAdd(L.Create(-9.64399179425052238628e-1), square, L.Create(-9.92877231001918586564e1));
        numerator = L.MultiplyAdd(numerator, square, L.Create(-1.61468768441708447952e3));
        var denominator = square + L.Create(1.12811678491632931402e2);
        denominator = L.MultiplyAdd(denominator, square, L.Create(2.23548839060100448583e3));
        denominator = L.MultiplyAdd(denominator, square, L.Create(4.84406305325125486048e3));
        var small = L.MultiplyAdd(value * square, numerator / denominator, value);

        // From 22 on it is 1, in double, too; e²ˣ must not overflow.
        var magnitude = L.Abs(value);
        var power = L.Exp(L.Create(2) * L.Min(magnitude, L.Create(22)));
        var large = L.One - L.Create(2) / (power + L.One);
        return L.CopySign(L.IfLess(magnitude, L.Create(0.625), small, large), value);
    }
}
