using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace SamFast;

/// <summary>An element of a result from those of up to four operands.</summary>
internal interface IMap
{
    /// <summary>The lanes of the result; operands that were not passed hold those of the first.</summary>
    L Of<L>(L a, L b, L c, L d) where L : ILanes<L>;
}

/// <summary>Loops over elements: the same bits for every vector width.</summary>
internal static class Maps
{
    /// <summary>Writes the elements of a map.</summary>
    internal static void Set<T, F>(F map, Operands<T> from, Span<T> to)
        where T : unmanaged
        where F : struct, IMap => Dispatch(map, from, to, false);

    /// <summary>Adds the elements of a map.</summary>
    internal static void Add<T, F>(F map, Operands<T> from, Span<T> to)
        where T : unmanaged
        where F : struct, IMap => Dispatch(map, from, to, true);

    /// <summary>The sum of the elements of a map: within 4,096 of them in their own type, one sum for each lane of 64 bytes, and
    /// in double beyond.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static double Sum<T, F>(F map, Operands<T> from)
        where T : unmanaged
        where F : struct, IMap
    {
        double total = 0;
        for (int start = 0; start < from.Length; start += Tiling.TileLength)
        {
            int end = Math.Min(from.Length, start + Tiling.TileLength), i = start;
            var sum = Vector512<T>.Zero;
            for (; i + Vector512<T>.Count <= end; i += Vector512<T>.Count)
                sum += from.Load<Lanes512<T>, F>(map, (nuint)i).Vector;
            if (i < end)
                sum += Blocks.FirstOr(from.LoadPart<Lanes512<T>, F>(map, i, end - i).Vector, end - i, Vector512<T>.Zero);
            total += Blocks.Sum(sum);
        }

        return total;
    }

    private static void Dispatch<T, F>(F map, Operands<T> from, Span<T> to, bool adds)
        where T : unmanaged
        where F : struct, IMap
    {
        if (Vector512.IsHardwareAccelerated)
            Run<Lanes512<T>, T, F>(map, from, to, adds);
        else if (Vector256.IsHardwareAccelerated)
            Run<Lanes256<T>, T, F>(map, from, to, adds);
        else if (AdvSimd.IsSupported)
            Run<Pair<Lanes128<T>, T>, T, F>(map, from, to, adds);
        else
            Run<Lanes128<T>, T, F>(map, from, to, adds);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Run<L, T, F>(F map, Operands<T> from, Span<T> to, bool adds)
        where L : struct, ILanes<L, T>
        where T : unmanaged
        where F : struct, IMap
    {
        ref var first = ref MemoryMarshal.GetReference(to);
        nuint i = 0, length = (nuint)to.Length, width = (nuint)L.Count;
        for (; i + width <= length; i += width)
        {
            var value = from.Load<L, F>(map, i);
            L.Store(adds ? L.Load(ref first, i) + value : value, ref first, i);
        }

        int rest = (int)(length - i);
        if (rest > 0)
        {
            var value = from.LoadPart<L, F>(map, (int)i, rest);
            ref var place = ref Unsafe.Add(ref first, i);
            L.StorePart(adds ? L.LoadPart(ref place, rest, false) + value : value, ref place, rest, false);
        }
    }
}

/// <summary>Up to four operands of a map, of the same length.</summary>
internal readonly ref struct Operands<T> where T : unmanaged
{
    private readonly ref T _a, _b, _c, _d;

    internal Operands(ReadOnlySpan<T> a) : this(a, a, a, a)
    {
    }

    internal Operands(ReadOnlySpan<T> a, ReadOnlySpan<T> b) : this(a, b, a, a)
    {
    }

    internal Operands(ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> c) : this(a, b, c, a)
    {
    }

    internal Operands(ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> c, ReadOnlySpan<T> d)
    {
        _a = ref MemoryMarshal.GetReference(a);
        _b = ref MemoryMarshal.GetReference(b);
        _c = ref MemoryMarshal.GetReference(c);
        _d = ref MemoryMarshal.GetReference(d);
        Length = a.Length;
    }

    internal int Length { get; }

    /// <summary>The map of the lanes from an index on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal L Load<L, F>(F map, nuint i)
        where L : struct, ILanes<L, T>
        where F : struct, IMap =>
        map.Of(L.Load(ref _a, i), L.Load(ref _b, i), L.Load(ref _c, i), L.Load(ref _d, i));

    /// <summary>The map of the last, incomplete lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal L LoadPart<L, F>(F map, int i, int rest)
        where L : struct, ILanes<L, T>
        where F : struct, IMap => map.Of(
            L.LoadPart(ref Unsafe.Add(ref _a, i), rest, false), L.LoadPart(ref Unsafe.Add(ref _b, i), rest, false),
            L.LoadPart(ref Unsafe.Add(ref _c, i), rest, false), L.LoadPart(ref Unsafe.Add(ref _d, i), rest, false));
}
