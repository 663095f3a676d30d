using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SamFast;

/// <summary>Multiplies the update by a mask that the caller gives: of ones and zeros, or any numbers.</summary>
/// <remarks>
/// <para>The mask is the state vector <c>mask</c>, of ones until it is set: <c>optimizer.Slot("mask").Set(mask)</c>; in
/// the adversary of <c>[Sam]</c>, <c>Slot("adversaryMask")</c>. It is saved, copied and grown like all state, and 2
/// bytes a parameter with <c>BFloat16 = "mask"</c>, where ones and zeros are exact. Where it is 0, the update becomes
/// 0, whatever it was.</para>
/// <para><see cref="SparseAscentAttribute"/> tells its use, <see cref="SparseMask"/> makes masks. There is no
/// counterpart in optax.</para>
/// </remarks>
public sealed class ScaleByMaskAttribute : TransformAttribute
{
    /// <summary>u·m, and 0 where m is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Update<T>(Vector512<T> update, [CallerProvided, StartsAt(1)] Vector512<T> mask) =>
        Vector512.ConditionalSelect(Vector512.Equals(mask, Vector512<T>.Zero), Vector512<T>.Zero, update * mask);
}
