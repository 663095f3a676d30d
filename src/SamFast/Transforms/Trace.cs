using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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
    public static void Accumulate<T>(Vector512<T> update, ref Vector512<T> trace, Vector512<T> decay) =>
        trace = Lanes.MultiplyAdd(decay, trace, update);

    /// <summary>The trace, or one step ahead of it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Update<T>(
        Vector512<T> update, Vector512<T> trace, Vector512<T> decay, bool nesterov) =>
        nesterov ? Lanes.MultiplyAdd(decay, trace, update) : trace;
}
