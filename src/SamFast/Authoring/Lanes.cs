using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SamFast.Authoring;

/// <summary>Functions of lanes, for kernels: accurate over the whole range, with the same bits for every width.</summary>
public static class Lanes
{
    /// <summary>Sets the lanes whose magnitude is below the threshold to 0. The others keep their bits, NaN and the
    /// infinities among them.</summary>
    /// <remarks>The comparison is "below", not "at or above", because both are false for NaN.</remarks>
    /// <param name="value">The lanes.</param>
    /// <param name="threshold">The threshold, not negative; with 0, every lane is kept.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L FlushBelow<L>(L value, L threshold) where L : ILanes<L> =>
        L.IfLess(L.Abs(value), threshold, L.Zero, value);

    /// <summary>Sets the elements whose magnitude is below the threshold to 0, likewise.</summary>
    /// <param name="values">The elements, modified in place.</param>
    /// <param name="threshold">The threshold, not negative.</param>
    public static void FlushBelow<T>(Span<T> values, T threshold) where T : unmanaged
    {
        ref var first = ref MemoryMarshal.GetReference(values);
        var thresholds = Vector512.Create(threshold);
        for (int i = 0; i < values.Length; i += Vector512<T>.Count)
        {
            var value = Blocks.Load(ref first, i, values.Length);
            var kept = FlushBelow(new Runtime.Lanes512<T>(value), new Runtime.Lanes512<T>(thresholds));
            Blocks.Store(kept.Vector, ref first, i, values.Length);
        }
    }

    /// <summary>True where a number is neither infinite nor NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L IsFinite<L>(L value) where L : ILanes<L> => L.LessThan(L.Abs(value), L.Create(double.PositiveInfinity));

    /// <summary>The largest finite number of the lanes' type.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static L Largest<L>() where L : ILanes<L> => L.Create(L.IsDouble ? double.MaxValue : float.MaxValue);

    /// <summary>Infinity becomes the largest finite number, so that its difference from another number is one, too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static L AtMostLargest<L>(L value) where L : ILanes<L> => L.MinNative(value, Largest<L>());
}
