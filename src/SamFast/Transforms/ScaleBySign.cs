using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>The sign of each element: −1, 0 or 1. NaN remains NaN.</summary>
/// <remarks>Bernstein et al. 2018 (arXiv:1802.04434). The same as <c>optax.scale_by_sign</c>.</remarks>
[ScaleInvariant]
public sealed class ScaleBySignAttribute : TransformAttribute
{
    /// <summary>sign(u).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L update) where L : ILanes<L> => L.Sign(update);
}
