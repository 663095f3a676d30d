using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SamFast;

/// <summary>Lookbehind: lets SAM step after each of its k ascents, with the gradient found there, and in the end go
/// back to a fraction of the way.</summary>
/// <remarks>
/// <para>Mordido et al. 2024 (arXiv:2307.16704), Algorithm 1. Written after <c>[Sam]</c>, <c>[Sam&lt;Outer,
/// Ascent&gt;(syncPeriod: 6), Lookbehind]</c> (k = 5): one batch for a period, whose gradients are taken along one
/// climb, as without it; but each of them except the first is a step of the outer optimizer, from where the last one
/// led to. With s, the parameters where the climb began, the k-th step ends at s + α·(p + u − s). <c>StepCount</c> and
/// schedules in the outer optimizer count these steps. There is no counterpart in optax.</para>
/// <para>The authors' program evaluates the gradient twice at each point but the first and the last, which is the same
/// where the batch is; here a period takes k + 1 gradients. In transparent mode, <c>SavedParameters</c> take part in
/// the steps, and <c>Restore</c> puts back what they have become; s, the evaluation parameters, stays until a period
/// ends. In opaque mode, all gradients are evaluated before the first step, and k are kept.</para>
/// <para>State: s. A period in which SAM does not climb is one step, as it is.</para>
/// </remarks>
/// <param name="slowStepSize">α; 1 leaves the steps as they are.</param>
[EndsChain]
public sealed class LookbehindAttribute([Interval("[0, ∞)")] double slowStepSize = 0.5) : TransformAttribute
{
    /// <summary>1 in the first step of a period; 1 − α in the last, and 0 in the others.</summary>
    public static void Prepare(
        double slowStepSize, bool hasClimbed, bool isLastDescent, ref double hasBegun, out double isFirst, out double pull)
    {
        isFirst = 1 - hasBegun;
        hasBegun = hasClimbed && !isLastDescent ? 1 : 0;
        pull = hasClimbed && isLastDescent ? 1 - slowStepSize : 0;
    }

    /// <summary>s ← p, in the first step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate<T>(Vector512<T> parameter, [Position] ref Vector512<T> slow, Vector512<T> isFirst) =>
        slow = Origin.Of(parameter, slow, isFirst);

    /// <summary>u, and in the last step u − (1 − α)·(p + u − s).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Update<T>(
        Vector512<T> update, Vector512<T> parameter, Vector512<T> slow, Vector512<T> pull) =>
        LookaheadAttribute.Update(update, parameter, slow, pull);

    /// <summary>s: between two periods, the parameters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> EvaluationParameters<T>(
        Vector512<T> parameter, Vector512<T> slow, Vector512<T> hasBegun) =>
        LookaheadAttribute.EvaluationParameters(parameter, slow, hasBegun);
}
