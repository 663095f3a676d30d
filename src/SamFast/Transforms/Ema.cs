using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Replaces the update by its running average, corrected for having started at 0.</summary>
/// <remarks>The same as <c>optax.ema</c>. The correction is Kingma and Ba's (2015, arXiv:1412.6980): with it, the first
/// average is the first update itself.</remarks>
/// <param name="decay">d, the decay of the average. Declared as 0, the transform is left out.</param>
/// <param name="debias">True to divide by 1 − dᵗ.</param>
public sealed class EmaAttribute(
    [Interval("[0, 1)"), IdentityAt(0)] double decay, bool debias = true) : TransformAttribute
{
    /// <summary>1 − d, and 1 ÷ (1 − dᵗ) from the running power, or 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prepare(
        double decay, bool debias, [StartsAt(1)] ref double decayPower, out double oneMinusDecay, out double emaScale)
    {
        decayPower = Powers.Next(decayPower, decay);
        oneMinusDecay = 1 - decay;
        emaScale = debias ? 1 / (1 - decayPower) : 1;
    }

    /// <summary>m ← d·m + (1 − d)u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate<L>(L update, ref L ema, L decay, L oneMinusDecay) where L : ILanes<L> =>
        ema = L.MultiplyAdd(decay, ema, oneMinusDecay * update);

    /// <summary>The average, corrected where that is asked for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L ema, L emaScale, bool debias) where L : ILanes<L> =>
        debias ? emaScale * ema : ema;
}
