using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SamFast.Runtime;

/// <summary>Random numbers for the elements of a vector: each a function of the seed, the step, the stream and the element's
/// index, and of nothing else. The same bits for any number of threads, any tiling and any vector width.</summary>
/// <remarks>Philox 4x32-10 (Salmon et al. 2011), with the index, the step (two words) and the stream as the counter, and the
/// seed as the key; for <see cref="float"/>, two elements share the four words of a counter. Used by generated code, see
/// <see cref="NormalAttribute"/>.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct RandomLanes
{
    /// <summary>As sweeps are, and too long to be part of one.</summary>
    private const MethodImplOptions CompiledAlone = MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization;

    private const float Per31 = 1f / (1u << 31), Per32 = 0.5f * Per31, Per24 = 1f / (1 << 24);
    private const double HalfPer52 = 0.5 / (1L << 52);

    private readonly ulong _seed;
    private readonly ulong _step;
    private readonly uint _stream;
    private readonly uint _start;

    /// <summary>The random numbers of a step.</summary>
    /// <param name="seed">The key of the run: any number.</param>
    /// <param name="step">A number that differs in each step that draws numbers.</param>
    /// <param name="stream">The index of the random draw within a step.</param>
    /// <param name="start">The parameter with the index 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public RandomLanes(double seed, long step, int stream, nuint start)
    {
        _seed = BitConverter.DoubleToUInt64Bits(seed);
        _step = (ulong)step;
        _stream = (uint)stream;
        _start = (uint)start;
    }

    /// <summary>Returns standard normal numbers for one loop width of elements; further lanes are unspecified.</summary>
    /// <remarks>Box and Muller 1958: √(−2 ln u)·sin(πv), with u in (0, 1] and v in (−½, ½), which is distributed as the cosine
    /// of a full turn. For <see cref="float"/>, u and v have 30 and 31 random bits and a magnitude is 6.56 at most; for
    /// <see cref="double"/>, 52 each, and 8.58. Relative error of the formula: below 2⁻²¹ and 2⁻⁵⁰. The same bits on every
    /// processor.</remarks>
    /// <param name="index">The index of the block's first element.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<T> Normal<T>(nuint index) =>
        Vector512.IsHardwareAccelerated ? NormalFull<T>(index) : HalfNormal<T>(index).ToVector512Unsafe();

    /// <summary>Standard normal numbers for a block of 64 bytes.</summary>
    /// <inheritdoc cref="Normal{T}"/>
    [MethodImpl(CompiledAlone)]
    public Vector512<T> NormalFull<T>(nuint index) =>
        Vector512.Create(NormalLanes<T>(index), NormalLanes<T>(index + (nuint)Vector256<T>.Count));

    /// <summary>Numbers that are uniform in [0, 1), multiples of 2⁻²⁴ (<see cref="float"/>) or 2⁻⁵² (<see cref="double"/>), for
    /// one loop width of elements; further lanes are unspecified.</summary>
    /// <param name="index">The index of the block's first element.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<T> Uniform<T>(nuint index) =>
        Vector512.IsHardwareAccelerated ? UniformFull<T>(index) : HalfUniform<T>(index).ToVector512Unsafe();

    /// <summary>Numbers that are uniform in [0, 1), for a block of 64 bytes.</summary>
    /// <inheritdoc cref="Uniform{T}"/>
    [MethodImpl(CompiledAlone)]
    public Vector512<T> UniformFull<T>(nuint index) =>
        Vector512.Create(UniformLanes<T>(index), UniformLanes<T>(index + (nuint)Vector256<T>.Count));

    /// <summary>−1 or 1, with equal probability, for one loop width of elements; further lanes are unspecified.</summary>
    /// <param name="index">The index of the block's first element.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<T> Rademacher<T>(nuint index) =>
        Vector512.IsHardwareAccelerated ? RademacherFull<T>(index) : HalfRademacher<T>(index).ToVector512Unsafe();

    /// <summary>−1 or 1, with equal probability, for a block of 64 bytes.</summary>
    /// <inheritdoc cref="Rademacher{T}"/>
    [MethodImpl(CompiledAlone)]
    public Vector512<T> RademacherFull<T>(nuint index) =>
        Vector512.Create(RademacherLanes<T>(index), RademacherLanes<T>(index + (nuint)Vector256<T>.Count));

    [MethodImpl(CompiledAlone)]
    private Vector256<T> HalfNormal<T>(nuint index) => NormalLanes<T>(index);

    [MethodImpl(CompiledAlone)]
    private Vector256<T> HalfUniform<T>(nuint index) => UniformLanes<T>(index);

    [MethodImpl(CompiledAlone)]
    private Vector256<T> HalfRademacher<T>(nuint index) => RademacherLanes<T>(index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<T> NormalLanes<T>(nuint index)
    {
        Words<T>(index, out var word0, out var word1);
        Vector256<T> u, v;
        if (typeof(T) == typeof(float))
        {
            // Odd numbers: none is 0, and v is symmetric.
            var one = Vector256<uint>.One;
            u = (Vector256.ConvertToSingle(((word0.AsUInt32() >> 1) | one).AsInt32()) * Vector256.Create(Per31)).As<float, T>();
            v = (Vector256.ConvertToSingle((word1.AsUInt32() | one).AsInt32()) * Vector256.Create(Per32)).As<float, T>();
        }
        else
        {
            u = (Fraction(word0) + Vector256.Create(HalfPer52)).As<double, T>();
            v = (Fraction(word1) - Vector256.Create(0.5) + Vector256.Create(HalfPer52)).As<double, T>();
        }

        return Vector256.Sqrt(Elementary.Constant<T>(-2) * Elementary.Log(u)) * Elementary.SinPi(v);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<T> UniformLanes<T>(nuint index)
    {
        Words<T>(index, out var word, out _);
        return typeof(T) == typeof(float)
            ? (Vector256.ConvertToSingle((word.AsUInt32() >> 8).AsInt32()) * Vector256.Create(Per24)).As<float, T>()
            : Fraction(word).As<double, T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<T> RademacherLanes<T>(nuint index)
    {
        Words<T>(index, out var word, out _);
        return Vector256<T>.One | (word.As<ulong, T>() & Elementary.Constant<T>(-0.0));
    }

    /// <summary>A number in [0, 1) with 52 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Fraction(Vector256<ulong> word) =>
        ((word >> 12) | Vector256.Create(1.0).AsUInt64()).AsDouble() - Vector256.Create(1.0);

    /// <summary>Two random words per element, each of the element's width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Words<T>(nuint index, out Vector256<ulong> first, out Vector256<ulong> second)
    {
        var lower = Vector256.Create(0xFFFF_FFFFul);
        uint element = _start + (uint)index;
        if (typeof(T) == typeof(double))
        {
            Mix(element, out var high0, out var low0, out var high1, out var low1);
            first = (high0 << 32) | (low0 & lower);
            second = (high1 << 32) | (low1 & lower);
            return;
        }

        // The first two words are an even element's, the other two those of the odd one after it: as they lie in memory.
        Mix(element >> 1, out var even0, out var even1, out var odd0, out var odd1);
        if ((element & 1) != 0)
        {
            (even0, even1) = (odd0, odd1);
            Mix((element >> 1) + 1, out odd0, out odd1, out _, out _);
        }

        first = (even0 & lower) | (odd0 << 32);
        second = (even1 & lower) | (odd1 << 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Mix(
        uint start, out Vector256<ulong> word0, out Vector256<ulong> word1, out Vector256<ulong> word2,
        out Vector256<ulong> word3)
    {
        word0 = Vector256.Create((ulong)start) + Vector256<ulong>.Indices;
        word1 = Vector256.Create(_step & 0xFFFF_FFFF);
        word2 = Vector256.Create(_step >> 32);
        word3 = Vector256.Create((ulong)_stream);
        Philox.Mix(
            ref word0, ref word1, ref word2, ref word3, Vector256.Create(_seed & 0xFFFF_FFFF), Vector256.Create(_seed >> 32));
    }
}
