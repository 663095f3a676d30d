using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>MoMo in Adam's metric: Adam whose step size is Polyak's, for a model of the loss that averages its
/// linearizations.</summary>
/// <remarks>
/// <para>Schaipp et al. 2023 (arXiv:2305.07583). The same as <c>optax.contrib.momo_adam</c>: where ⟨m, m ÷ D⟩ is
/// at most 2⁻⁵², in either precision, the step is 0. It is a whole optimizer: its learning rate and its weight decay are in
/// its formula.</para>
/// <para>State: m, ν, and the averages f̄ of the loss and γ of ⟨u, p⟩. A value of NaN remains in f̄, and all further updates
/// are NaN.</para>
/// </remarks>
/// <param name="learningRate">α, the largest step size; a number, or a schedule that follows as an attribute.</param>
/// <param name="b1">β₁, the decay of the first moment and of the other averages.</param>
/// <param name="b2">β₂, the decay of the second moment.</param>
/// <param name="eps">ε, added outside the square root.</param>
/// <param name="lowerBound">A lower bound of the loss; if it is estimated, of the estimate.</param>
/// <param name="weightDecay">λ, the weight decay: p is divided by 1 + αλ.</param>
/// <param name="adaptLowerBound">True to estimate the lower bound of the loss.</param>
[AppliesLearningRate]
public sealed class MomoAdamAttribute(
    [Interval("[0, ∞)")] double learningRate = 1e-2,
    [Interval("[0, 1)")] double b1 = 0.9,
    [Interval("[0, 1)")] double b2 = 0.999,
    [Interval("[0, ∞)")] double eps = 1e-8,
    double lowerBound = 0,
    [Interval("[0, ∞)")] double weightDecay = 0,
    bool adaptLowerBound = false) : TransformAttribute
{
    /// <summary>The sums over all parameters.</summary>
    public struct Measures
    {
        /// <summary>⟨u, p⟩.</summary>
        public double Slope;

        /// <summary>⟨m, m ÷ D⟩.</summary>
        public double WeightedSquare;

        /// <summary>⟨m, p⟩.</summary>
        public double Inclination;
    }

    /// <summary>The hyperparameters.</summary>
    public struct Hyperparameters
    {
        /// <summary>α, the largest step.</summary>
        public double LearningRate;

        /// <summary>β₁.</summary>
        public double B1;

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

        /// <summary>−τ, the factor of the direction.</summary>
        [LearningRateFactor]
        public TValue DirectionStep;
    }

    private const double Vanishing = 1.0 / (1L << 52);

    /// <summary>⟨u, p⟩.</summary>
    [Sum]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Slope<L>(L update, L parameter) where L : ILanes<L> => update * parameter;

    /// <summary>Bias corrections, from the running powers β₁ᵗ and β₂ᵗ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prepare(
        double b1, double b2, [StartsAt(1)] ref double b1Power, [StartsAt(1)] ref double b2Power,
        out double oneMinusB1, out double oneMinusB2, out double nuScale)
    {
        b1Power = Powers.Next(b1Power, b1);
        b2Power = Powers.Next(b2Power, b2);
        oneMinusB1 = 1 - b1;
        oneMinusB2 = 1 - b2;
        nuScale = 1 / (1 - b2Power);
    }

    /// <summary>The moments: m ← β₁m + (1 − β₁)u, ν ← β₂ν + (1 − β₂)u².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate<L>(L update, ref L mu, ref L nu, L b1, L oneMinusB1, L b2, L oneMinusB2) where L : ILanes<L>
    {
        mu = L.MultiplyAdd(b1, mu, oneMinusB1 * update);
        nu = L.MultiplyAdd(b2, nu, oneMinusB2 * (update * update));
    }

    /// <summary>⟨m, m ÷ D⟩, with D = ε + √ν̂.</summary>
    [Sum(AfterAccumulate = true)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L WeightedSquare<L>(L mu, L nu, L nuScale, L eps, Precision precision) where L : ILanes<L> =>
        mu * Direction(mu, nu, nuScale, eps, precision);

    /// <summary>⟨m, p⟩.</summary>
    [Sum(AfterAccumulate = true)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Inclination<L>(L mu, L parameter) where L : ILanes<L> => mu * parameter;

    /// <summary>τ = min(α ÷ (1 − β₁ᵗ), ((1 + αλ)(f̄ − (1 − β₁ᵗ)f* − γ) + ⟨m, p⟩)₊ ÷ ⟨m, m ÷ D⟩), and the averages it
    /// needs.</summary>
    public static void Conclude(
        double value, Measures measures, double oneMinusB1, Hyperparameters hyperparameters, long count,
        ref double b1Power, ref State averages, out Coefficients<double> coefficients)
    {
        averages.AverageValue = hyperparameters.B1 * averages.AverageValue + oneMinusB1 * value;
        averages.AverageSlope = hyperparameters.B1 * averages.AverageSlope + oneMinusB1 * measures.Slope;
        averages.Bound = hyperparameters.AdaptLowerBound && count > 0 ? averages.Bound : hyperparameters.LowerBound;

        double correction = 1 - b1Power;
        double growth = 1 + hyperparameters.LearningRate * hyperparameters.WeightDecay;
        double cap = growth * (averages.AverageValue - averages.AverageSlope) + measures.Inclination;
        if (hyperparameters.AdaptLowerBound && cap < growth * correction * averages.Bound)
            averages.Bound = Math.Max(cap / (2 * correction * growth), hyperparameters.LowerBound);
        double step = measures.WeightedSquare <= Vanishing
            ? 0
            : Math.Min(
                hyperparameters.LearningRate / correction,
                Math.Max(cap - growth * correction * averages.Bound, 0) / measures.WeightedSquare);
        if (hyperparameters.AdaptLowerBound)
        {
            averages.Bound = Math.Max(
                (averages.AverageValue + measures.Inclination - averages.AverageSlope - step * measures.WeightedSquare / 2) / correction,
                hyperparameters.LowerBound);
        }

        coefficients.Shrink = -hyperparameters.LearningRate * hyperparameters.WeightDecay / growth;
        coefficients.DirectionStep = -step;
    }

    /// <summary>−αλ ÷ (1 + αλ) · p − τm ÷ D.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(
        L parameter, L mu, L nu, L nuScale, L eps, L shrink, L directionStep, Precision precision) where L : ILanes<L> =>
        L.MultiplyAdd(shrink, parameter, directionStep * Direction(mu, nu, nuScale, eps, precision));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L Direction<L>(L mu, L nu, L nuScale, L eps, Precision precision) where L : ILanes<L> =>
        L.Divide(mu, L.Sqrt(nuScale * nu) + eps, precision);
}
