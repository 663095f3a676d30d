using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SamFast.Authoring;

public static partial class Lanes
{
    /// <summary>Sets the lanes whose magnitude is below the threshold to 0. The others keep their bits, NaN and the
    /// infinities among them.</summary>
    /// <remarks>The comparison is "below", not "at or above", because both are false for NaN.</remarks>
    /// <param name="value">The lanes.</param>
    /// <param name="threshold">The threshold, not negative; with 0, every lane is kept.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> FlushBelow<T>(Vector512<T> value, Vector512<T> threshold) =>
        Vector512.ConditionalSelect(~Vector512.LessThan(Vector512.Abs(value), threshold), value, Vector512<T>.Zero);

    /// <summary>Sets the elements whose magnitude is below the threshold to 0, likewise.</summary>
    /// <param name="values">The elements, modified in place.</param>
    /// <param name="threshold">The threshold, not negative.</param>
    public static void FlushBelow<T>(Span<T> values, T threshold) where T : unmanaged
    {
        ref var first = ref MemoryMarshal.GetReference(values);
        var thresholds = Vector512.Create(threshold);
        for (int i = 0; i < values.Length; i += Vector512<T>.Count)
            Store(FlushBelow(Load(ref first, i, values.Length), thresholds), ref first, i, values.Length);
    }
}
