using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Divides by the running standard deviation: u / √(ν − μ² + ε). The rescaling of centered RMSProp.</summary>
/// <remarks>Graves 2013, equations 38 to 41 (arXiv:1308.0850). The same as <c>optax.scale_by_stddev</c>, except that a
/// variance that rounding made negative counts as 0, where optax may give NaN. The correction of the bias takes both
/// averages to have started at 0.</remarks>
/// <param name="decay">d, the decay of both averages.</param>
/// <param name="eps">ε, for numerical stability.</param>
/// <param name="initialScale">The initial value of the average of the squares.</param>
/// <param name="epsInSqrt">True to add ε inside the square root; false to add it outside.</param>
/// <param name="biasCorrection">True to divide the averages by 1 − dᵗ.</param>
[ScaleInvariant]
public sealed class ScaleByStddevAttribute(
    [Interval("[0, 1)")] double decay = 0.9,
    [Interval("[0, ∞)")] double eps = 1e-8,
    [Interval("[0, ∞)")] double initialScale = 0,
    bool epsInSqrt = true,
    bool biasCorrection = false) : TransformAttribute
{
    /// <summary>1 − d, the correction, and what the first step adds to an average of squares that is kept from 0: what
    /// is left of its initial value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prepare(
        long count, double decay, double initialScale, bool biasCorrection, [StartsAt(1)] ref double decayPower,
        out double oneMinusDecay, out double start, out double correction)
    {
        decayPower = Powers.Next(decayPower, decay);
        oneMinusDecay = 1 - decay;
        start = count == 0 ? decay * initialScale : 0;
        correction = biasCorrection ? 1 / (1 - decayPower) : 1;
    }

    /// <summary>The moments: μ ← d·μ + (1 − d)u, ν ← d·ν + (1 − d)u².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate<L>(L update, ref L mu, ref L nu, L decay, L oneMinusDecay, L start) where L : ILanes<L>
    {
        mu = L.MultiplyAdd(decay, mu, oneMinusDecay * update);
        nu = L.MultiplyAdd(oneMinusDecay, update * update, L.MultiplyAdd(decay, nu, start));
    }

    /// <summary>u / √(ν̂ − μ̂² + ε), or u / (√(ν̂ − μ̂²) + ε).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(
        L update, L mu, L nu, L correction, L eps, bool epsInSqrt, Precision precision) where L : ILanes<L>
    {
        var mean = correction * mu;
        var variance = L.Max(correction * nu - mean * mean, L.Zero);
        return L.Divide(
            update, epsInSqrt ? L.Sqrt(variance + eps) : L.Sqrt(variance) + eps, precision);
    }
}
