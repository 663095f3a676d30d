using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SamFast.Authoring;

public static partial class Lanes
{
    /// <summary>eˣ, within two units in the last place; subnormal numbers, the infinities and NaN included.</summary>
    /// <remarks>x = n·ln 2 + r with |r| ≤ ½ ln 2, and eʳ by its minimax polynomial 1 + r + r²·q(r), found by Remez' algorithm.
    /// Products are rounded before they are added, so the bits do not depend on whether the processor fuses the two.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<T> Exp<T>(Vector512<T> value)
    {
        var power = typeof(T) == typeof(float)
            ? ExpOfSingles(value.As<T, float>()).As<float, T>()
            : ExpOfDoubles(value.As<T, double>()).As<double, T>();
        return Vector512.ConditionalSelect(Vector512.Equals(value, value), power, value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ExpOfSingles(Vector512<float> value)
    {
        // Beyond the bounds, 0 and ∞. Adding 1.5·2²³ rounds to an integer, which is then in the lowest bits.
        const float Magic = 12582912;
        var x = Vector512.MinNative(Vector512.MaxNative(value, Vector512.Create(-104f)), Vector512.Create(89f));
        var rounded = (x * Vector512.Create(1.44269504f)) + Vector512.Create(Magic);
        var n = rounded - Vector512.Create(Magic);

        // The first part of ln 2 has 9 bits, so that its product with n is exact.
        var r = (x - (n * Vector512.Create(0.693359375f))) - (n * Vector512.Create(-2.12194440e-4f));
        var q = (r * Vector512.Create(0.00138145999f)) + Vector512.Create(0.00836871658f);
        q = (q * r) + Vector512.Create(0.0416683890f);
        q = (q * r) + Vector512.Create(0.166665211f);
        q = (q * r) + Vector512.Create(0.499999940f);
        var power = ((q * (r * r)) + r) + Vector512<float>.One;

        // 2ⁿ in two halves: the result may be subnormal, or overflow.
        const int Bias = 127;
        var exponent = rounded.AsInt32() - Vector512.Create(BitConverter.SingleToInt32Bits(Magic) - (2 * Bias));
        var half = exponent >>> 1;
        return power * (half << 23).AsSingle() * ((exponent - half) << 23).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ExpOfDoubles(Vector512<double> value)
    {
        const double Magic = 6755399441055744;
        var x = Vector512.MinNative(Vector512.MaxNative(value, Vector512.Create(-746.0)), Vector512.Create(710.0));
        var rounded = (x * Vector512.Create(1.4426950408889634)) + Vector512.Create(Magic);
        var n = rounded - Vector512.Create(Magic);
        var r = (x - (n * Vector512.Create(UpperLn2))) - (n * Vector512.Create(LowerLn2));

        // Two halves, of the even and of the odd powers: a shorter chain.
        var square = r * r;
        var even = (square * Vector512.Create(2.7630248336116406e-7)) + Vector512.Create(2.4801493099030417e-5);
        var odd = (square * Vector512.Create(2.5000056604513257e-8)) + Vector512.Create(2.7557586388429143e-6);
        even = (even * square) + Vector512.Create(1.388888894362999e-3);
        odd = (odd * square) + Vector512.Create(1.9841269506564e-4);
        even = (even * square) + Vector512.Create(4.166666666653016e-2);
        odd = (odd * square) + Vector512.Create(8.333333333494468e-3);
        even = (even * square) + Vector512.Create(0.5000000000000011);
        odd = (odd * square) + Vector512.Create(0.16666666666666413);
        var power = ((((odd * r) + even) * square) + r) + Vector512<double>.One;

        const int Bias = 1023;
        var exponent = rounded.AsInt64() - Vector512.Create(BitConverter.DoubleToInt64Bits(Magic) - (2 * Bias));
        var half = exponent >>> 1;
        return power * (half << 52).AsDouble() * ((exponent - half) << 52).AsDouble();
    }

    /// <summary>ln 2 to 40 bits, so that products with integers up to 2¹² are exact, and the rest of it.</summary>
    private const double UpperLn2 = 0.6931471805592082, LowerLn2 = 7.371002565167799e-13;
}
