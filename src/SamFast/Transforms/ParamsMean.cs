using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Keeps the mean of the parameters after each step from some step on, and changes nothing.</summary>
/// <remarks>
/// <para>Polyak and Juditsky 1992 (doi:10.1137/0330046); stochastic weight averaging, Izmailov et al. 2018
/// (arXiv:1803.05407). The same as <c>torch.optim.swa_utils.AveragedModel</c> that is updated after each step; optax
/// has none. The mean is the evaluation parameters, which <see cref="IAveragingOptimizer{T}"/> provides; until the mean begins,
/// they are the parameters.</para>
/// <para>A skipped step is not averaged; in SAM, steps are descents, and after projections, the mean is of the projected
/// parameters. State: the mean without the last parameters, which are added where it is read; the number of parameters in the
/// mean, and the number omitted.</para>
/// </remarks>
/// <param name="start">The number of initial steps that the mean omits.</param>
[EndsChain]
public sealed class ParamsMeanAttribute([Interval("[0, ∞)")] int start = 0) : TransformAttribute
{
    /// <summary>1 ÷ n, with n the number of parameters in the mean so far; at least 1.</summary>
    public static void Prepare(int start, ref double averaged, ref double leftOut, out double share)
    {
        share = 1 / Math.Max(averaged, 1);
        if (leftOut < start)
            leftOut++;
        else
            averaged++;
    }

    /// <summary>m ← m + (p − m) ÷ n, with the p that the last step left; until two are averaged, p.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate<L>(L parameter, [Position] ref L mean, L share) where L : ILanes<L> =>
        mean = Mean(parameter, mean, share);

    /// <summary>u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L update) where L : ILanes<L> => update;

    /// <summary>m + (p − m) ÷ n; until two are averaged, the parameters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L EvaluationParameters<L>(L parameter, L mean, L averaged) where L : ILanes<L> =>
        Mean(parameter, mean, L.One / L.Max(averaged, L.One));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L Mean<L>(L parameter, L mean, L share) where L : ILanes<L> =>
        L.IfEqual(
            share, L.One, parameter, L.MultiplyAdd(share, parameter - mean, mean));
}
