using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Lookbehind: SAM steps after each of its k ascents, with the gradient found there, and finally keeps a fraction of
/// the total move.</summary>
/// <remarks>
/// <para>Mordido et al. 2024 (arXiv:2307.16704), Algorithm 1. Written after <c>[Sam]</c>, <c>[Sam&lt;Outer,
/// Ascent&gt;(syncPeriod: 6), Lookbehind]</c> (k = 5): one batch for a period, whose gradients are taken along one
/// climb, as without it; but each of them except the first is a step of the outer optimizer, from the result of the previous
/// one. With s, the parameters before the climb, the k-th step ends at s + α·(p + u − s). <c>StepCount</c> and
/// schedules in the outer optimizer count these steps. There is no counterpart in optax.</para>
/// <para>The authors' program evaluates the gradient twice at each point but the first and the last, which gives the same value
/// for the same batch; here a period takes k + 1 gradients. In transparent mode, the steps change <c>SavedParameters</c>, and
/// <c>Restore</c> restores their current values; s, the evaluation parameters, does not change until a period ends. In opaque
/// mode, all gradients are evaluated before the first step, and k are stored.</para>
/// <para>State: s. A period without a climb is one unchanged step.</para>
/// </remarks>
/// <param name="slowStepSize">α; 1 keeps the whole move.</param>
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
    public static void Accumulate<L>(L parameter, [Position] ref L slow, L isFirst) where L : ILanes<L> =>
        slow = Origin.Of(parameter, slow, isFirst);

    /// <summary>u, and in the last step u − (1 − α)·(p + u − s).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L update, L parameter, L slow, L pull) where L : ILanes<L> =>
        LookaheadAttribute.Update(update, parameter, slow, pull);

    /// <summary>s: between two periods, the parameters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L EvaluationParameters<L>(L parameter, L slow, L hasBegun) where L : ILanes<L> =>
        LookaheadAttribute.EvaluationParameters(parameter, slow, hasBegun);
}
