using System.Diagnostics.CodeAnalysis;

namespace SamFast.Authoring;

/// <summary>As many numbers as fit into a register, or a few registers, of the processor: kernels are written over them.</summary>
/// <remarks>
/// <para>A kernel is a generic method with a type parameter <c>L</c> and the constraint <c>where L : ILanes&lt;L&gt;</c>. The
/// compiler makes one version of it for each width and precision, in which every operation is one instruction.</para>
/// <para>Lanes are independent: the result of an operation in one lane depends on this lane of its operands alone. It has the
/// same bits for every width.</para>
/// </remarks>
/// <typeparam name="L">The type that implements the interface.</typeparam>
public interface ILanes<L> where L : ILanes<L>
{
    // Frequent members last: the JIT finds the implementation of a member by a search that starts there, at every call.

    /// <summary>True if a condition is true in any lane.</summary>
    static abstract bool Any(L condition);

    /// <summary>sin a, within two units in the last place for every finite number. NaN of the infinities; zeros keep their
    /// signs.</summary>
    /// <remarks>Fast up to 51,470, for <see cref="float"/> 6,433: larger numbers are reduced one by one.</remarks>
    static abstract L Sin(L a);

    /// <summary>cos a, likewise.</summary>
    static abstract L Cos(L a);

    /// <summary>1 ÷ (1 + e⁻ᵃ), within two units in the last place, subnormal results included. 0 of −∞ and 1 of ∞.</summary>
    static abstract L Sigmoid(L a);

    /// <summary>ln(1 + eᵃ), within two units in the last place, subnormal results included. 0 of −∞ and ∞ of ∞.</summary>
    static abstract L Softplus(L a);

    /// <summary>eᵃ − 1, within two units in the last place, for small numbers, too. −1 of −∞; zeros keep their signs.</summary>
    static abstract L ExpM1(L a);

    /// <summary>ln(1 + a), within two units in the last place, for small numbers, too. −∞ of −1, NaN below; zeros keep their
    /// signs.</summary>
    static abstract L LogP1(L a);

    /// <summary>aᵇ, within two units in the last place, subnormal results included, with the special cases of IEEE 754: 1 of any
    /// number, also NaN, to the power of 0, and of 1 to the power of any. NaN of a negative number with an exponent that is no
    /// integer.</summary>
    static abstract L Pow(L a, L b);

    /// <summary>tanh a, within two units in the last place. ±1 of the infinities; zeros keep their signs.</summary>
    static abstract L Tanh(L a);

    /// <summary>An integer as wide as a lane, in every lane: its bits, not its value.</summary>
    static abstract L CreateBits(long bits);

    /// <summary>a + b, of integers as wide as a lane.</summary>
    static abstract L AddBits(L a, L b);

    /// <summary>a − b, of integers as wide as a lane.</summary>
    static abstract L SubtractBits(L a, L b);

    /// <summary>The lower half of a·b, of integers as wide as a lane.</summary>
    static abstract L MultiplyBits(L a, L b);

    /// <summary>a·2ⁿ, of integers as wide as a lane.</summary>
    static abstract L ShiftLeft(L a, [ConstantExpected] int n);

    /// <summary>a ÷ 2ⁿ rounded down, of unsigned integers as wide as a lane.</summary>
    static abstract L ShiftRight(L a, [ConstantExpected] int n);

    /// <summary>a ÷ 2ⁿ rounded down, of signed integers as wide as a lane.</summary>
    static abstract L ShiftRightArithmetic(L a, [ConstantExpected] int n);

    /// <summary>The numbers whose integers the lanes hold, for <see cref="float"/>.</summary>
    static abstract L ConvertBits(L a);

    /// <summary>0, 1, 2 and so on as unsigned integers as wide as a lane.</summary>
    static abstract L Indices { get; }

    /// <summary>0, 1, 2 and so on as words of 64 bits.</summary>
    static abstract L WordIndices { get; }

    /// <summary>A word in every 64 bits.</summary>
    static abstract L CreateWords(ulong word);

    /// <summary>a + b, of words of 64 bits.</summary>
    static abstract L AddWords(L a, L b);

    /// <summary>The exact products of the lower halves of words.</summary>
    static abstract L MultiplyWords(L a, L b);

    /// <summary>Words without their lower halves, moved there from the upper ones.</summary>
    static abstract L UpperHalvesOfWords(L a);

    /// <summary>Words without their upper halves, moved there from the lower ones.</summary>
    static abstract L LowerHalvesOfWordsAtTop(L a);

    /// <summary>ln a, within two units in the last place; subnormal numbers included. −∞ of 0, NaN of negative numbers and of NaN,
    /// ∞ of ∞.</summary>
    static abstract L Log(L a);

    /// <summary>eᵃ, within two units in the last place; subnormal numbers, the infinities and NaN included.</summary>
    static abstract L Exp(L a);

    /// <summary>∛a, with its sign: within a relative error of 2⁻²³ for <see cref="float"/> and 2⁻⁵² for <see cref="double"/>,
    /// subnormal numbers included. Zeros of both signs, the infinities and NaN are their own cube roots.</summary>
    static abstract L Cbrt(L a);

