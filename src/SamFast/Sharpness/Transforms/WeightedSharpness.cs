using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>After a climb, weighs both gradients: a·gₛ + (1 − a)·g, with a = γ ÷ (1 − γ).</summary>
/// <remarks>Yue et al. 2023 (arXiv:2305.15817), WSAM in its coupled form; ½ is SAM, and 0 the outer optimizer alone. Write it
/// after <c>[Sam]</c>. There is no counterpart in optax. If SAM has not climbed, the gradient passes unchanged.</remarks>
/// <param name="gamma">γ, the weight of sharpness.</param>
public sealed class WeightedSharpnessAttribute([Interval("[0, 1)")] double gamma = 0.9) : TransformAttribute
{
    /// <summary>1 − a; 0 where there is nothing to weigh.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prepare(double gamma, bool hasClimbed, out double other) =>
        other = hasClimbed ? 1 - (gamma / (1 - gamma)) : 0;

    /// <summary>gₛ + (1 − a)(g − gₛ).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L update, L ascentGradient, L other) where L : ILanes<L> =>
        PenalizeGradientNormAttribute.Update(update, ascentGradient, other);
}
