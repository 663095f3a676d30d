using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SamFast.Runtime;

/// <summary>Slots in bfloat16, the upper half of a <see cref="float"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class BFloat16
{
    private const int Dropped = 16;

    /// <summary>Stores a block, rounded to nearest, ties to even.</summary>
    /// <param name="value">The elements. NaN remains NaN; a value that rounds beyond the largest bfloat16 becomes
    /// infinite.</param>
    /// <param name="destination">The first element of the tile's slot.</param>
    /// <param name="index">The index of the first element.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<L>(L value, ref ushort destination, nuint index) where L : ILanes<L, float> =>
        L.StoreUpperHalves(Nearest(value), ref destination, index);

    /// <summary>Stores a block with stochastic rounding.</summary>
    /// <param name="value">The elements.</param>
    /// <param name="destination">The first element of the tile's slot.</param>
    /// <param name="index">The index of the first element.</param>
    /// <param name="chance">16 random bits for each element, in the lower halves: <see cref="RoundingNoise{L}"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<L>(L value, ref ushort destination, nuint index, L chance) where L : ILanes<L, float> =>
        L.StoreUpperHalves(Stochastic(value, chance), ref destination, index);

    /// <summary>Rounds as <see cref="Store{L}(L, ref ushort, nuint)"/> does, and returns the widened result.</summary>
    /// <param name="value">The elements to round.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Round<L>(L value) where L : ILanes<L> => Nearest(value) & L.CreateBits(0xFFFF_0000);

    /// <summary>Rounds as <see cref="Store{L}(L, ref ushort, nuint, L)"/> does, and returns the widened result.</summary>
    /// <param name="value">The elements to round.</param>
    /// <param name="chance">16 random bits for each element, in the lower halves: <see cref="RoundingNoise{L}"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Round<L>(L value, L chance) where L : ILanes<L> => Stochastic(value, chance) & L.CreateBits(0xFFFF_0000);

    /// <summary>Rounds a number to nearest, ties to even.</summary>
    internal static ushort Narrow(float value) =>
        (ushort)(BitConverter.SingleToUInt32Bits(Round(Lanes128<float>.Create(value)).Vector.ToScalar()) >> Dropped);

    // Rounded in their upper halves; the lower halves are dropped. A carry into the exponent is right: the next
    // number up, or infinity.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L Nearest<L>(L value) where L : ILanes<L>
    {
        var isOdd = L.ShiftRight(value, Dropped) & L.CreateBits(1);
        return KeepNaN(value, L.AddBits(L.AddBits(value, isOdd), L.CreateBits(0x7FFF)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L Stochastic<L>(L value, L chance) where L : ILanes<L> => KeepNaN(value, L.AddBits(value, chance));

    // A quiet NaN has a bit in the upper half.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L KeepNaN<L>(L value, L rounded) where L : ILanes<L> =>
        L.IfEqual(value, value, rounded, value | L.CreateBits(0x0040_0000));
}
