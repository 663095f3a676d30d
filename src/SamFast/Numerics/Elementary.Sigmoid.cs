using System.Runtime.CompilerServices;

namespace SamFast;

internal static partial class Elementary
{
    /// <summary>The logistic function, 1 ÷ (1 + e⁻ˣ).</summary>
    /// <remarks>With z = e^(−|x|), 1 ÷ (1 + z) or z ÷ (1 + z). The quotient of the rounded numbers q is corrected by the
    /// rounding errors of both: (error of the numerator − q·error of the denominator) ÷ (1 + z), for which a line through
    /// 1 ÷ (1 + z) suffices.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Sigmoid<L>(L value) where L : ILanes<L>
    {
        var power = ExpParts(L.MaxNative(-L.Abs(value), L.Create(L.IsDouble ? -746 : -104)), L.Zero, out var rest, out var rounded);
        var z = TimesPowerOfTwo(power, rounded);
        rest = TimesPowerOfTwo(rest, rounded);
        var denominator = L.One + z;
        var lost = (z - (denominator - L.One)) + rest;
        var quotient = L.IfLess(value, L.Zero, z, L.One) / denominator;
        var error = L.IfLess(value, L.Zero, rest, L.Zero) - (quotient * lost);
        var result = quotient + (error * (L.Create(0.957) - (L.Create(0.5) * z)));
        return L.IfEqual(value, value, result, value);
    }

    /// <summary>ln(1 + eˣ) = max(x, 0) + ln(1 + e^(−|x|)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Softplus<L>(L value) where L : ILanes<L>
    {
        var result = L.IfGreater(value, L.Zero, value, L.Zero) + LogOfSum(Exp(-L.Abs(value)));
        return L.IfEqual(value, value, result, value);
    }
}
