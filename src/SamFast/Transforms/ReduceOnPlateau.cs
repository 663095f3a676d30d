using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SamFast;

/// <summary>Scales the update by a factor that shrinks when the loss stops improving.</summary>
/// <remarks>
/// <para>The same as <c>optax.contrib.reduce_on_plateau</c>, with these departures: its integers are fixed in the declaration;
/// both tolerances may be 0, where any smaller loss is an improvement; the counts and the averages are double in either
/// precision; an improvement is an average below b − rtol·|b| − atol, b being the best one, where optax and torch have b −
/// rtol·b, which a worse average meets where b is negative. Patience is counted in averages of
/// <paramref name="accumulationSize"/> losses, and the scale changes in the step that completes one.</para>
/// <para>State: the scale, the best average, the counts. A value of NaN makes the current average NaN, which is not an
/// improvement, and has no further effect.</para>
/// </remarks>
/// <param name="factor">The factor of the scale.</param>
/// <param name="patience">The number of averages without improvement after which the scale shrinks; at least 1.</param>
/// <param name="rtol">The relative improvement over the best average that counts as one.</param>
/// <param name="atol">The absolute improvement that is required in addition.</param>
/// <param name="cooldown">The number of averages that do not count after a change of the scale.</param>
/// <param name="accumulationSize">The number of losses per average.</param>
/// <param name="minScale">The smallest scale.</param>
public sealed class ReduceOnPlateauAttribute(
    [Interval("(0, 1)")] double factor = 0.1,
    [Interval("[1, ∞)")] int patience = 10,
    [Interval("[0, 1]")] double rtol = 1e-4,
    [Interval("[0, ∞)")] double atol = 0,
    [Interval("[0, ∞)")] int cooldown = 0,
    [Interval("[1, ∞)")] int accumulationSize = 1,
    [Interval("[0, ∞)")] double minScale = 0) : TransformAttribute
{
    /// <summary>Averages the loss and, when an average is complete, decides.</summary>
    public static void Prepare(
        double value, double factor, int patience, double rtol, double atol, int cooldown, int accumulationSize,
        double minScale,
        [StartsAt(1), LearningRateFactor, Reported("PlateauScale", Description = "Factor of the update")] ref double scale,
        [StartsAt(double.MaxValue)] ref double best,
        ref double average, ref double losses, ref double waited, ref double cooling, out double plateauScale)
    {
        average = (losses * average + value) / (losses + 1);
        losses++;
        if (losses == accumulationSize)
        {
            bool isBetter = average < (1 - (best < 0 ? -rtol : rtol)) * best - atol;
            best = isBetter ? average : best;
            waited = isBetter || cooling > 0 ? 0 : waited + 1;
            if (cooling > 0)
            {
                cooling--;
            }
            else
            {
                bool isOver = waited == patience;
                scale = Math.Max(isOver ? factor * scale : scale, minScale);
                waited = isOver ? 0 : waited;
                cooling = isOver ? cooldown : 0;
            }

            average = losses = 0;
        }

        plateauScale = scale;
    }

    /// <summary>s·u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Update<T>(Vector512<T> update, Vector512<T> plateauScale) => plateauScale * update;
}
