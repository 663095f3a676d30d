using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SamFast;

/// <summary>Passes the update unchanged.</summary>
/// <remarks>The same as <c>optax.identity</c>.</remarks>
public sealed class IdentityAttribute : TransformAttribute
{
    /// <summary>u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Update<T>(Vector512<T> update) => update;
}
