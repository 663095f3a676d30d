using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Projects the moved parameters onto a hypercube: min(max(p, 0), scale).</summary>
/// <remarks>A projection: one of the last links of a chain. The same as <c>optax.projections.projection_hypercube</c>
/// of the updated parameters. NaN remains NaN.</remarks>
/// <param name="scale">The length of an edge.</param>
public sealed class ProjectHypercubeAttribute([Interval("[0, ∞)")] double scale = 1) : TransformAttribute
{
    /// <summary>min(max(p, 0), scale).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Project<L>(L parameter, L scale) where L : ILanes<L> =>
        L.Min(L.Max(parameter, L.Zero), scale);
}
