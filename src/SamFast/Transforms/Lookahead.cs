using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Lookahead: after every k steps, the parameters keep a fraction of their total move.</summary>
/// <remarks>
/// <para>Zhang et al. 2019 (arXiv:1907.08610), Algorithm 1. With s, the slow weights: the parameters where the last k steps
/// began, and α, the k-th step ends at s + α·(p + u − s). The same as <c>optax.lookahead</c>: it comes last in a chain and
/// encloses all transforms before it; projections may follow. The caller's parameters are optax's fast ones, with which
/// gradients are taken; the slow ones are the evaluation parameters, which <see cref="IAveragingOptimizer{T}"/>
/// provides.</para>
/// <para>State: s, a copy of the parameters before the first of k steps, and the number of steps since.
/// Departures: after a synchronization both are the same to the last bit; only the step that synchronizes computes it,
/// so a NaN cannot leak from another one. In SAM, steps are descents.</para>
/// </remarks>
/// <param name="syncPeriod">k, at least 1.</param>
/// <param name="slowStepSize">α; 1 keeps the whole move.</param>
/// <param name="resetState">True to restart the transforms before it after each synchronization: state, counts and
/// schedules.</param>
[EndsChain]
public sealed class LookaheadAttribute(
    [Interval("[1, ∞)")] int syncPeriod,
    [Interval("[0, ∞)")] double slowStepSize,
    [Enables(nameof(LookaheadAttribute.ShouldReset))] bool resetState = false) : TransformAttribute
{
    /// <summary>1 in the first of k steps; 1 − α in the last, and 0 in the others.</summary>
    public static void Prepare(
        int syncPeriod, double slowStepSize, ref double sinceSync, out double isFirst, out double pull)
    {
        isFirst = sinceSync == 0 ? 1 : 0;
        sinceSync++;
        bool isLast = sinceSync >= syncPeriod;
        pull = isLast ? 1 - slowStepSize : 0;
        sinceSync = isLast ? 0 : sinceSync;
    }

    /// <summary>s ← p, in the first of k steps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate<L>(L parameter, [Position] ref L slow, L isFirst) where L : ILanes<L> =>
        slow = Origin.Of(parameter, slow, isFirst);

    /// <summary>u, and in the last of k steps u − (1 − α)·(p + u − s).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L update, L parameter, L slow, L pull) where L : ILanes<L> =>
        L.IfEqual(
            pull, L.Zero, update, update - pull * (parameter + update - slow));

    /// <summary>s: after a synchronization, the parameters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L EvaluationParameters<L>(L parameter, L slow, L sinceSync) where L : ILanes<L> =>
        L.IfEqual(sinceSync, L.Zero, parameter, slow);

    /// <summary>True if this step has synchronized.</summary>
    public static bool ShouldReset(double sinceSync) => sinceSync == 0;
}
