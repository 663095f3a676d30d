using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace SamFast.Runtime;

/// <summary>Random numbers for the elements of a vector: each a function of the seed, the step, the stream and the element's
/// index, and of nothing else. The same bits for any number of threads, any tiling and any vector width.</summary>
/// <remarks>Philox 4x32-10 (Salmon et al. 2011), with the index, the step (two words) and the stream as the counter, and the
/// seed as the key; for <see cref="float"/>, two elements share the four words of a counter. Used by generated code, see
/// <see cref="NormalAttribute"/>.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct RandomLanes
{
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

    /// <summary>Returns standard normal numbers for a block.</summary>
    /// <remarks>Box and Muller 1958: √(−2 ln u)·sin(πv), with u in (0, 1] and v in (−½, ½), which is distributed as the cosine
    /// of a full turn. For <see cref="float"/>, u and v have 30 and 31 random bits and a magnitude is 6.56 at most; for
    /// <see cref="double"/>, 52 each, and 8.58. Relative error of the formula: below 2⁻²¹ and 2⁻⁵⁰. The same bits on every
    /// processor.</remarks>
    /// <param name="index">The index of the block's first element.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Normal<L, T>(nuint index) where L : ILanes<L, T>
    {
        Words<L, T>(index, out var word0, out var word1);
        L u, v;
        if (typeof(T) == typeof(double))
        {
            u = Fraction(word0) + L.Create(HalfPer52);
            v = Fraction(word1) - L.Create(0.5) + L.Create(HalfPer52);
        }
        else
        {
            // Odd numbers: none is 0, and v is symmetric.
            var odd = L.CreateBits(1);
            u = L.ConvertBits(L.ShiftRight(word0, 1) | odd) * L.Create(Per31);
            v = L.ConvertBits(word1 | odd) * L.Create(Per32);
        }

        return L.Sqrt(L.Create(-2) * Elementary.LogOfUniform<L, T>(u)) * Elementary.SinPi<L, T>(v);
    }

    /// <summary>Numbers that are uniform in [0, 1), multiples of 2⁻²⁴ (<see cref="float"/>) or 2⁻⁵² (<see cref="double"/>), for
    /// a block.</summary>
    /// <param name="index">The index of the block's first element.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Uniform<L, T>(nuint index) where L : ILanes<L, T>
    {
        Words<L, T>(index, out var word, out _);
        return typeof(T) == typeof(double) ? Fraction(word) : L.ConvertBits(L.ShiftRight(word, 8)) * L.Create(Per24);
    }

    /// <summary>−1 or 1, with equal probability, for a block.</summary>
    /// <param name="index">The index of the block's first element.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Rademacher<L, T>(nuint index) where L : ILanes<L, T>
    {
        Words<L, T>(index, out var word, out _);
        return L.One | (word & L.Create(-0.0));
    }

    /// <summary>A number in [0, 1) with 52 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L Fraction<L>(L word) where L : ILanes<L> => (L.ShiftRight(word, 12) | L.One) - L.One;

    /// <summary>Two random words per element, each of the element's width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Words<L, T>(nuint index, out L first, out L second) where L : ILanes<L, T>
    {
        var lower = L.CreateWords(0xFFFF_FFFF);
        uint element = _start + (uint)index;
        if (typeof(T) == typeof(double))
        {
            Mix<L>(element, out var high0, out var low0, out var high1, out var low1);
            first = L.LowerHalvesOfWordsAtTop(high0) | (low0 & lower);
            second = L.LowerHalvesOfWordsAtTop(high1) | (low1 & lower);
            return;
        }

        // The first two words are an even element's, the other two those of the odd one after it: as they lie in memory.
        Mix<L>(element >> 1, out var even0, out var even1, out var odd0, out var odd1);
        if ((element & 1) != 0)
        {
            (even0, even1) = (odd0, odd1);
            Mix((element >> 1) + 1, out odd0, out odd1, out _, out L _);
        }

        first = (even0 & lower) | L.LowerHalvesOfWordsAtTop(odd0);
        second = (even1 & lower) | L.LowerHalvesOfWordsAtTop(odd1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Mix<L>(uint start, out L word0, out L word1, out L word2, out L word3) where L : ILanes<L>
    {
        word0 = L.AddWords(L.CreateWords(start), L.WordIndices);
        word1 = L.CreateWords(_step & 0xFFFF_FFFF);
        word2 = L.CreateWords(_step >> 32);
        word3 = L.CreateWords(_stream);
        Philox.Mix(
            ref word0, ref word1, ref word2, ref word3, L.CreateWords(_seed & 0xFFFF_FFFF), L.CreateWords(_seed >> 32));
    }
}
