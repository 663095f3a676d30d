using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SamFast;

/// <summary>Projects the moved parameters onto a hypercube: min(max(p, 0), scale).</summary>
/// <remarks>A projection: one of the last links of a chain. The same as <c>optax.projections.projection_hypercube</c>
/// of the updated parameters. NaN remains NaN.</remarks>
/// <param name="scale">The length of an edge.</param>
public sealed class ProjectHypercubeAttribute([Interval("[0, ∞)")] double scale = 1) : TransformAttribute
{
    /// <summary>min(max(p, 0), scale).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Project<T>(Vector512<T> parameter, Vector512<T> scale) =>
        Vector512.Min(Vector512.Max(parameter, Vector512<T>.Zero), scale);
}
