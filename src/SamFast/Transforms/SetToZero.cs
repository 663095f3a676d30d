using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SamFast;

/// <summary>Makes every update 0: the parameters do not move, even if the gradient is NaN.</summary>
/// <remarks>The same as <c>optax.set_to_zero</c>.</remarks>
public sealed class SetToZeroAttribute : TransformAttribute
{
    /// <summary>0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Update<T>(Vector512<T> update) => Vector512<T>.Zero;
}
