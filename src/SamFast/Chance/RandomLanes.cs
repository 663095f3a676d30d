using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SamFast;

/// <summary>Random numbers for the elements of a vector: each a function of the seed, the step, the stream and the element's
/// index, and of nothing else. The same bits for any number of threads, any tiling and any vector width.</summary>
/// <remarks>Philox 4x32-10 (Salmon et al. 2011), with the index, the step (two words) and the stream as the counter, and the
/// seed as the key. Used by generated code, see <see cref="NormalAttribute"/>.</remarks>
public readonly struct RandomLanes
{
    private const float Per31 = 1f / (1u << 31), Per32 = 0.5f * Per31, Per24 = 1f / (1 << 24);
    private const double HalfPer52 = 0.5 / (1L << 52);

    private readonly ulong _seed;
    private readonly ulong _step;
    private readonly uint _stream;
    private readonly uint _start;

    /// <summary>The random numbers of a step.</summary>
    /// <param name="seed">Tells one run from another; any number, each is another key.</param>
    /// <param name="step">What is different in each step that asks.</param>
    /// <param name="stream">Tells the uses in one step apart.</param>
    /// <param name="start">The element that has the index 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public RandomLanes(double seed, long step, int stream, nuint start)
    {
        _seed = BitConverter.DoubleToUInt64Bits(seed);
        _step = (ulong)step;
        _stream = (uint)stream;
        _start = (uint)start;
    }

    /// <summary>Standard normal numbers for the block of as many elements as a loop handles at a time.</summary>
    /// <remarks>Box and Muller 1958: √(−2 ln u)·sin(πv), with u in (0, 1] and v in (−½, ½), which is distributed as the cosine
    /// of a full turn. For <see cref="float"/>, u and v have 30 and 31 random bits and a magnitude is 6.56 at most; for
    /// <see cref="double"/>, 52 each, and 8.58. Relative error of the formula: below 2⁻²¹ and 2⁻⁵⁰.</remarks>
    /// <param name="index">Where the block begins.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public Vector512<T> Normal<T>(nuint index) => Narrow(AnyNormal<T>(index));

    /// <summary>Standard normal numbers for a block of 64 bytes.</summary>
    /// <inheritdoc cref="Normal{T}"/>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public Vector512<T> NormalFull<T>(nuint index) => AnyNormal<T>(index);

    /// <summary>Numbers that are uniform in [0, 1), multiples of 2⁻²⁴ (<see cref="float"/>) or 2⁻⁵²
    /// (<see cref="double"/>), for as many elements as a loop handles at a time.</summary>
    /// <param name="index">Where the block begins.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public Vector512<T> Uniform<T>(nuint index) => Narrow(AnyUniform<T>(index));

    /// <summary>Numbers that are uniform in [0, 1), for a block of 64 bytes.</summary>
    /// <inheritdoc cref="Uniform{T}"/>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public Vector512<T> UniformFull<T>(nuint index) => AnyUniform<T>(index);

    /// <summary>−1 or 1, with equal probability, for as many elements as a loop handles at a time.</summary>
    /// <param name="index">Where the block begins.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public Vector512<T> Rademacher<T>(nuint index) => Narrow(AnyRademacher<T>(index));

    /// <summary>−1 or 1, with equal probability, for a block of 64 bytes.</summary>
    /// <inheritdoc cref="Rademacher{T}"/>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public Vector512<T> RademacherFull<T>(nuint index) => AnyRademacher<T>(index);

    // Where only the lower half has meaning, the compiler drops what belongs to the other one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Narrow<T>(Vector512<T> lanes) =>
        Vector512.IsHardwareAccelerated ? lanes : lanes.GetLower().ToVector512Unsafe();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<T> AnyNormal<T>(nuint index)
    {
        var (word0, word1) = Words<T>(index);
        Vector512<T> u, v;
        if (typeof(T) == typeof(float))
        {
            // Odd numbers: none is 0, and v is symmetric.
            var one = Vector512<uint>.One;
            u = (Vector512.ConvertToSingle(((word0.AsUInt32() >> 1) | one).AsInt32()) * Vector512.Create(Per31)).As<float, T>();
            v = (Vector512.ConvertToSingle((word1.AsUInt32() | one).AsInt32()) * Vector512.Create(Per32)).As<float, T>();
        }
        else
        {
            u = (Fraction(word0) + Vector512.Create(HalfPer52)).As<double, T>();
            v = (Fraction(word1) - Vector512.Create(0.5) + Vector512.Create(HalfPer52)).As<double, T>();
        }

        return Vector512.Sqrt(Lanes.Constant<T>(-2) * Lanes.LogPositive(u)) * Lanes.SinPi(v);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<T> AnyUniform<T>(nuint index)
    {
        var (word, _) = Words<T>(index);
        return typeof(T) == typeof(float)
            ? (Vector512.ConvertToSingle((word.AsUInt32() >> 8).AsInt32()) * Vector512.Create(Per24)).As<float, T>()
            : Fraction(word).As<double, T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<T> AnyRademacher<T>(nuint index)
    {
        var (word, _) = Words<T>(index);
        return Vector512<T>.One | (word.As<ulong, T>() & Lanes.Constant<T>(-0.0));
    }

    /// <summary>A number in [0, 1) with 52 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Fraction(Vector512<ulong> word) =>
        ((word >> 12) | Vector512.Create(1.0).AsUInt64()).AsDouble() - Vector512.Create(1.0);

    /// <summary>Two random words for each element, of its own width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (Vector512<ulong> First, Vector512<ulong> Second) Words<T>(nuint index)
    {
        var lower = Vector512.Create(0xFFFF_FFFFul);
        var elements = Vector512.Create((ulong)(_start + (uint)index));
        if (typeof(T) == typeof(float))
        {
            // Elements with an even index, and those with an odd one, in lanes of twice their width.
            elements += Vector512<ulong>.Indices << 1;
            var (even0, even1, _, _) = Mix(elements);
            var (odd0, odd1, _, _) = Mix(elements + Vector512<ulong>.One);
            return ((even0 & lower) | (odd0 << 32), (even1 & lower) | (odd1 << 32));
        }

        var (word0, word1, word2, word3) = Mix(elements + Vector512<ulong>.Indices);
        return ((word0 << 32) | (word1 & lower), (word2 << 32) | (word3 & lower));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (Vector512<ulong> Word0, Vector512<ulong> Word1, Vector512<ulong> Word2, Vector512<ulong> Word3) Mix(
        Vector512<ulong> elements)
    {
        var word0 = elements;
        var word1 = Vector512.Create(_step & 0xFFFF_FFFF);
        var word2 = Vector512.Create(_step >> 32);
        var word3 = Vector512.Create((ulong)_stream);
        Philox.Mix(
            ref word0, ref word1, ref word2, ref word3, Vector512.Create(_seed & 0xFFFF_FFFF), Vector512.Create(_seed >> 32));
        return (word0, word1, word2, word3);
    }
}
