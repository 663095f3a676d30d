using System.Runtime.CompilerServices;

namespace SamFast.Authoring;

/// <summary>The parameters before the first step: the slot <c>origin</c> of several transforms.</summary>
/// <remarks>An optimizer first sees the parameters in its first step. Until then the slot is 0, and a measure of the distance
/// in that step is the norm of the parameters. Do not store the slot in bfloat16 if small distances matter: rounding moves the
/// point.</remarks>
public static class Origin
{
    /// <summary>The new value of the slot: the parameters in the first step, its old value in all others.</summary>
    /// <param name="parameter">The parameters.</param>
    /// <param name="origin">The slot.</param>
    /// <param name="isFirst">1 in the first step, 0 in all others.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Of<L>(L parameter, L origin, L isFirst) where L : ILanes<L> =>
        L.IfEqual(isFirst, L.One, parameter, origin);

    /// <summary>1 in the first step, 0 in all others.</summary>
    /// <param name="count">Steps completed.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double IsFirst(long count) => count == 0 ? 1 : 0;
}
