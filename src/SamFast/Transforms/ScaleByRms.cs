using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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
    public static void Accumulate<T>(
        Vector512<T> update, ref Vector512<T> nu, Vector512<T> decay, Vector512<T> oneMinusDecay, Vector512<T> start) =>
        nu = Lanes.MultiplyAdd(oneMinusDecay, update * update, Lanes.MultiplyAdd(decay, nu, start));

    /// <summary>u / √(ν̂ + ε), or u / (√ν̂ + ε).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Update<T>(
        Vector512<T> update, Vector512<T> nu, Vector512<T> nuScale, Vector512<T> eps,
        bool epsInSqrt, Precision precision) =>
        Lanes.Divide(
            update,
            epsInSqrt ? Vector512.Sqrt(Lanes.MultiplyAdd(nuScale, nu, eps)) : Vector512.Sqrt(nuScale * nu) + eps,
            precision);
}
