using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>After a climb, mixes both gradients: (1 − α)·g + α·gₛ.</summary>
/// <remarks>Zhao et al. 2022 (arXiv:2202.03599), the penalty on the norm of the gradient; 1 is SAM. Write it after
/// <c>[Sam]</c>. There is no counterpart in optax. If SAM has not climbed, the gradient passes unchanged.</remarks>
/// <param name="alpha">α, the weight of the second gradient; the penalty divided by the radius.</param>
public sealed class PenalizeGradientNormAttribute([Interval("[0, 1]")] double alpha = 0.8) : TransformAttribute
{
    /// <summary>1 − α; 0 where there is nothing to mix.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prepare(double alpha, bool hasClimbed, out double other) => other = hasClimbed ? 1 - alpha : 0;

    /// <summary>gₛ + (1 − α)(g − gₛ).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L update, L ascentGradient, L other) where L : ILanes<L> =>
        L.IfEqual(
            other, L.Zero, update, L.MultiplyAdd(other, ascentGradient - update, update));
}
