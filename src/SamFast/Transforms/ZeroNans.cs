using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Replaces NaN by 0. Infinities pass.</summary>
/// <remarks>The same as <c>optax.zero_nans</c>, without the flag that says in which tensors there was a NaN.</remarks>
public sealed class ZeroNansAttribute : TransformAttribute
{
    /// <summary>u, or 0 where u is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L update) where L : ILanes<L> =>
        L.IfEqual(update, update, update, L.Zero);
}
