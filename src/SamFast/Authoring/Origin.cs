using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SamFast.Authoring;

/// <summary>Where the parameters were when the first step was taken: the slot <c>origin</c> of several
/// transforms.</summary>
/// <remarks>An optimizer sees the parameters for the first time in its first step. The slot is 0 until then, and
/// whatever measures the distance from it measures the norm of the parameters in that step. Do not store it in bfloat16
/// where distances matter: those from a rounded point are never small.</remarks>
public static class Origin
{
    /// <summary>The slot in the step at hand: the parameters in the first one, and what it was in all others.</summary>
    /// <param name="parameter">The parameters.</param>
    /// <param name="origin">The slot.</param>
    /// <param name="isFirst">1 in the first step, 0 in all others.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Of<T>(Vector512<T> parameter, Vector512<T> origin, Vector512<T> isFirst) =>
        Vector512.ConditionalSelect(Vector512.Equals(isFirst, Vector512<T>.One), parameter, origin);

    /// <summary>1 in the first step, 0 in all others.</summary>
    /// <param name="count">Steps completed.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double IsFirst(long count) => count == 0 ? 1 : 0;
}
