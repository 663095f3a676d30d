using System.Runtime.CompilerServices;

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
    public static L Update<L>(L update, L ascentGradient, ref L sharpness, L isClimb) where L : ILanes<L>
    {
        sharpness = L.IfGreater(isClimb, L.Zero, update - ascentGradient, L.Zero);
        return L.IfGreater(isClimb, L.Zero, ascentGradient, update);
    }
}
