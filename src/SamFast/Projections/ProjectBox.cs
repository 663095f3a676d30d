using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Projects the moved parameters onto a box: min(max(p, lower), upper).</summary>
/// <remarks>A projection: one of the last links of a chain. The same as <c>optax.projections.projection_box</c> of the
/// updated parameters, with scalar bounds. NaN remains NaN.</remarks>
/// <param name="lower">The smallest value of a parameter.</param>
/// <param name="upper">The largest; at least <paramref name="lower"/>.</param>
public sealed class ProjectBoxAttribute(double lower, [Interval("[lower, ∞)")] double upper) : TransformAttribute
{
    /// <summary>min(max(p, lower), upper).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Project<L>(L parameter, L lower, L upper) where L : ILanes<L> =>
        L.Min(L.Max(parameter, lower), upper);
}
