using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>RMSProp's rescaling: u / √(ν + ε), with a running average of the squared update.</summary>
/// <remarks>Tieleman and Hinton 2012 (Coursera, lecture 6.5). The same as <c>optax.scale_by_rms</c>;
/// <c>torch.optim.RMSprop</c> adds ε outside the square root. The correction of the bias takes the average to have
/// started at 0, whatever its initial value.</remarks>
/// <param name="decay">d, the decay of the average.</param>
/// <param name="eps">ε, for numerical stability.</param>
/// <param name="initialScale">The initial value of the average.</param>
/// <param name="epsInSqrt">True to add ε inside the square root; false to add it outside.</param>
/// <param name="biasCorrection">True to divide the average by 1 − dᵗ.</param>
[ScaleInvariant]
public sealed class ScaleByRmsAttribute(
    [Interval("[0, 1)")] double decay = 0.9,
    [Interval("[0, ∞)")] double eps = 1e-8,
    [Interval("[0, ∞)")] double initialScale = 0,
    bool epsInSqrt = true,
    bool biasCorrection = false) : TransformAttribute
{
    /// <summary>1 − d, the correction, and what the first step adds to an average that is kept from 0: what is left of
    /// its initial value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prepare(
        long count, double decay, double initialScale, bool biasCorrection, [StartsAt(1)] ref double decayPower,
        out double oneMinusDecay, out double start, out double nuScale)
    {
        decayPower = Powers.Next(decayPower, decay);
        oneMinusDecay = 1 - decay;
        start = count == 0 ? decay * initialScale : 0;
        nuScale = biasCorrection ? 1 / (1 - decayPower) : 1;
    }

    /// <summary>ν ← d·ν + (1 − d)u².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate<L>(L update, ref L nu, L decay, L oneMinusDecay, L start) where L : ILanes<L> =>
        nu = L.MultiplyAdd(oneMinusDecay, update * update, L.MultiplyAdd(decay, nu, start));

    /// <summary>u / √(ν̂ + ε), or u / (√ν̂ + ε).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L update, L nu, L nuScale, L eps, bool epsInSqrt, Precision precision) where L : ILanes<L> =>
        L.Divide(
            update,
            epsInSqrt ? L.Sqrt(L.MultiplyAdd(nuScale, nu, eps)) : L.Sqrt(nuScale * nu) + eps,
            precision);
}
