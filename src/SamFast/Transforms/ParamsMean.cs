using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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
    public static void Accumulate<T>(Vector512<T> parameter, [Position] ref Vector512<T> mean, Vector512<T> share) =>
        mean = Mean(parameter, mean, share);

    /// <summary>u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Update<T>(Vector512<T> update) => update;

    /// <summary>m + (p − m) ÷ n; until two are averaged, the parameters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> EvaluationParameters<T>(
        Vector512<T> parameter, Vector512<T> mean, Vector512<T> averaged) =>
        Mean(parameter, mean, Vector512<T>.One / Vector512.Max(averaged, Vector512<T>.One));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Mean<T>(Vector512<T> parameter, Vector512<T> mean, Vector512<T> share) =>
        Vector512.ConditionalSelect(
            Vector512.Equals(share, Vector512<T>.One), parameter, Lanes.MultiplyAdd(share, parameter - mean, mean));
}
