using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Passes the update unchanged.</summary>
/// <remarks>The same as <c>optax.identity</c>.</remarks>
public sealed class IdentityAttribute : TransformAttribute
{
    /// <summary>u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L update) where L : ILanes<L> => update;
}
