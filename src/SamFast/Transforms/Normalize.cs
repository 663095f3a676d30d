using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Divides the whole update by its 2-norm.</summary>
/// <remarks>The same as <c>optax.contrib.normalize</c>, except that a norm of 0 gives a zero update and not NaN: the
/// perturbation of a SAM step at a stationary point is then zero. Squares are formed in the parameters' own type: a norm
/// whose square underflows counts as 0, one whose square overflows as infinite.</remarks>
[ScaleInvariant]
public sealed class NormalizeAttribute : TransformAttribute
{
    /// <summary>‖u‖², over all parameters.</summary>
    [Sum, Reported("UpdateNorm", AtHead = "GradientNorm", SquareRoot = true, Description = "2-norm of the update")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L SquaredNorm<L>(L update) where L : ILanes<L> => update * update;

    /// <summary>1 ÷ ‖u‖, or 0 where the norm is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prepare(double squaredNorm, out double inverseNorm) =>
        inverseNorm = squaredNorm == 0 ? 0 : 1 / Math.Sqrt(squaredNorm);

    /// <summary>u ÷ ‖u‖.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L update, L inverseNorm) where L : ILanes<L> => update * inverseNorm;
}
