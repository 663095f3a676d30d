using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Multiplies the update by a constant.</summary>
/// <remarks>The same as <c>optax.scale</c>: the sign is not flipped.</remarks>
/// <param name="stepSize">The factor.</param>
public sealed class ScaleAttribute([LearningRateFactor] double stepSize) : TransformAttribute
{
    /// <summary>s·u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L update, L stepSize) where L : ILanes<L> => stepSize * update;
}
