using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SamFast;

/// <summary>Multiplies the update by a constant.</summary>
/// <remarks>The same as <c>optax.scale</c>: the sign is not flipped.</remarks>
/// <param name="stepSize">The factor.</param>
public sealed class ScaleAttribute([LearningRateFactor] double stepSize) : TransformAttribute
{
    /// <summary>s·u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Update<T>(Vector512<T> update, Vector512<T> stepSize) => stepSize * update;
}
