using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>COCOB: each parameter bets a part of what it has won on the next gradient. No learning rate is needed,
/// and the update is a step, not a direction.</summary>
/// <remarks>Orabona and Tommasi 2017, Algorithm 2 (arXiv:1705.07795). The same as
/// <c>optax.contrib.scale_by_cocob</c>.</remarks>
/// <param name="alpha">α, which limits the part that is bet at first.</param>
/// <param name="eps">ε, the least that counts as the largest gradient.</param>
public sealed class ScaleByCocobAttribute(
    [Interval("[0, ∞)")] double alpha = 100, [Interval("(0, ∞)")] double eps = 1e-8) : TransformAttribute
{
    /// <summary>The record of the bets on each parameter.</summary>
    public struct Bets<TValue>
    {
        /// <summary>L, the largest |u|.</summary>
        public TValue Largest;

        /// <summary>G, the sum of |u|.</summary>
        public TValue Magnitudes;

        /// <summary>R, the reward.</summary>
        public TValue Reward;

        /// <summary>C, the negative sum of u.</summary>
        public TValue Descent;
    }

    /// <summary>Computes 1 in the first step and 0 later.</summary>
    public static void Prepare(long count, out double isFirst) => isFirst = Origin.IsFirst(count);

    /// <summary>L ← max(L, |u|, ε), G ← G + |u|, R ← max(R − u(p − p₀), 0), C ← C − u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate<L>(
        L update, L parameter, [Position] ref L origin, ref Bets<L> bets, L eps, L isFirst) where L : ILanes<L>
    {
        var magnitude = L.Abs(update);
        origin = Origin.Of(parameter, origin, isFirst);
        bets.Largest = L.Max(L.Max(bets.Largest, magnitude), eps);
        bets.Magnitudes += magnitude;
        bets.Reward = L.Max(L.MultiplyAdd(-update, parameter - origin, bets.Reward), L.Zero);
        bets.Descent -= update;
    }

    /// <summary>From p to p₀ + C ÷ (L · max(G + L, αL)) · (L + R).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L parameter, L origin, Bets<L> bets, L alpha) where L : ILanes<L>
    {
        var fraction = bets.Descent / (bets.Largest * L.Max(bets.Magnitudes + bets.Largest, alpha * bets.Largest));
        return L.MultiplyAdd(fraction, bets.Largest + bets.Reward, origin - parameter);
    }
}
