using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SamFast.Runtime;

/// <summary>The chance with which one or two slots are rounded in a step: 16 bits of each for each element, a function of the
/// step, the slots and the element's index, and of nothing else.</summary>
/// <remarks>The bits of an element are the sum of two hashes: one of its lane in a block of 16 elements, one of the block. Any two
/// elements are independent, and a block costs one scalar hash.</remarks>
/// <typeparam name="L">The lanes of <see cref="float"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct RoundingNoise<L> where L : struct, ILanes<L, float>
{
    private readonly Vector512<uint> _lanes;
    private readonly ulong _key;

    // In memory, where an instruction multiplies by them: as constants, they would be loaded for each block.
    private readonly ulong _multiply;
    private readonly ulong _multiplyAgain;

    /// <summary>The noise of a tile.</summary>
    /// <param name="step">A number that differs in each step that stores the slot.</param>
    /// <param name="slot">The number in the plan of the first of its slots.</param>
    /// <param name="start">The first of the tile's parameters.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public RoundingNoise(long step, int slot, nuint start)
    {
        // splitmix64: a key that has nothing to do with that of the step before.
        ulong mixed = ((ulong)step * 0x9E37_79B9_7F4A_7C15) + ((ulong)slot * 0xD1B5_4A32_D192_ED03);
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58_476D_1CE4_E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D0_49BB_1331_11EB;
        mixed ^= mixed >> 31;
        _key = mixed + start;
        _multiply = 0x9E37_79B9_7F4A_7C15;
        _multiplyAgain = 0xD6E8_FEB8_6659_FD93;

        // A word for each lane. Multiply, fold, multiply; the upper word between, or keys would give each other's shifted copies.
        Unsafe.SkipInit(out _lanes);
        ref var part = ref Unsafe.As<Vector512<uint>, L>(ref _lanes);
        for (int k = 0; k < 64 / Unsafe.SizeOf<L>(); k++)
        {
            var hash = L.MultiplyBits(L.AddBits(L.Indices, L.CreateBits((uint)mixed + (uint)(k * L.Count))), L.CreateBits(0x7FEB_352D));
            hash = L.AddBits(hash ^ L.ShiftRight(hash, 15), L.CreateBits((uint)(mixed >> 32)));
            Unsafe.Add(ref part, k) = L.MultiplyBits(hash, L.CreateBits(0x846C_A68B));
        }
    }

    /// <summary>32 random bits for each element of a block.</summary>
    /// <param name="index">The index of the block's first element.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L At(nuint index) => L.AddBits(L.CreateBits(OfBlock(_key + (index & ~(nuint)15))), Lanes(index));

    /// <summary>A word for a block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint OfBlock(ulong block)
    {
        ulong hash = block * _multiply;
        hash = (hash ^ (hash >> 32)) * _multiplyAgain;
        return (uint)(hash >> 32);
    }

    /// <summary>The hashes of the lanes from an index on: a register, or a part of the 64 bytes in memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private L Lanes(nuint index) => Unsafe.SizeOf<L>() == 64
        ? Unsafe.BitCast<Vector512<uint>, L>(_lanes)
        : Unsafe.ReadUnaligned<L>(ref Unsafe.AddByteOffset(
            ref Unsafe.As<Vector512<uint>, byte>(ref Unsafe.AsRef(in _lanes)), (index & 15) * sizeof(uint)));
}

/// <summary>The chances of one or two slots, from the bits of <see cref="RoundingNoise{L}"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RoundingNoise
{
    /// <summary>16 random bits for each element of the first slot, in the lower halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L First<L>(L bits) where L : ILanes<L> => L.ShiftRight(bits, 16);

    /// <summary>The same of the second slot.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Second<L>(L bits) where L : ILanes<L> => bits & L.CreateBits(0xFFFF);
}
