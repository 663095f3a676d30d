using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Turns a direction into a step: −η·u.</summary>
/// <remarks>The same as <c>optax.scale_by_learning_rate</c>.</remarks>
/// <param name="learningRate">η; a number, or a schedule that follows as an attribute.</param>
/// <param name="flipSign">True to step against the direction, as descent does.</param>
[AppliesLearningRate(AtDefault = "flipSign")]
public sealed class ScaleByLearningRateAttribute(
    [Interval("[0, ∞)"), LearningRateFactor] double learningRate = double.NaN, bool flipSign = true) : TransformAttribute
{
    /// <summary>±η.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prepare(double learningRate, bool flipSign, out double rate) =>
        rate = flipSign ? -learningRate : learningRate;

    /// <summary>±η·u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L update, L rate) where L : ILanes<L> => rate * update;
}
