using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SamFast.Authoring;

public static partial class Lanes
{
    /// <summary>The hyperbolic tangent, within a few units in the last place.</summary>
    /// <remarks>Up to 5/8 the rational approximation of Cody and Waite 1980, with the coefficients of Moshier's Cephes;
    /// beyond, 1 − 2 ÷ (e²ˣ + 1). NaN remains NaN, and a zero keeps its sign.</remarks>
    /// <param name="value">The arguments.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Tanh<T>(Vector512<T> value)
    {
        var square = value * value;
        var numerator = Constant<T>(-9.64399179425052238628e-1);
        numerator = MultiplyAdd(numerator, square, Constant<T>(-9.92877231001918586564e1));
        numerator = MultiplyAdd(numerator, square, Constant<T>(-1.61468768441708447952e3));
        var denominator = square + Constant<T>(1.12811678491632931402e2);
        denominator = MultiplyAdd(denominator, square, Constant<T>(2.23548839060100448583e3));
        denominator = MultiplyAdd(denominator, square, Constant<T>(4.84406305325125486048e3));
        var small = MultiplyAdd(value * square, numerator / denominator, value);

        // From 22 on it is 1, in double, too; e²ˣ must not overflow.
        var magnitude = Vector512.Abs(value);
        var power = Exp(Constant<T>(2) * Vector512.Min(magnitude, Constant<T>(22)));
        var large = Vector512<T>.One - Constant<T>(2) / (power + Vector512<T>.One);
        return Vector512.CopySign(
            Vector512.ConditionalSelect(Vector512.LessThan(magnitude, Constant<T>(0.625)), small, large), value);
    }
}
