using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Projects the moved parameters, all of them as one vector, onto a ball: if their 2-norm exceeds its radius r, they
/// are multiplied by r ÷ ‖p‖.</summary>
/// <remarks>A projection: one of the last links of a chain. The same as <c>optax.projections.projection_l2_ball</c> of the
/// updated parameters, whose <c>scale</c> is the radius. It takes a separate sweep, after the one that moves and measures the
/// parameters. Up to rounding: the norm may exceed the radius by a few units in the last place. A norm of NaN makes every
/// parameter NaN. Squares are formed in the parameters' own type, because scaled ones would cost time in every step: a norm
/// beyond 1.8e19 (<see cref="float"/>) or 1.3e154 (<see cref="double"/>) counts as infinite, which makes finite parameters 0
/// and infinite ones NaN.</remarks>
/// <param name="radius">r, the largest norm that passes unchanged.</param>
public sealed class ProjectL2BallAttribute([Interval("[0, ∞)")] double radius = 1) : TransformAttribute
{
    /// <summary>‖p‖², over all parameters.</summary>
    [Sum]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L SquaredNorm<L>(L parameter) where L : ILanes<L> => parameter * parameter;

    /// <summary>The factor: 1 inside the ball, r ÷ ‖p‖ outside.</summary>
    public static void Prepare(double squaredNorm, double radius, out double shrink)
    {
        double norm = Math.Sqrt(squaredNorm);
        shrink = norm <= radius ? 1 : radius / norm;
    }

    /// <summary>p · factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Project<L>(L parameter, L shrink) where L : ILanes<L> => parameter * shrink;
}
