using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Bayesian SAM: steps with SAM's gradient divided by a learned precision, and sets the parameters to a sample of the
/// corresponding Gaussian.</summary>
/// <remarks>
/// <para>Möllenhoff and Khan 2023 (arXiv:2210.01620), Algorithm 1, as in the authors' program, with one sample. It is the outer
/// optimizer of a SAM whose adversary is <see cref="ClimbByPrecisionAttribute"/>, with the same initial precision and
/// <c>resetState: false</c>. With w, the evaluation parameters and mean, g, the gradient at the sample, gₛ, that
/// of the climb: m ← β₁m + (1 − β₁)(gₛ + δw), w ← w − η·m ÷ s, s ← β₂s + (1 − β₂)(√s·|g| + δ + γ), and the parameters become
/// w + N(0, 1) ÷ √(N·s). There is no counterpart in optax.</para>
/// <para>State: w, m and s. Departure: before the first step the parameters are w itself and not a sample. The noise is that of
/// Philox.</para>
/// </remarks>
/// <param name="learningRate">η; a number, or a schedule that follows as an attribute.</param>
/// <param name="dataSize">N, the number of examples, by which the variance is divided.</param>
/// <param name="b1">β₁, the decay of the average gradient.</param>
/// <param name="b2">β₂, the decay of the precision.</param>
/// <param name="priorPrecision">δ, the precision of the prior per example: weight decay.</param>
/// <param name="damping">γ, added to the precision.</param>
/// <param name="initPrecision">The initial value of s.</param>
/// <param name="seed">The seed of the noise; any number.</param>
[OnlyInSam]
[AppliesLearningRate]
public sealed class ScaleByBsamAttribute(
    [Interval("[0, ∞)"), LearningRateFactor] double learningRate = double.NaN,
    [Interval("(0, ∞)")] double dataSize = double.NaN,
    [Interval("[0, 1)")] double b1 = 0.9,
    [Interval("[0, 1)")] double b2 = 0.999,
    [Interval("[0, ∞)")] double priorPrecision = 1e-4,
    [Interval("[0, ∞)")] double damping = 0.1,
    [Interval("(0, ∞)")] double initPrecision = 1,
    double seed = 0) : TransformAttribute
{
    /// <summary>The Gaussian over the parameters.</summary>
    public struct Posterior<TValue>
    {
        /// <summary>Its mean, w.</summary>
        [Position]
        public TValue Mean;

        /// <summary>The momentum.</summary>
        public TValue Mu;

        /// <summary>The precision, s.</summary>
        public TValue Scale;
    }

    /// <summary>The hyperparameters of the lanes.</summary>
    public struct Hyperparameters<TValue>
    {
        /// <summary>β₁.</summary>
        public TValue B1;

        /// <summary>β₂.</summary>
        public TValue B2;

        /// <summary>δ, the precision of the prior.</summary>
        public TValue PriorPrecision;

        /// <summary>The initial precision.</summary>
        public TValue InitPrecision;
    }

    /// <summary>The coefficients, as scalars or as lanes.</summary>
    public struct Coefficients<TValue>
    {
        /// <summary>1 in the first step, and 0 later.</summary>
        public TValue IsFirst;

        /// <summary>1 − β₁.</summary>
        public TValue OneMinusB1;

        /// <summary>1 − β₂.</summary>
        public TValue OneMinusB2;

        /// <summary>The prior precision plus the damping.</summary>
        public TValue Added;

        /// <summary>1 ÷ the size of the data.</summary>
        public TValue InverseSize;

        /// <summary>The negative learning rate.</summary>
        public TValue Rate;
    }

    /// <summary>Computes the coefficients that all parameters share.</summary>
    public static void Prepare(
        double learningRate, double dataSize, double b1, double b2, double priorPrecision, double damping,
        ref double hasBegun, out Coefficients<double> coefficients)
    {
        coefficients.IsFirst = 1 - hasBegun;
        hasBegun = 1;
        coefficients.OneMinusB1 = 1 - b1;
        coefficients.OneMinusB2 = 1 - b2;
        coefficients.Added = priorPrecision + damping;
        coefficients.InverseSize = 1 / dataSize;
        coefficients.Rate = -learningRate;
    }

    /// <summary>The algorithm, from one sample to the next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(
        L update, L parameter, L ascentGradient, ref Posterior<L> posterior, [Normal] L noise,
        Hyperparameters<L> hyperparameters, Coefficients<L> coefficients) where L : ILanes<L>
    {
        posterior.Mean = Origin.Of(parameter, posterior.Mean, coefficients.IsFirst);
        posterior.Scale = Origin.Of(hyperparameters.InitPrecision, posterior.Scale, coefficients.IsFirst);
        posterior.Mu = L.MultiplyAdd(
            hyperparameters.B1, posterior.Mu,
            coefficients.OneMinusB1 * L.MultiplyAdd(hyperparameters.PriorPrecision, posterior.Mean, update));
        posterior.Mean = L.MultiplyAdd(coefficients.Rate, posterior.Mu / posterior.Scale, posterior.Mean);
        posterior.Scale = L.MultiplyAdd(
            hyperparameters.B2, posterior.Scale,
            coefficients.OneMinusB2 * L.MultiplyAdd(L.Sqrt(posterior.Scale), L.Abs(ascentGradient), coefficients.Added));
        return posterior.Mean + (noise * L.Sqrt(coefficients.InverseSize / posterior.Scale)) - parameter;
    }

    /// <summary>w.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L EvaluationParameters<L>(L parameter, L mean, L hasBegun) where L : ILanes<L> =>
        L.IfEqual(hasBegun, L.Zero, parameter, mean);
}
