using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SamFast;

/// <summary>Limits each element to [−δ, δ]. NaN remains NaN.</summary>
/// <remarks>The same as <c>optax.clip</c>.</remarks>
/// <param name="maxDelta">δ, the largest magnitude that passes unchanged.</param>
[BoundsUpdate]
public sealed class ClipAttribute([Interval("[0, ∞)")] double maxDelta) : TransformAttribute
{
    /// <summary>min(max(u, −δ), δ).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Update<T>(Vector512<T> update, Vector512<T> maxDelta) =>
        Vector512.Min(Vector512.Max(update, -maxDelta), maxDelta);
}
