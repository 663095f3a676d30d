using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Replaces the update by its running average, which begins with the first update: m ← d·m + (1 − d)u.</summary>
/// <remarks>Li and Giannakis 2023 (arXiv:2309.15639), the variance-suppressed perturbation, with θ = 1 − d.
/// <c>optax.ema</c> begins with 0 instead. In an adversary, it needs <c>resetState: false</c>.</remarks>
/// <param name="decay">d, the decay of the average. Declared as 0, the transform is left out.</param>
[RemembersPeriods]
public sealed class EmaFromFirstAttribute([Interval("[0, 1)"), IdentityAt(0)] double decay = 0.6) : TransformAttribute
{
    /// <summary>d, which is 0 in the first step, and 1 − d.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prepare(long count, double decay, out double kept, out double taken)
    {
        kept = count == 0 ? 0 : decay;
        taken = 1 - kept;
    }

    /// <summary>m ← d·m + (1 − d)u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate<L>(L update, ref L average, L kept, L taken) where L : ILanes<L> =>
        average = L.MultiplyAdd(kept, average, taken * update);

    /// <summary>m.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L average) where L : ILanes<L> => average;
}
