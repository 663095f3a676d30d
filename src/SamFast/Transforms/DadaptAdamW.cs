using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>AdamW that finds its learning rate: D-Adaptation.</summary>
/// <remarks>
/// <para>Defazio and Mishchenko 2023 (arXiv:2301.07733). The same as <c>optax.contrib.dadapt_adamw</c>, except
/// that a step in which every gradient so far was 0 does not change the estimate, as in the authors' code; in optax it becomes
/// 0 ÷ 0. It is a whole optimizer: learning rate and weight decay are in its formula.</para>
/// <para>State: m, ν and s, a weighted sum of gradients; d, the estimate, and its numerator. A step uses the measures of the
/// previous one, so that one sweep suffices.</para>
/// </remarks>
/// <param name="learningRate">γ, a factor of the estimate; a number, or a schedule that follows as an attribute.</param>
/// <param name="b1">β₁, the decay of the first moment.</param>
/// <param name="b2">β₂, the decay of the second moment; √β₂ is that of s.</param>
/// <param name="eps">ε, added outside the square root.</param>
/// <param name="estimLr0">d₀, the initial estimate; better too small than too large.</param>
/// <param name="weightDecay">λ, the decoupled weight decay.</param>
[AppliesLearningRate]
public sealed class DadaptAdamWAttribute(
    [Interval("[0, ∞)")] double learningRate = 1,
    [Interval("[0, 1)")] double b1 = 0.9,
    [Interval("[0, 1)")] double b2 = 0.999,
    [Interval("(0, ∞)")] double eps = 1e-8,
    [Interval("(0, ∞)")] double estimLr0 = 1e-6,
    [Interval("[0, ∞)")] double weightDecay = 0) : TransformAttribute
{
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
        /// <summary>r, the learning rate of the step.</summary>
        [LearningRateFactor]
        public TValue Rate;

        /// <summary>(1 − β₁)r.</summary>
        public TValue Gain;

        /// <summary>1 − β₂.</summary>
        public TValue OneMinusB2;

        /// <summary>√β₂.</summary>
        public TValue RootB2;

        /// <summary>(1 − √β₂)r.</summary>
        public TValue SumGain;

        /// <summary>−λr.</summary>
        public TValue Decay;
    }

    /// <summary>The rate of this step, r = dγ√(1 − β₂ᵗ) ÷ (1 − β₁ᵗ), and what it enters.</summary>
    public static void Prepare(
        double learningRate, double b1, double b2, double estimLr0, double weightDecay, long count,
        ref State state, out Coefficients<double> coefficients)
    {
        state.B1Power = Powers.Next(state.B1Power, b1);
        state.B2Power = Powers.Next(state.B2Power, b2);
        state.Estimate = count == 0 ? estimLr0 : state.Estimate;
        coefficients.Rate = state.Estimate * learningRate * Math.Sqrt(1 - state.B2Power) / (1 - state.B1Power);
        coefficients.Gain = (1 - b1) * coefficients.Rate;
        coefficients.OneMinusB2 = 1 - b2;
        coefficients.RootB2 = Math.Sqrt(b2);
        coefficients.SumGain = (1 - coefficients.RootB2) * coefficients.Rate;
        coefficients.Decay = -weightDecay * coefficients.Rate;
    }

    /// <summary>⟨u, s ÷ (√ν + ε)⟩, of the step before.</summary>
    [Sum]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Alignment<L>(L update, L sum, L nu, L eps, Precision precision) where L : ILanes<L> =>
        update * L.Divide(sum, L.Sqrt(nu) + eps, precision);

    /// <summary>m ← β₁m + (1 − β₁)ru, ν ← β₂ν + (1 − β₂)u², s ← √β₂s + (1 − √β₂)ru.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate<L>(
        L update, ref L mu, ref L nu, ref L sum, L b1, L b2, Coefficients<L> coefficients) where L : ILanes<L>
    {
        mu = L.MultiplyAdd(b1, mu, coefficients.Gain * update);
        nu = L.MultiplyAdd(b2, nu, coefficients.OneMinusB2 * (update * update));
        sum = L.MultiplyAdd(coefficients.RootB2, sum, coefficients.SumGain * update);
    }

    /// <summary>‖s‖₁.</summary>
    [Sum(AfterAccumulate = true)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L SumNorm<L>(L sum) where L : ILanes<L> => L.Abs(sum);

    /// <summary>The estimate for the next step: it never falls.</summary>
    public static void Conclude(
        double alignment, double sumNorm, double rootB2, double sumGain, ref double numerator, ref double estimate)
    {
        numerator = rootB2 * numerator + sumGain * alignment;
        if (sumNorm != 0)
            estimate = Math.Max(estimate, numerator / ((1 - rootB2) * sumNorm));
    }

    /// <summary>−m ÷ (√ν + ε) − λrp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L parameter, L mu, L nu, L eps, L decay, Precision precision) where L : ILanes<L> =>
        L.MultiplyAdd(decay, parameter, -L.Divide(mu, L.Sqrt(nu) + eps, precision));
}
