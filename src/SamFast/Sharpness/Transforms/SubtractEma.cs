using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Subtracts a multiple of the running average m of the previous updates: u − σ·m.</summary>
/// <remarks>Li et al. 2024 (arXiv:2403.12350), the friendly perturbation, as in the authors' program: m starts as the first
/// gradient, which passes unchanged; each gradient enters m after the subtraction. There is no counterpart in optax.
/// In an adversary, it needs <c>resetState: false</c>.</remarks>
/// <param name="sigma">σ, the factor of the subtracted average.</param>
/// <param name="decay">λ, the decay of the average.</param>
[RemembersPeriods]
public sealed class SubtractEmaAttribute(
    [Interval("[0, ∞)")] double sigma = 1, [Interval("[0, 1)")] double decay = 0.9) : TransformAttribute
{
    /// <summary>1 − λ; 0 in the first step for λ and σ: m becomes the gradient, and nothing is subtracted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prepare(
        long count, double sigma, double decay, out double subtracted, out double kept, out double taken)
    {
        (subtracted, kept) = count == 0 ? (0, 0) : (sigma, decay);
        taken = 1 - kept;
    }

    /// <summary>u − σ·m; then m ← λ·m + (1 − λ)u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L update, ref L common, L subtracted, L kept, L taken) where L : ILanes<L>
    {
        var rest = L.MultiplyAdd(-subtracted, common, update);
        common = L.MultiplyAdd(kept, common, taken * update);
        return rest;
    }
}
