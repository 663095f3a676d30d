using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SamFast.Runtime;

/// <summary>The chance with which one or two slots are rounded in a step: 16 bits of each for each element, a hash of the step,
/// the slots and the element's index, and of nothing else.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct RoundingNoise
{
    private readonly Vector512<uint> _counter;
    private readonly Vector512<uint> _key;

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
        _counter = Vector512<uint>.Indices + Vector512.Create((uint)start + (uint)mixed);
        _key = Vector512.Create((uint)(mixed >> 32));
    }

    /// <summary>The first slot's bits for each element of a block, in the lower halves.</summary>
    /// <param name="index">The index of the block's first element.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<uint> First(nuint index) => At(index) >> 16;

    /// <summary>The second slot's bits.</summary>
    /// <param name="index">The index of the block's first element.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<uint> Second(nuint index)
    {
        // The lower bits of a product do not depend on the higher bits of its factors.
        var hash = At(index);
        return (hash ^ (hash >> 16)) & Vector512.Create(0xFFFFu);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<uint> At(nuint index)
    {
        // Multiply, fold, multiply; the second key between, or steps would be each other's shifted copies.
        var hash = (_counter + Vector512.Create((uint)index)) * Vector512.Create(0x7FEB_352Du);
        return ((hash ^ (hash >> 15)) + _key) * Vector512.Create(0x846C_A68Bu);
    }
}
