using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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
    /// <summary>Computes the coefficients that all parameters share.</summary>
    public static void Prepare(
        double learningRate, double dataSize, double b1, double b2, double priorPrecision, double damping, ref double hasBegun,
        out double isFirst, out double oneMinusB1, out double oneMinusB2, out double added, out double inverseSize, out double rate)
    {
        isFirst = 1 - hasBegun;
        hasBegun = 1;
        oneMinusB1 = 1 - b1;
        oneMinusB2 = 1 - b2;
        added = priorPrecision + damping;
        inverseSize = 1 / dataSize;
        rate = -learningRate;
    }

    /// <summary>The algorithm, from one sample to the next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Update<T>(
        Vector512<T> update, Vector512<T> parameter, Vector512<T> ascentGradient, [Position] ref Vector512<T> mean, ref Vector512<T> mu,
        ref Vector512<T> scale, [Normal] Vector512<T> noise, Vector512<T> b1, Vector512<T> b2, Vector512<T> priorPrecision,
        Vector512<T> initPrecision, Vector512<T> isFirst, Vector512<T> oneMinusB1, Vector512<T> oneMinusB2, Vector512<T> added,
        Vector512<T> inverseSize, Vector512<T> rate)
    {
        mean = Origin.Of(parameter, mean, isFirst);
        scale = Origin.Of(initPrecision, scale, isFirst);
        mu = Lanes.MultiplyAdd(b1, mu, oneMinusB1 * Lanes.MultiplyAdd(priorPrecision, mean, update));
        mean = Lanes.MultiplyAdd(rate, mu / scale, mean);
        scale = Lanes.MultiplyAdd(
            b2, scale, oneMinusB2 * Lanes.MultiplyAdd(Vector512.Sqrt(scale), Vector512.Abs(ascentGradient), added));
        return mean + (noise * Vector512.Sqrt(inverseSize / scale)) - parameter;
    }

    /// <summary>w.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> EvaluationParameters<T>(
        Vector512<T> parameter, Vector512<T> mean, Vector512<T> hasBegun) =>
        Vector512.ConditionalSelect(Vector512.Equals(hasBegun, Vector512<T>.Zero), parameter, mean);
}
