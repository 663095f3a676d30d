using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Shrinks the whole update so that its 2-norm is at most a maximum; a shorter one passes unchanged.</summary>
/// <remarks>Pascanu et al. 2013 (arXiv:1211.5063). The same as <c>optax.clip_by_global_norm</c>: a norm of NaN makes
/// every element NaN; an infinite one (squares are formed in the parameters' own type and may overflow) makes finite
/// elements 0 and infinite ones NaN. Unlike there, a zero update passes a maximum of 0 as zero, not NaN.</remarks>
/// <param name="maxNorm">The largest norm that passes unchanged.</param>
[BoundsUpdate]
public sealed class ClipByGlobalNormAttribute([Interval("[0, ∞)")] double maxNorm) : TransformAttribute
{
    /// <summary>‖u‖², over all parameters.</summary>
    [Sum, Reported("UpdateNorm", AtHead = "GradientNorm", SquareRoot = true, Description = "2-norm of the update")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L SquaredNorm<L>(L update) where L : ILanes<L> => update * update;

    /// <summary>The factor: 1 up to the maximum, max ÷ ‖u‖ beyond it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prepare(
        double squaredNorm, double maxNorm,
        [Reported("ClipFactor", Description = "Factor (at most 1) of the update")] out double clip)
    {
        double norm = Math.Sqrt(squaredNorm);
        clip = norm <= maxNorm ? 1 : maxNorm / norm;
    }

    /// <summary>u · factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L update, L clip) where L : ILanes<L> => update * clip;
}
