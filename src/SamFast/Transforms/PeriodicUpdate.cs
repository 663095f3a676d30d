using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Keeps a copy of the parameters that is renewed after every k-th step, a target network, and changes
/// nothing.</summary>
/// <remarks>
/// <para>Mnih et al. 2015 (doi:10.1038/nature14236), Grill et al. 2020 (arXiv:2006.07733). The same as
/// <c>optax.periodic_update</c> after each step, with the number of steps taken. The copy is the evaluation parameters,
/// which <see cref="IAveragingOptimizer{T}"/> hands out; at first it is the parameters before the first step.</para>
/// <para>A step that does not happen is not counted; in SAM, steps are descents. State: the copy, which is taken in the
/// step after the k-th; the steps since that one.</para>
/// </remarks>
/// <param name="updatePeriod">k, at least 1.</param>
[EndsChain]
public sealed class PeriodicUpdateAttribute([Interval("[1, ∞)")] int updatePeriod) : TransformAttribute
{
    /// <summary>1 in the first of k steps.</summary>
    public static void Prepare(int updatePeriod, ref double sinceUpdate, out double isFirst)
    {
        isFirst = sinceUpdate == 0 ? 1 : 0;
        sinceUpdate = sinceUpdate + 1 < updatePeriod ? sinceUpdate + 1 : 0;
    }

    /// <summary>The copy ← p, in the first of k steps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate<L>(L parameter, [Position] ref L target, L isFirst) where L : ILanes<L> =>
        target = Origin.Of(parameter, target, isFirst);

    /// <summary>u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L update) where L : ILanes<L> => update;

    /// <summary>The copy; after the k-th step, the parameters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L EvaluationParameters<L>(L parameter, L target, L sinceUpdate) where L : ILanes<L> =>
        L.IfEqual(sinceUpdate, L.Zero, parameter, target);
}
