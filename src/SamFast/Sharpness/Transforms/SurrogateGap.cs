using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>After a climb, subtracts from the gradient the component of g orthogonal to gₛ: gₛ − α·(g − the component of g
/// along gₛ).</summary>
/// <remarks>Zhuang et al. 2022 (arXiv:2203.08065), GSAM. Write it after <c>[Sam]</c>. There is no counterpart in optax. Sums
/// are over all parameters. If SAM has not climbed, or α is 0, the gradient passes unchanged.</remarks>
/// <param name="alpha">α, the factor of the subtracted component.</param>
public sealed class SurrogateGapAttribute([Interval("[0, ∞)")] double alpha = 0.4) : TransformAttribute
{
    /// <summary>⟨g, gₛ⟩.</summary>
    [Sum]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Product<L>(L update, L ascentGradient) where L : ILanes<L> => update * ascentGradient;

    /// <summary>‖gₛ‖².</summary>
    [Sum, Reported("UpdateNorm", AtHead = "GradientNorm", SquareRoot = true, Description = "2-norm of the update")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L SquaredNorm<L>(L update) where L : ILanes<L> => update * update;

    /// <summary>The factors of gₛ, 1 + α·⟨g, gₛ⟩ ÷ ‖gₛ‖², and of g, −α.</summary>
    public static void Prepare(
        double product, double squaredNorm, double alpha, bool hasClimbed, out double along, out double back)
    {
        along = squaredNorm == 0 ? 1 : 1 + alpha * product / squaredNorm;
        back = hasClimbed ? -alpha : 0;
    }

    /// <summary>The combination.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L update, L ascentGradient, L along, L back) where L : ILanes<L> =>
        L.IfEqual(
            back, L.Zero, update, L.MultiplyAdd(back, ascentGradient, along * update));
}
