using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>AdamW that finds its learning rate, faster than D-Adaptation: Prodigy.</summary>
/// <remarks>
/// <para>Mishchenko and Defazio 2023 (arXiv:2306.06101). The same as <c>optax.contrib.prodigy</c>, with these
/// departures: p₀ are the parameters of the first step, which is where optax is initialized; a step in which every gradient so
/// far was 0 does not change the estimate, as in the authors' code; in optax it becomes 0 ÷ 0. It is a whole optimizer:
/// learning rate and weight decay are in its formula.</para>
/// <para>State: m, ν, s, a weighted sum of gradients, and p₀; d, the estimate, and its numerator.</para>
/// </remarks>
/// <param name="learningRate">γ, a factor of the estimate; a number, or a schedule that follows as an attribute.</param>
/// <param name="b1">β₁, the decay of the first moment.</param>
/// <param name="b2">β₂, the decay of the second moment.</param>
/// <param name="beta3">β₃, the decay of s and of the numerator; 0 for √β₂.</param>
/// <param name="eps">ε, added outside the square root, times d.</param>
/// <param name="estimLr0">d₀, the initial estimate; better too small than too large.</param>
/// <param name="estimLrCoef">A factor of new estimates.</param>
/// <param name="weightDecay">λ, the decoupled weight decay.</param>
/// <param name="safeguardWarmup">True to omit the rate from s: for schedules that warm up.</param>
[AppliesLearningRate]
public sealed class ProdigyAttribute(
    [Interval("[0, ∞)")] double learningRate = 1,
    [Interval("[0, 1)")] double b1 = 0.9,
    [Interval("[0, 1)")] double b2 = 0.999,
    [Interval("[0, 1)")] double beta3 = 0,
    [Interval("(0, ∞)")] double eps = 1e-8,
    [Interval("(0, ∞)")] double estimLr0 = 1e-6,
    [Interval("(0, ∞)")] double estimLrCoef = 1,
    [Interval("[0, ∞)")] double weightDecay = 0,
    bool safeguardWarmup = false) : TransformAttribute
{
    /// <summary>The hyperparameters.</summary>
    public struct Hyperparameters
    {
        /// <summary>The learning rate.</summary>
        public double LearningRate;

        /// <summary>β₁.</summary>
        public double B1;

        /// <summary>β₂.</summary>
        public double B2;

        /// <summary>β₃, or 0 for √β₂.</summary>
        public double Beta3;

        /// <summary>ε.</summary>
        public double Eps;

        /// <summary>d₀, the first estimate.</summary>
        public double EstimLr0;

        /// <summary>The factor of the estimate.</summary>
        public double EstimLrCoef;

        /// <summary>λ.</summary>
        public double WeightDecay;

        /// <summary>True if s does not depend on the learning rate.</summary>
        public bool SafeguardWarmup;
    }

    /// <summary>The running powers of the decays, and the estimate.</summary>
    public struct State
    {
        /// <summary>β₁ᵗ.</summary>
        [StartsAt(1)]
        public double B1Power;

        /// <summary>β₂ᵗ.</summary>
        [StartsAt(1)]
        public double B2Power;

        /// <summary>d, the estimated distance to the solution.</summary>
        [Reported("DistanceEstimate", Description = "Estimated distance to the solution")]
        public double Estimate;
    }

    /// <summary>The coefficients, as scalars or as lanes.</summary>
    public struct Coefficients<TValue>
    {
        /// <summary>1 in the first step, and 0 later.</summary>
        public TValue IsFirst;

        /// <summary>d.</summary>
        public TValue Distance;

        /// <summary>1 − β₁.</summary>
        public TValue OneMinusB1;

        /// <summary>1 − β₂.</summary>
        public TValue OneMinusB2;

        /// <summary>β₃, the decay of s.</summary>
        public TValue SumDecay;

        /// <summary>The factor of the update in s.</summary>
        public TValue SumGain;

        /// <summary>r, the learning rate of the step.</summary>
        [LearningRateFactor]
        public TValue Rate;

        /// <summary>−λr.</summary>
        public TValue Decay;
    }

    /// <summary>The averages of the scaled update.</summary>
    public struct Moments<TValue>
    {
        /// <summary>m, its average.</summary>
        public TValue Mu;

        /// <summary>ν, the average of its square.</summary>
        public TValue Nu;

        /// <summary>s, its weighted sum.</summary>
        public TValue Sum;
    }

    /// <summary>The rate of this step, r = dγ√(1 − β₂ᵗ) ÷ (1 − β₁ᵗ), and what it enters.</summary>
    public static void Prepare(
        Hyperparameters hyperparameters, long count, ref State state, out Coefficients<double> coefficients)
    {
        state.B1Power = Powers.Next(state.B1Power, hyperparameters.B1);
        state.B2Power = Powers.Next(state.B2Power, hyperparameters.B2);
        state.Estimate = count == 0 ? hyperparameters.EstimLr0 : state.Estimate;
        coefficients.IsFirst = count == 0 ? 1 : 0;
        coefficients.Distance = state.Estimate;
        coefficients.OneMinusB1 = 1 - hyperparameters.B1;
        coefficients.OneMinusB2 = 1 - hyperparameters.B2;
        coefficients.Rate = state.Estimate * hyperparameters.LearningRate * Math.Sqrt(1 - state.B2Power) / (1 - state.B1Power);
        coefficients.SumDecay = hyperparameters.Beta3 == 0 ? Math.Sqrt(hyperparameters.B2) : hyperparameters.Beta3;
        coefficients.SumGain = (hyperparameters.SafeguardWarmup ? state.Estimate : coefficients.Rate) / hyperparameters.EstimLr0;
        coefficients.Decay = -hyperparameters.WeightDecay * coefficients.Rate;
    }

    /// <summary>m ← β₁m + (1 − β₁)du, ν ← β₂ν + (1 − β₂)(du)², s ← β₃s + r ÷ d₀ · du; p₀ in the first step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate<L>(
        L update, L parameter, ref Moments<L> moments, [Position] ref L start, L b1, L b2, Coefficients<L> coefficients)
        where L : ILanes<L>
    {
        var scaled = coefficients.Distance * update;
        moments.Mu = L.MultiplyAdd(b1, moments.Mu, coefficients.OneMinusB1 * scaled);
        moments.Nu = L.MultiplyAdd(b2, moments.Nu, coefficients.OneMinusB2 * (scaled * scaled));
        moments.Sum = L.MultiplyAdd(coefficients.SumDecay, moments.Sum, coefficients.SumGain * scaled);
        start = L.IfEqual(coefficients.IsFirst, L.One, parameter, start);
    }

    /// <summary>⟨u, p₀ − p⟩.</summary>
    [Sum(AfterAccumulate = true)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Alignment<L>(L update, L parameter, L start) where L : ILanes<L> =>
        update * (start - parameter);

    /// <summary>‖s‖₁.</summary>
    [Sum(AfterAccumulate = true)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L SumNorm<L>(L sum) where L : ILanes<L> => L.Abs(sum);

    /// <summary>The new estimate, which never falls: its share of the divisor, and the next step's.</summary>
    public static void Conclude(
        double alignment, double sumNorm, double rate, double sumDecay, Hyperparameters hyperparameters,
        ref double numerator, ref double estimate, out double epsOutside)
    {
        numerator = sumDecay * numerator + estimate / hyperparameters.EstimLr0 * rate * alignment;
        if (sumNorm != 0)
            estimate = Math.Max(estimate, hyperparameters.EstimLrCoef * numerator / sumNorm);
        epsOutside = estimate * hyperparameters.Eps;
    }

    /// <summary>−rm ÷ (√ν + dε) − λrp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(
        L parameter, L mu, L nu, L rate, L epsOutside, L decay, Precision precision) where L : ILanes<L> =>
        L.MultiplyAdd(decay, parameter, -L.Divide(rate * mu, L.Sqrt(nu) + epsOutside, precision));
}
