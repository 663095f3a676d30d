using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>As <c>Lookbehind</c>, with an α for each tensor that follows from the steps: α grows with the cosine between the
/// first step and all steps together.</summary>
/// <remarks>
/// <para>Mordido et al. 2024 (arXiv:2307.16704), with adaptive α, as in the authors' program: α = (1 + c) ÷ 2, with c
/// the cosine of the angle between the first step and all k together, p + u − s. The documentation of <see
/// cref="LookbehindAttribute"/> applies here, too. There is no counterpart in optax.</para>
/// <para>State: s and the first step.</para>
/// </remarks>
[EndsChain]
public sealed class AdaptiveLookbehindAttribute : TransformAttribute
{
    /// <summary>‖p + u − s‖².</summary>
    [Sum(MeasureScope.Tensor)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L SquaredWay<L>(L update, L parameter, L slow) where L : ILanes<L>
    {
        var way = parameter + update - slow;
        return way * way;
    }

    /// <summary>The square of the first step's norm.</summary>
    [Sum(MeasureScope.Tensor)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L SquaredFirst<L>(L firstStep) where L : ILanes<L> => firstStep * firstStep;

    /// <summary>⟨the first step, p + u − s⟩.</summary>
    [Sum(MeasureScope.Tensor)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Product<L>(L update, L parameter, L slow, L firstStep) where L : ILanes<L> =>
        firstStep * (parameter + update - slow);

    /// <summary>1 in the first step of a period; 1 − α in the last, and 0 in the others.</summary>
    public static void Prepare(
        double squaredWay, double squaredFirst, double product, bool hasClimbed, bool isLastDescent, ref double hasBegun,
        out double isFirst, out double pull)
    {
        const double Eps = 1e-8;
        isFirst = 1 - hasBegun;
        // A first step that is the last one goes along the whole way.
        double cosine = isFirst == 1 ? 1 : product / Math.Max(Math.Sqrt(squaredWay), Eps) / Math.Max(Math.Sqrt(squaredFirst), Eps);
        hasBegun = hasClimbed && !isLastDescent ? 1 : 0;
        pull = hasClimbed && isLastDescent ? (1 - cosine) / 2 : 0;
    }

    /// <summary>In the first step, s ← p, and the step is kept.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate<L>(
        L update, L parameter, [Position] ref L slow, ref L firstStep, L isFirst) where L : ILanes<L>
    {
        slow = Origin.Of(parameter, slow, isFirst);
        firstStep = Origin.Of(update, firstStep, isFirst);
    }

    /// <summary>u, and in the last step u − (1 − α)·(p + u − s).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L update, L parameter, L slow, L pull) where L : ILanes<L> =>
        LookaheadAttribute.Update(update, parameter, slow, pull);

    /// <summary>s: between two periods, the parameters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L EvaluationParameters<L>(L parameter, L slow, L hasBegun) where L : ILanes<L> =>
        LookaheadAttribute.EvaluationParameters(parameter, slow, hasBegun);
}
