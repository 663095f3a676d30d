using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>After a climb, scales the gradient to the norm of the gradient before it: gₛ·‖g‖ ÷ ‖gₛ‖.</summary>
/// <remarks>Tan et al. 2024 (arXiv:2401.07250), StableSAM: the steps are as long as those of the outer optimizer alone. Write
/// it after <c>[Sam]</c>. There is no counterpart in optax. Norms are over all parameters. If one is 0, or SAM has not climbed,
/// the gradient passes unchanged.</remarks>
public sealed class RescaleToAscentAttribute() : TransformAttribute
{
    /// <summary>‖g‖².</summary>
    [Sum]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L SquaredAscentNorm<L>(L ascentGradient) where L : ILanes<L> => ascentGradient * ascentGradient;

    /// <summary>‖gₛ‖².</summary>
    [Sum, Reported("UpdateNorm", AtHead = "GradientNorm", SquareRoot = true, Description = "2-norm of the update")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L SquaredNorm<L>(L update) where L : ILanes<L> => update * update;

    /// <summary>‖g‖ ÷ ‖gₛ‖.</summary>
    public static void Prepare(double squaredAscentNorm, double squaredNorm, bool hasClimbed, out double stretch) =>
        stretch = hasClimbed && squaredNorm != 0 && squaredAscentNorm != 0 ? Math.Sqrt(squaredAscentNorm / squaredNorm) : 1;

    /// <summary>The gradient, as long as the other one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L update, L stretch) where L : ILanes<L> => update * stretch;
}
