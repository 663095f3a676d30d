using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>MoMo: momentum whose step size is Polyak's, for a model of the loss that averages its linearizations.</summary>
/// <remarks>
/// <para>Schaipp et al. 2023 (arXiv:2305.07583). The same as <c>optax.contrib.momo</c>: the averages begin with
/// the first gradient and the first loss; where ‖m‖² is at most 2⁻⁵², in either precision, the step is 0. It is a whole
/// optimizer: its learning rate and its weight decay are in its formula.</para>
/// <para>State: m, and the averages f̄ of the loss and γ of ⟨u, p⟩. A value of NaN remains in f̄, and all further updates are
/// NaN.</para>
/// </remarks>
/// <param name="learningRate">α, the largest step size; a number, or a schedule that follows as an attribute.</param>
/// <param name="beta">β, the decay of the averages.</param>
/// <param name="lowerBound">A lower bound of the loss; if it is estimated, of the estimate.</param>
/// <param name="weightDecay">λ, the weight decay: p is divided by 1 + αλ.</param>
/// <param name="adaptLowerBound">True to estimate the lower bound of the loss.</param>
[AppliesLearningRate]
public sealed class MomoAttribute(
    [Interval("[0, ∞)")] double learningRate = 1,
    [Interval("[0, 1)")] double beta = 0.9,
    double lowerBound = 0,
    [Interval("[0, ∞)")] double weightDecay = 0,
    bool adaptLowerBound = false) : TransformAttribute
{
    /// <summary>The sums over all parameters.</summary>
    public struct Measures
    {
        /// <summary>⟨u, p⟩.</summary>
        public double Slope;

        /// <summary>‖m‖².</summary>
        public double SquaredMomentum;

        /// <summary>⟨m, p⟩.</summary>
        public double Inclination;
    }

    /// <summary>The hyperparameters.</summary>
    public struct Hyperparameters
    {
        /// <summary>α, the largest step.</summary>
        public double LearningRate;

        /// <summary>The lower bound of the loss.</summary>
        public double LowerBound;

        /// <summary>λ.</summary>
        public double WeightDecay;

        /// <summary>True if the bound adapts.</summary>
        public bool AdaptLowerBound;
    }

    /// <summary>The averages of the model of the loss.</summary>
    public struct State
    {
        /// <summary>f̄, the average of the loss.</summary>
        public double AverageValue;

        /// <summary>γ, the average of ⟨u, p⟩.</summary>
        public double AverageSlope;

        /// <summary>f*, the lower bound of the loss.</summary>
        public double Bound;
    }

    /// <summary>The coefficients of the update, as scalars or as lanes.</summary>
    public struct Coefficients<TValue>
    {
        /// <summary>The factor of the parameters.</summary>
        public TValue Shrink;

        /// <summary>−τ, the factor of the momentum.</summary>
        [LearningRateFactor]
        public TValue MomentumStep;
    }

    private const double Vanishing = 1.0 / (1L << 52);

    /// <summary>⟨u, p⟩.</summary>
    [Sum]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Slope<L>(L update, L parameter) where L : ILanes<L> => update * parameter;

    /// <summary>β, and 0 in the first step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prepare(long count, double beta, out double decay, out double oneMinusDecay)
    {
        decay = count == 0 ? 0 : beta;
        oneMinusDecay = 1 - decay;
    }

    /// <summary>m ← βm + (1 − β)u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate<L>(L update, ref L mu, L decay, L oneMinusDecay) where L : ILanes<L> =>
        mu = L.MultiplyAdd(decay, mu, oneMinusDecay * update);

    /// <summary>‖m‖².</summary>
    [Sum(AfterAccumulate = true)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L SquaredMomentum<L>(L mu) where L : ILanes<L> => mu * mu;

    /// <summary>⟨m, p⟩.</summary>
    [Sum(AfterAccumulate = true)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Inclination<L>(L mu, L parameter) where L : ILanes<L> => mu * parameter;

    /// <summary>τ = min(α, ((1 + αλ)(f̄ − f* − γ) + ⟨m, p⟩)₊ ÷ ‖m‖²), and the averages it needs.</summary>
    public static void Conclude(
        double value, Measures measures, double decay, double oneMinusDecay, Hyperparameters hyperparameters,
        long count, ref State averages, out Coefficients<double> coefficients)
    {
        averages.AverageValue = decay * averages.AverageValue + oneMinusDecay * value;
        averages.AverageSlope = decay * averages.AverageSlope + oneMinusDecay * measures.Slope;
        averages.Bound = hyperparameters.AdaptLowerBound && count > 0 ? averages.Bound : hyperparameters.LowerBound;

        double growth = 1 + hyperparameters.LearningRate * hyperparameters.WeightDecay;
        double cap = growth * (averages.AverageValue - averages.AverageSlope) + measures.Inclination;
        if (hyperparameters.AdaptLowerBound && cap < growth * averages.Bound)
            averages.Bound = Math.Max(cap / (2 * growth), hyperparameters.LowerBound);
        double step = measures.SquaredMomentum <= Vanishing
            ? 0
            : Math.Min(hyperparameters.LearningRate, Math.Max(cap - growth * averages.Bound, 0) / measures.SquaredMomentum);
        if (hyperparameters.AdaptLowerBound)
        {
            averages.Bound = Math.Max(
                averages.AverageValue + measures.Inclination - averages.AverageSlope - step * measures.SquaredMomentum / 2,
                hyperparameters.LowerBound);
        }

        coefficients.Shrink = -hyperparameters.LearningRate * hyperparameters.WeightDecay / growth;
        coefficients.MomentumStep = -step;
    }

    /// <summary>−αλ ÷ (1 + αλ) · p − τm.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L parameter, L mu, L shrink, L momentumStep) where L : ILanes<L> =>
        L.MultiplyAdd(shrink, parameter, momentumStep * mu);
}
