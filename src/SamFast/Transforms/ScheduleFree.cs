using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Schedule-Free: accumulates the steps in z, averages z in x, and evaluates gradients between them, at y, the
/// parameters.</summary>
/// <remarks>
/// <para>Defazio et al. 2024 (arXiv:2405.15682). The same as <c>optax.contrib.schedule_free</c>: it follows the transforms that
/// compute a whole step u, including the learning rate, without momentum and without a decaying schedule. z ←
/// z + u; x ← (1 − c)x + cz; y ← βx + (1 − β)z, with c = w ÷ Σw and w = (the largest learning rate so far)ᵖ, or 0 where
/// that is 0 ÷ 0. As in the authors' code, x is nowhere in memory: y moves by c(z − y) + (1 − β)(1 − c)u, z being the
/// new one, which is the same without the cancellation.</para>
/// <para>x = (y − (1 − β)z) ÷ β is the evaluation parameters, which <see cref="IAveragingOptimizer{T}"/> provides.
/// State: z, which starts at the parameters of the first step; Σw; the largest rate. As in optax, a schedule of
/// <paramref name="learningRate"/> is evaluated here at the count that the transforms before it see one step
/// later.</para>
/// </remarks>
/// <param name="learningRate">η, the same that u was made with: only weights are made of it. A number, or a schedule
/// that follows as an attribute.</param>
/// <param name="b1">β, how near to the average the gradients are taken.</param>
/// <param name="weightLrPower">p, the exponent that reduces the weight of early steps of a warm-up; with 0, all steps have the
/// same weight.</param>
[EndsChain]
public sealed class ScheduleFreeAttribute(
    [Interval("[0, ∞)"), CountsFrom(1)] double learningRate = double.NaN,
    [Interval("(0, 1]")] double b1 = 0.9,
    [Interval("[0, ∞)")] double weightLrPower = 2) : TransformAttribute
{
    /// <summary>The coefficients, as scalars or as lanes.</summary>
    public struct Coefficients<TValue>
    {
        /// <summary>1 in the first step, and 0 later.</summary>
        public TValue IsFirst;

        /// <summary>c, the share of z in the average.</summary>
        public TValue Share;

        /// <summary>(1 − β)(1 − c).</summary>
        public TValue Lead;
    }

    /// <summary>c, and (1 − β)(1 − c).</summary>
    public static void Prepare(
        double learningRate, double b1, double weightLrPower, ref double maxRate, ref double weightSum,
        ref double hasStarted, out Coefficients<double> coefficients)
    {
        coefficients.IsFirst = 1 - hasStarted;
        hasStarted = 1;
        maxRate = Math.Max(maxRate, learningRate);
        double weight = Math.Pow(maxRate, weightLrPower);
        weightSum += weight;
        coefficients.Share = weightSum == 0 ? 0 : weight / weightSum;
        coefficients.Lead = (1 - b1) * (1 - coefficients.Share);
    }

    /// <summary>z ← z + u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate<L>(L update, L parameter, [Position] ref L z, L isFirst) where L : ILanes<L> =>
        z = Origin.Of(parameter, z, isFirst) + update;

    /// <summary>c(z − y) + (1 − β)(1 − c)u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L update, L parameter, L z, L share, L lead) where L : ILanes<L> =>
        L.MultiplyAdd(share, z - parameter, lead * update);

    /// <summary>x = z + (y − z) ÷ β; before the first step, the parameters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L EvaluationParameters<L>(L parameter, L z, L b1, L hasStarted) where L : ILanes<L> =>
        L.IfEqual(
            hasStarted, L.Zero, parameter, z + (parameter - z) / b1);
}
