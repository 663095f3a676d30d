using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Keeps an exponential moving average of the parameters after each step, and changes nothing.</summary>
/// <remarks>
/// <para>Polyak and Juditsky 1992 (doi:10.1137/0330046). The average is the evaluation parameters, which
/// <see cref="IAveragingOptimizer{T}"/> provides. With <paramref name="debias"/>, it starts at 0 and is divided by the sum of
/// its weights, 1 − dᵗ: as <c>optax.ema</c> of the parameters. The same as <c>optax.incremental_update</c> after each step,
/// with a step size of 1 − d, if it is without: it then starts at the parameters before the first step. (torch's
/// <c>get_ema_multi_avg_fn</c> starts at those after it.)</para>
/// <para>A skipped step is not averaged; in SAM, steps are descents, and after projections, the average is of the projected
/// parameters. State: the average without the last parameters, which are added where it is read, and the sum
/// of all weights.</para>
/// </remarks>
/// <param name="decay">d, the decay of the average.</param>
/// <param name="debias">True to start the average at 0 and correct its bias.</param>
[EndsChain]
public sealed class ParamsEmaAttribute([Interval("[0, 1)")] double decay = 0.999, bool debias = true)
    : TransformAttribute
{
    /// <summary>The share of the parameters that the last step left, 1 − d, and the sum of the weights with those that
    /// this step leaves: 1 − dᵗ, as long as d stays the same.</summary>
    public static void Prepare(
        double decay, bool debias, ref double weightSum, ref double oneMinusDecay, out double isFirst, out double share)
    {
        isFirst = weightSum == 0 ? 1 : 0;
        share = oneMinusDecay;
        oneMinusDecay = 1 - decay;
        weightSum = debias ? decay * weightSum + oneMinusDecay : 1;
    }

    /// <summary>m ← m + (1 − d)(p − m), with the p that the last step left; in the first step, 0 or p.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate<L>(
        L parameter, [Position] ref L average, L isFirst, L share, bool debias) where L : ILanes<L> =>
        average = L.IfEqual(
            isFirst, L.One, debias ? L.Zero : parameter, L.MultiplyAdd(share, parameter - average, average));

    /// <summary>u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L update) where L : ILanes<L> => update;

    /// <summary>m + (1 − d)(p − m), divided by the sum of the weights; before the first step, the parameters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L EvaluationParameters<L>(
        L parameter, L average, L oneMinusDecay, L weightSum, bool debias) where L : ILanes<L>
    {
        var all = L.MultiplyAdd(oneMinusDecay, parameter - average, average);
        return L.IfEqual(
            weightSum, L.Zero, parameter, debias ? all / weightSum : all);
    }
}
