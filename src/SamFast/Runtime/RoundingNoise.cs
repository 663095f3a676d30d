using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace SamFast.Runtime;

/// <summary>The chance with which one or two slots are rounded in a step: 16 bits of each for each element, a hash of the step,
/// the slots and the element's index, and of nothing else.</summary>
/// <typeparam name="L">The lanes of <see cref="float"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct RoundingNoise<L> where L : ILanes<L>
{
    private readonly L _counter;
    private readonly L _key;

    /// <summary>The noise of a tile.</summary>
    /// <param name="step">A number that differs in each step that stores the slot.</param>
    /// <param name="slot">The number in the plan of the first of its slots.</param>
    /// <param name="start">The first of the tile's parameters.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public RoundingNoise(long step, int slot, nuint start)
    {
        // splitmix64: two keys that have nothing to do with those of the step before.
        ulong mixed = ((ulong)step * 0x9E37_79B9_7F4A_7C15) + ((ulong)slot * 0xD1B5_4A32_D192_ED03);
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58_476D_1CE4_E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D0_49BB_1331_11EB;
        mixed ^= mixed >> 31;
        _counter = L.AddBits(L.Indices, L.CreateBits((uint)start + (uint)mixed));
        _key = L.CreateBits((uint)(mixed >> 32));
    }

    /// <summary>The first slot's bits for each element of a block, in the lower halves.</summary>
    /// <param name="index">The index of the block's first element.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L First(nuint index) => L.ShiftRight(At(index), 16);

    /// <summary>The second slot's bits.</summary>
    /// <param name="index">The index of the block's first element.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Second(nuint index)
    {
        // The lower bits of a product do not depend on the higher bits of its factors.
        var hash = At(index);
        return (hash ^ L.ShiftRight(hash, 16)) & L.CreateBits(0xFFFF);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private L At(nuint index)
    {
        // Multiply, fold, multiply; the second key between, or steps would be each other's shifted copies.
        var hash = L.MultiplyBits(L.AddBits(_counter, L.CreateBits((uint)index)), L.CreateBits(0x7FEB_352D));
        return L.MultiplyBits(L.AddBits(hash ^ L.ShiftRight(hash, 15), _key), L.CreateBits(0x846C_A68B));
    }
}
