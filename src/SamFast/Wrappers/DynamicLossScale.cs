using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SamFast;

/// <summary>Undoes a scale of the loss, which keeps gradients of narrow types from underflowing, and finds a good one: gradients that
/// are not finite are dropped and the scale shrinks, and after many finite ones it grows.</summary>
/// <remarks>
/// <para>Micikevicius et al. 2018 (arXiv:1710.03740). The same as <c>torch.amp.GradScaler</c>; there is no counterpart in
/// optax. Multiply the loss by the property <c>LossScale</c> before each gradient; it begins with 65536, and powers of two
/// lose no bit. It stays between 2⁻¹²⁶ and 2¹²⁶, whatever the precision: a change that would leave this range is not made.</para>
/// <para>Before <c>[Sam]</c> it is for every gradient: one that is dropped in an ascent is not followed by a descent, and one
/// that is dropped in a descent leaves the parameters where they are: take the gradient again. In opaque mode, the gradient function
/// scales; only the first gradient of a period can be dropped there. Other properties: <c>SteadySteps</c>, finite gradients since
/// the scale changed.</para>
/// </remarks>
/// <param name="growthFactor">What the scale is multiplied by when it grows.</param>
/// <param name="backoffFactor">What it is multiplied by when a gradient was not finite.</param>
/// <param name="growthInterval">How many finite gradients in a row let it grow.</param>
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
    public static Vector512<T> NotFinite<T>(Vector512<T> update) => update - update;

    /// <summary>Whether all is finite. The next scale, and what undoes this one.</summary>
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

    /// <summary>The scale times a factor, or the scale where that leaves the bounds.</summary>
    private static double Bounded(double scale, double factor) =>
        scale * factor is >= 1 / LargestScale and <= LargestScale and var changed ? changed : scale;

    /// <summary>The gradient of the loss itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Update<T>(Vector512<T> update, Vector512<T> inverseScale) => update * inverseScale;
}