    /// <summary>The magnitude of <paramref name="a"/> with the sign of <paramref name="sign"/>.</summary>
    static abstract L CopySign(L a, L sign);

    /// <summary>The smaller of two numbers in one instruction; NaN and the signs of zeros depend on the processor.</summary>
    static abstract L MinNative(L a, L b);

    /// <summary>The larger of two numbers in one instruction; NaN and the signs of zeros depend on the processor.</summary>
    static abstract L MaxNative(L a, L b);

    /// <summary>True (all bits are set) where a = b, false (none is) elsewhere.</summary>
    static abstract L Equal(L a, L b);

    /// <summary>True where a &gt; b.</summary>
    static abstract L GreaterThan(L a, L b);

    /// <summary>True where a &lt; b.</summary>
    static abstract L LessThan(L a, L b);

    /// <summary>The lanes of <paramref name="a"/> where the condition is true, and those of <paramref name="b"/> elsewhere. For a
    /// single comparison, <see cref="IfEqual"/> and its like are faster.</summary>
    /// <param name="condition">The result of a comparison.</param>
    /// <param name="a">The lanes to take where it is true.</param>
    /// <param name="b">The lanes to take where it is false.</param>
    static abstract L Select(L condition, L a, L b);

    /// <summary>The bits that are set in both; of two results of comparisons, true where both are.</summary>
    static abstract L operator &(L a, L b);

    /// <summary>The bits that are set in one or both; of two results of comparisons, true where one is.</summary>
    static abstract L operator |(L a, L b);

    /// <summary>The bits that are set in exactly one.</summary>
    static abstract L operator ^(L a, L b);

    /// <summary>The bits that are not set; of a comparison, true where it is false.</summary>
    static abstract L operator ~(L a);

    /// <summary>−1, 0 or 1 with the sign of a; NaN remains NaN.</summary>
    static abstract L Sign(L a);

    /// <summary>|a|.</summary>
    static abstract L Abs(L a);

    /// <summary>The smaller of two numbers; NaN if one is NaN; −0 is smaller than 0.</summary>
    static abstract L Min(L a, L b);

    /// <summary>The larger of two numbers; NaN if one is NaN; 0 is larger than −0.</summary>
    static abstract L Max(L a, L b);

    /// <summary><paramref name="then"/> where a = b, <paramref name="otherwise"/> elsewhere.</summary>
    static abstract L IfEqual(L a, L b, L then, L otherwise);

    /// <summary><paramref name="then"/> where a &lt; b, <paramref name="otherwise"/> elsewhere.</summary>
    static abstract L IfLess(L a, L b, L then, L otherwise);

    /// <summary><paramref name="then"/> where a &gt; b, <paramref name="otherwise"/> elsewhere.</summary>
    static abstract L IfGreater(L a, L b, L then, L otherwise);

    /// <summary>True if the lanes are <see cref="double"/>, false if they are <see cref="float"/>.</summary>
    static abstract bool IsDouble { get; }

    /// <summary>The number of lanes.</summary>
    static abstract int Count { get; }

    /// <summary>−a: the sign bit is inverted, that of NaN included.</summary>
    static abstract L operator -(L a);

    /// <summary>1 in every lane.</summary>
    static abstract L One { get; }

    /// <summary>0 in every lane.</summary>
    static abstract L Zero { get; }

    /// <summary>a ÷ b with the given precision.</summary>
    /// <remarks>
    /// <para><see cref="Precision.Fast"/>, for <see cref="float"/> and with AVX-512, multiplies by a reciprocal: the
    /// processor's guess of 14 bits and one step of Newton's. The relative error is below 2⁻²² wherever a, b, 1 ÷ b and the
    /// quotient are normal.</para>
    /// <para>A divisor below 2⁻¹²⁸ in magnitude counts as zero, because its reciprocal overflows. Zero, infinity and NaN, on
    /// either side, give the result of the exact division.</para>
    /// <para>Other processors divide exactly, and so does <see cref="double"/>: measured no slower there.</para>
    /// </remarks>
    /// <param name="a">The dividends.</param>
    /// <param name="b">The divisors.</param>
    /// <param name="precision">The precision. Pass a constant, so that only one of the two branches is compiled.</param>
    static abstract L Divide(L a, L b, Precision precision);

    /// <summary>√a.</summary>
    static abstract L Sqrt(L a);

    /// <summary>a ÷ b.</summary>
    static abstract L operator /(L a, L b);

    /// <summary>a − b.</summary>
    static abstract L operator -(L a, L b);

    /// <summary>a·b + c, rounded once on processors with fused multiply-add, and twice on those without.</summary>
    static abstract L MultiplyAdd(L a, L b, L c);

    /// <summary>A number in every lane, rounded to the type of the lanes.</summary>
    static abstract L Create(double value);

    /// <summary>a + b.</summary>
    static abstract L operator +(L a, L b);

    /// <summary>a·b.</summary>
    static abstract L operator *(L a, L b);
}
