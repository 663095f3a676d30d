using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Limits each element to [−δ, δ]. NaN remains NaN.</summary>
/// <remarks>The same as <c>optax.clip</c>.</remarks>
/// <param name="maxDelta">δ, the largest magnitude that passes unchanged.</param>
[BoundsUpdate]
public sealed class ClipAttribute([Interval("[0, ∞)")] double maxDelta) : TransformAttribute
{
    /// <summary>min(max(u, −δ), δ).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L update, L maxDelta) where L : ILanes<L> =>
        L.Min(L.Max(update, -maxDelta), maxDelta);
}
