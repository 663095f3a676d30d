using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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
    /// <summary>The rate of this step, r = dγ√(1 − β₂ᵗ) ÷ (1 − β₁ᵗ), and what it enters.</summary>
    public static void Prepare(
        double learningRate, double b1, double b2, double beta3, double estimLr0, double weightDecay,
        bool safeguardWarmup, long count,
        [StartsAt(1)] ref double b1Power, [StartsAt(1)] ref double b2Power,
        [Reported("DistanceEstimate", Description = "Estimated distance to the solution")] ref double estimate,
        out double isFirst, out double distance, out double oneMinusB1, out double oneMinusB2,
        out double sumDecay, out double sumGain, [LearningRateFactor] out double rate, out double decay)
    {
        b1Power = Powers.Next(b1Power, b1);
        b2Power = Powers.Next(b2Power, b2);
        estimate = count == 0 ? estimLr0 : estimate;
        isFirst = count == 0 ? 1 : 0;
        distance = estimate;
        oneMinusB1 = 1 - b1;
        oneMinusB2 = 1 - b2;
        rate = estimate * learningRate * Math.Sqrt(1 - b2Power) / (1 - b1Power);
        sumDecay = beta3 == 0 ? Math.Sqrt(b2) : beta3;
        sumGain = (safeguardWarmup ? estimate : rate) / estimLr0;
        decay = -weightDecay * rate;
    }

    /// <summary>m ← β₁m + (1 − β₁)du, ν ← β₂ν + (1 − β₂)(du)², s ← β₃s + r ÷ d₀ · du; p₀ in the first step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate<T>(
        Vector512<T> update, Vector512<T> parameter,
        ref Vector512<T> mu, ref Vector512<T> nu, ref Vector512<T> sum, [Position] ref Vector512<T> start,
        Vector512<T> isFirst, Vector512<T> distance, Vector512<T> b1, Vector512<T> oneMinusB1, Vector512<T> b2,
        Vector512<T> oneMinusB2, Vector512<T> sumDecay, Vector512<T> sumGain)
    {
        var scaled = distance * update;
        mu = Lanes.MultiplyAdd(b1, mu, oneMinusB1 * scaled);
        nu = Lanes.MultiplyAdd(b2, nu, oneMinusB2 * (scaled * scaled));
        sum = Lanes.MultiplyAdd(sumDecay, sum, sumGain * scaled);
        start = Vector512.ConditionalSelect(Vector512.Equals(isFirst, Vector512<T>.One), parameter, start);
    }

    /// <summary>⟨u, p₀ − p⟩.</summary>
    [Sum(AfterAccumulate = true)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Alignment<T>(Vector512<T> update, Vector512<T> parameter, Vector512<T> start) =>
        update * (start - parameter);

    /// <summary>‖s‖₁.</summary>
    [Sum(AfterAccumulate = true)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> SumNorm<T>(Vector512<T> sum) => Vector512.Abs(sum);

    /// <summary>The new estimate, which never falls: its share of the divisor, and the next step's.</summary>
    public static void Conclude(
        double alignment, double sumNorm, double rate, double sumDecay, double eps, double estimLr0, double estimLrCoef,
        ref double numerator, ref double estimate, out double epsOutside)
    {
        numerator = sumDecay * numerator + estimate / estimLr0 * rate * alignment;
        if (sumNorm != 0)
            estimate = Math.Max(estimate, estimLrCoef * numerator / sumNorm);
        epsOutside = estimate * eps;
    }

    /// <summary>−rm ÷ (√ν + dε) − λrp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Update<T>(
        Vector512<T> parameter, Vector512<T> mu, Vector512<T> nu, Vector512<T> rate, Vector512<T> epsOutside,
        Vector512<T> decay, Precision precision) =>
        Lanes.MultiplyAdd(decay, parameter, -Lanes.Divide(rate * mu, Vector512.Sqrt(nu) + epsOutside, precision));
}
