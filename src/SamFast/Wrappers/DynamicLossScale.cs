using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Divides gradients by the scale of the loss, which keeps gradients of narrow types from underflowing, and adapts the
/// scale: a gradient that is not finite is dropped and shrinks it, and many finite ones in a row increase it.</summary>
/// <remarks>
/// <para>Micikevicius et al. 2018 (arXiv:1710.03740). The same as <c>torch.amp.GradScaler</c>; there is no counterpart in
/// optax. Multiply the loss by the property <c>LossScale</c> before each gradient; it begins with 65536, and powers of two are
/// exact. It is kept between 2⁻¹²⁶ and 2¹²⁶ in either precision: a change that would leave this range is not made.</para>
/// <para>Before <c>[Sam]</c>, it applies to every gradient. A gradient dropped in an ascent is not followed by a descent; after
/// one dropped in a descent, the parameters are still perturbed: compute the gradient again. In opaque mode, the gradient
/// function must scale the loss, and only the first gradient of a period can be dropped. Other properties: <c>SteadySteps</c>,
/// finite gradients since the scale changed.</para>
/// </remarks>
/// <param name="growthFactor">The factor by which the scale grows.</param>
/// <param name="backoffFactor">The factor of the scale after a gradient that is not finite.</param>
/// <param name="growthInterval">The number of finite gradients in a row after which the scale grows.</param>
public sealed class DynamicLossScaleAttribute(
    [Interval("[1, ∞)")] double growthFactor = 2,
    [Interval("(0, 1)")] double backoffFactor = 0.5,
    [Interval("[1, ∞)")] int growthInterval = 2000) : ConditionallyMaskAttribute
{
    /// <summary>2¹²⁶: with it, the scale and its inverse are normal numbers of either type.</summary>
    private const double LargestScale = 8.507059173023462e37;

    /// <summary>u − u: 0 where u is finite, NaN elsewhere, and so is the sum.</summary>
    [Sum]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L NotFinite<L>(L update) where L : ILanes<L> => update - update;

    /// <summary>Returns true if all elements are finite. Computes the next scale and the inverse of the current one.</summary>
    public static bool ShouldStep(
        double notFinite, double growthFactor, double backoffFactor, int growthInterval,
        [StartsAt(65536)] ref double lossScale, ref double inverseScale, ref long steadySteps)
    {
        inverseScale = 1 / lossScale;
        if (notFinite != 0)
        {
            lossScale = Bounded(lossScale, backoffFactor);
            steadySteps = 0;
            return false;
        }

        steadySteps++;
        if (steadySteps >= growthInterval)
        {
            lossScale = Bounded(lossScale, growthFactor);
            steadySteps = 0;
        }

        return true;
    }

    /// <summary>The scale times a factor, or the scale if the product is out of bounds.</summary>
    private static double Bounded(double scale, double factor) =>
        scale * factor is >= 1 / LargestScale and <= LargestScale and var changed ? changed : scale;

    /// <summary>The gradient of the loss itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L update, L inverseScale) where L : ILanes<L> => update * inverseScale;
}
