using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SamFast.Authoring;

public static partial class Lanes
{
    /// <summary>The natural logarithm, within two units in the last place; subnormal numbers included. −∞ of 0, NaN of
    /// negative numbers and of NaN, ∞ of ∞.</summary>
    /// <remarks>x = 2ᵏ·(1 + f) with 1 + f between √½ and √2, and ln(1 + f) = f − s·(f − z·p(z)) with s = f ÷ (2 + f) and
    /// z = s²: the series of artanh with the minimax coefficients of Remez' algorithm. No product is fused with a
    /// sum.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<T> Log<T>(Vector512<T> value)
    {
        if (typeof(T) == typeof(float))
            return LogOfSingles(value.As<T, float>()).As<float, T>();
        return LogOfDoubles(value.As<T, double>()).As<double, T>();
    }

    /// <summary>The natural logarithm of a number: the same bits with every C library.</summary>
    internal static double Log(double value) => Log(Vector512.Create(value)).ToScalar();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> LogOfSingles(Vector512<float> value)
    {
        const int FractionBits = 23, RootOfHalf = 0x3F3504F3;
        const float SmallestNormal = 1.17549435e-38f;
        var isTiny = Vector512.LessThan(value, Vector512.Create(SmallestNormal));
        var x = Vector512.ConditionalSelect(isTiny, value * Vector512.Create((float)(1 << FractionBits)), value);
        var above = x.AsInt32() - Vector512.Create(RootOfHalf);
        var k = Vector512.ConvertToSingle(above >> FractionBits)
            - Vector512.ConditionalSelect(isTiny, Vector512.Create((float)FractionBits), Vector512<float>.Zero);
        var f = ((above & Vector512.Create((1 << FractionBits) - 1)) + Vector512.Create(RootOfHalf)).AsSingle() - Vector512<float>.One;

        var s = f / (Vector512.Create(2f) + f);
        var z = s * s;
        var p = (z * Vector512.Create(0.298718631f)) + Vector512.Create(0.399775356f);
        p = (p * z) + Vector512.Create(0.666667759f);
        var tail = (s * (f - (z * p))) - (k * Vector512.Create(-2.12194440e-4f));
        return Special(value, (k * Vector512.Create(0.693359375f)) + (f - tail));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> LogOfDoubles(Vector512<double> value)
    {
        const int FractionBits = 52;
        const long RootOfHalf = 0x3FE6A09E667F3BCD;
        const double SmallestNormal = 2.2250738585072014e-308, Magic = 6755399441055744;
        var isTiny = Vector512.LessThan(value, Vector512.Create(SmallestNormal));
        var x = Vector512.ConditionalSelect(isTiny, value * Vector512.Create((double)(1L << FractionBits)), value);

        // The exponent plus 2048, which is positive, under the bits of 1.5·2⁵²: faster than a conversion.
        var above = x.AsInt64() - Vector512.Create(RootOfHalf) + Vector512.Create(2048L << FractionBits);
        var k = ((above >>> FractionBits) + Vector512.Create(BitConverter.DoubleToInt64Bits(Magic))).AsDouble()
            - Vector512.ConditionalSelect(
                isTiny, Vector512.Create(Magic + 2048 + FractionBits), Vector512.Create(Magic + 2048));
        var f = ((above & Vector512.Create((1L << FractionBits) - 1)) + Vector512.Create(RootOfHalf)).AsDouble()
            - Vector512<double>.One;

        var s = f / (Vector512.Create(2.0) + f);
        var z = s * s;
        var p = (z * Vector512.Create(0.14796106032664633)) + Vector512.Create(0.15314035770607612);
        p = (p * z) + Vector512.Create(0.18183564869481744);
        p = (p * z) + Vector512.Create(0.22222198563424087);
        p = (p * z) + Vector512.Create(0.2857142874247558);
        p = (p * z) + Vector512.Create(0.39999999999414315);
        p = (p * z) + Vector512.Create(0.6666666666666734);
        var tail = (s * (f - (z * p))) - (k * Vector512.Create(LowerLn2));
        return Special(value, (k * Vector512.Create(UpperLn2)) + (f - tail));
    }

    /// <summary>The logarithm for positive finite arguments, and its limits or NaN otherwise.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Special<T>(Vector512<T> value, Vector512<T> logarithm)
    {
        var zero = Vector512<T>.Zero;
        var infinity = Constant<T>(double.PositiveInfinity);
        var other = Vector512.ConditionalSelect(
            Vector512.Equals(value, infinity) | ~Vector512.Equals(value, value), value,
            Vector512.ConditionalSelect(Vector512.Equals(value, zero), -infinity, Constant<T>(double.NaN)));
        return Vector512.ConditionalSelect(
            Vector512.GreaterThan(value, zero) & Vector512.LessThan(value, infinity), logarithm, other);
    }
}
