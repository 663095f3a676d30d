using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SamFast;

public static partial class Lanes
{
    /// <summary>Sets the lanes whose magnitude is below the threshold to 0. The others keep their bits, NaN and the
    /// infinities among them.</summary>
    /// <remarks>What is not below, and not what is at or above: NaN is neither.</remarks>
    /// <param name="value">What may be too small to be worth its time.</param>
    /// <param name="threshold">The threshold, not negative; with 0, every lane is kept.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> FlushBelow<T>(Vector512<T> value, Vector512<T> threshold) =>
        Vector512.ConditionalSelect(~Vector512.LessThan(Vector512.Abs(value), threshold), value, Vector512<T>.Zero);
}
