using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Projects the moved parameters, all of them as one vector, onto a sphere: they are multiplied by r ÷
/// ‖p‖.</summary>
/// <remarks>A projection: one of the last links of a chain. The same as <c>optax.projections.projection_l2_sphere</c>
/// of the updated parameters, whose <c>scale</c> is the radius, except that parameters with a norm of 0 are unchanged; in
/// optax, they become NaN. It takes a separate sweep, after the one that moves and measures the parameters. Squares are
/// formed in the parameters' own type, because scaled ones would cost time in every step: a norm below 1e-19
/// (<see cref="float"/>) or 1e-154 (<see cref="double"/>) loses digits and finally counts as 0, one beyond 1.8e19 or 1.3e154 as
/// infinite, which makes finite parameters 0.</remarks>
/// <param name="radius">r, the norm of the projected parameters.</param>
public sealed class ProjectL2SphereAttribute([Interval("[0, ∞)")] double radius = 1) : TransformAttribute
{
    /// <summary>‖p‖², over all parameters.</summary>
    [Sum]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L SquaredNorm<L>(L parameter) where L : ILanes<L> => parameter * parameter;

    /// <summary>r ÷ ‖p‖, or 1 where the norm is 0.</summary>
    public static void Prepare(double squaredNorm, double radius, out double stretch) =>
        stretch = squaredNorm == 0 ? 1 : radius / Math.Sqrt(squaredNorm);

    /// <summary>p · factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Project<L>(L parameter, L stretch) where L : ILanes<L> => parameter * stretch;
}
