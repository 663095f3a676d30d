using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Momentum whose new updates are dampened, all but the first: t ← (1 − τ)u + d·t, and t ← u in the first
/// step.</summary>
/// <remarks>The same as the momentum of <c>torch.optim.SGD</c>. With a dampening of 0 it is <c>Trace</c>.</remarks>
/// <param name="decay">d, the decay of the trace. Declared as 0, the transform is left out.</param>
/// <param name="dampening">τ, the omitted fraction of a new update.</param>
/// <param name="nesterov">True for Nesterov momentum: u + d·t instead of t. torch requires a dampening of 0 with it.</param>
public sealed class DampenedTraceAttribute(
    [Interval("[0, 1)"), IdentityAt(0)] double decay, [Interval("[0, 1]")] double dampening = 0, bool nesterov = false)
    : TransformAttribute
{
    /// <summary>1 − τ, or 1 in the first step.</summary>
    public static void Prepare(double dampening, long count, out double gain) => gain = count == 0 ? 1 : 1 - dampening;

    /// <summary>t ← (1 − τ)u + d·t.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate<L>(L update, ref L trace, L decay, L gain) where L : ILanes<L> =>
        trace = L.MultiplyAdd(decay, trace, gain * update);

    /// <summary>The trace, or one step ahead of it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L update, L trace, L decay, bool nesterov) where L : ILanes<L> =>
        nesterov ? L.MultiplyAdd(decay, trace, update) : trace;
}
