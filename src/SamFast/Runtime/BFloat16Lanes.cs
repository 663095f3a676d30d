using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SamFast.Runtime;

/// <summary>Slots in bfloat16, the upper half of a <see cref="float"/>: 16 of them in 32 bytes.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class BFloat16Lanes
{
    private const int Dropped = 16;

    /// <summary>Loads one loop width of elements, 8 or 16, and widens them exactly.</summary>
    /// <param name="source">The first element of the tile's slot.</param>
    /// <param name="index">The index of the first element.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(ref ushort source, nuint index)
    {
        if (Vector512.IsHardwareAccelerated)
            return LoadFull(ref source, index);
        var (lower, upper) = Vector128.Widen(Vector128.LoadUnsafe(ref source, index));
        return (Vector256.Create(lower, upper) << Dropped).AsSingle().ToVector512Unsafe();
    }

    /// <summary>Loads a block of 16 elements and widens them exactly.</summary>
    /// <param name="source">The first element of the tile's slot.</param>
    /// <param name="index">The index of the block's first element.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LoadFull(ref ushort source, nuint index)
    {
        var halves = Vector256.LoadUnsafe(ref source, index);
        if (Avx512F.IsSupported)
            return (Avx512F.ConvertToVector512UInt32(halves) << Dropped).AsSingle();
        var (lower, upper) = Vector256.Widen(halves);
        return (Vector512.Create(lower, upper) << Dropped).AsSingle();
    }

    /// <summary>Stores one loop width of elements, rounded to nearest, ties to even.</summary>
    /// <param name="value">The elements. NaN remains NaN; a value that rounds beyond the largest bfloat16 becomes
    /// infinite.</param>
    /// <param name="destination">The first element of the tile's slot.</param>
    /// <param name="index">The index of the first element.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> value, ref ushort destination, nuint index) =>
        StoreUpper(Nearest(value), ref destination, index);

    /// <summary>Stores one loop width of elements with stochastic rounding.</summary>
    /// <param name="value">The elements.</param>
    /// <param name="destination">The first element of the tile's slot.</param>
    /// <param name="index">The index of the first element.</param>
    /// <param name="chance">16 random bits for each element, in the lower halves: <see cref="RoundingNoise"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> value, ref ushort destination, nuint index, Vector512<uint> chance) =>
        StoreUpper(Stochastic(value, chance), ref destination, index);

    /// <summary>Stores a block of 16 elements, rounded to nearest, ties to even.</summary>
    /// <param name="value">The elements. NaN remains NaN; a value that rounds beyond the largest bfloat16 becomes
    /// infinite.</param>
    /// <param name="destination">The first element of the tile's slot.</param>
    /// <param name="index">The index of the block's first element.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFull(Vector512<float> value, ref ushort destination, nuint index) =>
        StoreUpperFull(Nearest(value), ref destination, index);

    /// <summary>Stores a block of 16 elements with stochastic rounding.</summary>
    /// <param name="value">The elements.</param>
    /// <param name="destination">The first element of the tile's slot.</param>
    /// <param name="index">The index of the block's first element.</param>
    /// <param name="chance">16 random bits for each element, in the lower halves: <see cref="RoundingNoise"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFull(Vector512<float> value, ref ushort destination, nuint index, Vector512<uint> chance) =>
        StoreUpperFull(Stochastic(value, chance), ref destination, index);

    /// <summary>Rounds as <see cref="Store(Vector512{float}, ref ushort, nuint)"/> does, and returns the widened
    /// result.</summary>
    /// <param name="value">The elements to round.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Round(Vector512<float> value) =>
        (Nearest(value) & Vector512.Create(0xFFFF_0000u)).AsSingle();

    /// <summary>Rounds as <see cref="Store(Vector512{float}, ref ushort, nuint, Vector512{uint})"/> does, and returns the
    /// widened result.</summary>
    /// <param name="value">The elements to round.</param>
    /// <param name="chance">16 random bits for each element, in the lower halves: <see cref="RoundingNoise"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Round(Vector512<float> value, Vector512<uint> chance) =>
        (Stochastic(value, chance) & Vector512.Create(0xFFFF_0000u)).AsSingle();

    // Rounded in their upper halves; the lower halves are dropped. A carry into the exponent is right: the next
    // number up, or infinity.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Nearest(Vector512<float> value)
    {
        var bits = value.AsUInt32();
        var isOdd = (bits >> Dropped) & Vector512<uint>.One;
        return KeepNaN(value, bits + isOdd + Vector512.Create(0x7FFFu));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Stochastic(Vector512<float> value, Vector512<uint> chance) =>
        KeepNaN(value, value.AsUInt32() + chance);

    // A quiet NaN has a bit in the upper half.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> KeepNaN(Vector512<float> value, Vector512<uint> rounded) => Vector512.ConditionalSelect(
        Vector512.Equals(value, value).AsUInt32(), rounded, value.AsUInt32() | Vector512.Create(0x0040_0000u));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreUpper(Vector512<uint> bits, ref ushort destination, nuint index)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            StoreUpperFull(bits, ref destination, index);
            return;
        }

        var halves = bits.GetLower() >> Dropped;
        Vector128.Narrow(halves.GetLower(), halves.GetUpper()).StoreUnsafe(ref destination, index);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreUpperFull(Vector512<uint> bits, ref ushort destination, nuint index)
    {
        // Every second half, in one permutation: a conversion that stores takes three times as long.
        var upper = (Vector512<ushort>.Indices << 1) + Vector512<ushort>.One;
        var halves = Avx512BW.IsSupported
            ? Avx512BW.PermuteVar32x16(bits.AsUInt16(), upper).GetLower()
            : Vector256.Narrow((bits >> Dropped).GetLower(), (bits >> Dropped).GetUpper());
        halves.StoreUnsafe(ref destination, index);
    }
}
