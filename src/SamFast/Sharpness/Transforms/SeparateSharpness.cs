using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SamFast;

/// <summary>After a climb, passes the gradient from before it, and stores the change gₛ − g.</summary>
/// <remarks>Yue et al. 2023 (arXiv:2305.15817), WSAM in its decoupled form, with <see cref="AddSharpnessAttribute"/>:
/// <c>[Sam&lt;Outer&gt;(0.05), SeparateSharpness, AddSharpness(0.1)]</c>. There is no counterpart in optax.</remarks>
public sealed class SeparateSharpnessAttribute() : TransformAttribute
{
    /// <summary>1 after a climb.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prepare(bool hasClimbed, out double isClimb) => isClimb = hasClimbed ? 1 : 0;

    /// <summary>g; gₛ − g is kept.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Update<T>(
        Vector512<T> update, Vector512<T> ascentGradient, ref Vector512<T> sharpness, Vector512<T> isClimb)
    {
        var hasClimbed = Vector512.GreaterThan(isClimb, Vector512<T>.Zero);
        sharpness = Vector512.ConditionalSelect(hasClimbed, update - ascentGradient, Vector512<T>.Zero);
        return Vector512.ConditionalSelect(hasClimbed, ascentGradient, update);
    }
}
