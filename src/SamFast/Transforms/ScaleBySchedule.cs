using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Multiplies the update by a schedule, which follows as a separate attribute.</summary>
/// <remarks>The same as <c>optax.scale_by_schedule</c>: the sign is not flipped.</remarks>
/// <param name="stepSize">The factor; normally left to the schedule.</param>
public sealed class ScaleByScheduleAttribute([LearningRateFactor] double stepSize = double.NaN) : TransformAttribute
{
    /// <summary>f(count)·u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L update, L stepSize) where L : ILanes<L> => stepSize * update;
}
