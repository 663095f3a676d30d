using System.Runtime.CompilerServices;

namespace SamFast;

internal static partial class Elementary
{
    /// <summary>The hyperbolic tangent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Tanh<L>(L value) where L : ILanes<L> => Tanh(value, out L _);

    /// <summary>The hyperbolic tangent, and e^(−2|x|).</summary>
    /// <remarks>Below 5/8, |x| + |x|·x²·r(x²) with a rational function r: it interpolates at Chebyshev's nodes. Beyond,
    /// 1 − 2·e^(−2|x|) ÷ (1 + e^(−2|x|)). Both have one division in common.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Tanh<L>(L value, out L exponential) where L : ILanes<L>
    {
        var magnitude = L.Abs(value);
        exponential = Exp(L.Create(-2) * magnitude);

        var square = value * value;
        L numerator, denominator;
        if (L.IsDouble)
        {
            numerator = (square * L.Create(-1.991760525210663e-4)) + L.Create(-0.02049875476627805);
            numerator = (numerator * square) + L.Create(-0.3333333333333333);
            denominator = (square * L.Create(2.06531605011168e-4)) + L.Create(0.023291271972440016);
            denominator = (denominator * square) + L.Create(0.4614962642988306);
        }
        else
        {
            numerator = (square * L.Create(-0.0015509524348365012)) + L.Create(-0.33333328714598387);
            denominator = L.Create(0.4046464306095042);
        }

        denominator = (denominator * square) + L.One;
        var bound = L.Create(0.625);
        var quotient = L.IfLess(magnitude, bound, square * numerator, exponential + exponential)
            / L.IfLess(magnitude, bound, denominator, L.One + exponential);
        return L.CopySign(L.IfLess(magnitude, bound, magnitude + (magnitude * quotient), L.One - quotient), value);
    }
}
