using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SamFast;

/// <summary>Replaces NaN by 0. Infinities pass.</summary>
/// <remarks>The same as <c>optax.zero_nans</c>, without the flag that says in which tensors there was a NaN.</remarks>
public sealed class ZeroNansAttribute : TransformAttribute
{
    /// <summary>u, or 0 where u is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Update<T>(Vector512<T> update) =>
        Vector512.ConditionalSelect(Vector512.Equals(update, update), update, Vector512<T>.Zero);
}
