using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Projects the moved parameters onto a ball of the maximum norm: each of them onto [−r, r].</summary>
/// <remarks>A projection: one of the last links of a chain. The same as <c>optax.projections.projection_linf_ball</c>
/// of the updated parameters, whose <c>scale</c> is the radius. NaN remains NaN.</remarks>
/// <param name="radius">r, the largest magnitude of a parameter.</param>
public sealed class ProjectLInfBallAttribute([Interval("[0, ∞)")] double radius = 1) : TransformAttribute
{
    /// <summary>min(max(p, −r), r).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Project<L>(L parameter, L radius) where L : ILanes<L> =>
        L.Min(L.Max(parameter, -radius), radius);
}
