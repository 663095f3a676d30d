using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SamFast.Authoring;

public static partial class Lanes
{
    /// <summary>Returns <c>a ÷ b</c> with the given <paramref name="precision"/>.</summary>
    /// <remarks>
    /// <para><see cref="Precision.Fast"/>, for <see cref="float"/> and with AVX-512, multiplies by a reciprocal: the
    /// processor's guess of 14 bits and one step of Newton's. The relative error is below 2⁻²² wherever a, b, 1 ÷ b and the
    /// quotient are normal.</para>
    /// <para>A divisor below 2⁻¹²⁸ in magnitude counts as zero, because its reciprocal overflows. Zero, infinity and NaN, on
    /// either side, give the result of the exact division.</para>
    /// <para>Other processors divide exactly: with the 12 bits that AVX offers it was measured slower than their
    /// division. So does <see cref="double"/>, where two steps would be needed.</para>
    /// </remarks>
    /// <param name="a">The dividends.</param>
    /// <param name="b">The divisors.</param>
    /// <param name="precision">The precision. Pass a constant, so that only one of the two branches is compiled.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Divide<T>(Vector512<T> a, Vector512<T> b, Precision precision) =>
        precision == Precision.Fast && typeof(T) == typeof(float) && Avx512F.IsSupported
            ? a * Reciprocal(b.AsSingle()).As<float, T>()
            : a / b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Reciprocal(Vector512<float> b)
    {
        var guess = Avx512F.Reciprocal14(b);
        var correction = Avx512F.FusedMultiplyAddNegated(b, guess, Vector512.Create(2.0f));

        // Next to 1, unless the guess is 0, infinite or NaN and to be kept: NaN and −∞ lose the bits that make them more
        // than a positive number.
        return guess * (correction.AsUInt32() & Vector512.Create(0x3FFF_FFFFu)).AsSingle();
    }
}
