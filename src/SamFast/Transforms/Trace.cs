using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Momentum: a trace of past updates, t ← u + d·t.</summary>
/// <remarks>Polyak 1964; Nesterov's variant as in Sutskever et al. 2013. The same as <c>optax.trace</c>: the new update
/// is not scaled by 1 − d.</remarks>
/// <param name="decay">d, the decay of the trace. Declared as 0, the transform is left out.</param>
/// <param name="nesterov">True for Nesterov momentum: u + d·t instead of t.</param>
public sealed class TraceAttribute(
    [Interval("[0, 1)"), IdentityAt(0)] double decay, bool nesterov = false) : TransformAttribute
{
    /// <summary>t ← u + d·t.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate<L>(L update, ref L trace, L decay) where L : ILanes<L> =>
        trace = L.MultiplyAdd(decay, trace, update);

    /// <summary>The trace, or one step ahead of it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L update, L trace, L decay, bool nesterov) where L : ILanes<L> =>
        nesterov ? L.MultiplyAdd(decay, trace, update) : trace;
}
