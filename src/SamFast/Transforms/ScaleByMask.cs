using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Multiplies the update by a mask that the caller provides: ones and zeros, or any numbers.</summary>
/// <remarks>
/// <para>The mask is the state vector <c>mask</c>, with elements of 1 until it is set: <c>optimizer.Slot("mask").Set(mask)</c>;
/// in the adversary of <c>[Sam]</c>, <c>Slot("adversaryMask")</c>. It is saved, copied and grown like all state, and takes 2
/// bytes per parameter with <c>BFloat16 = "mask"</c>, in which ones and zeros are exact. A mask of 0 makes the update 0, even
/// if it is NaN.</para>
/// <para><see cref="SparseAscentAttribute"/> shows its use, <see cref="SparseMask"/> computes masks. There is no
/// counterpart in optax.</para>
/// </remarks>
public sealed class ScaleByMaskAttribute : TransformAttribute
{
    /// <summary>u·m, and 0 where m is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L update, [CallerProvided, StartsAt(1)] L mask) where L : ILanes<L> =>
        L.IfEqual(mask, L.Zero, L.Zero, update * mask);
}
