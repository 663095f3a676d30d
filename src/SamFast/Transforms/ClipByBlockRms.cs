using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Shrinks the update of each tensor so that its root mean square is at most a threshold; a smaller one
/// passes unchanged.</summary>
/// <remarks>Shazeer and Stern 2018, Section 6 (arXiv:1804.04235). The same as <c>optax.clip_by_block_rms</c>: where
/// the root mean square is NaN, so is the update; where it is infinite (squares are formed in the parameters' own
/// type and may overflow), finite elements become 0 and infinite ones NaN.</remarks>
/// <param name="threshold">The largest root mean square that passes unchanged.</param>
[BoundsUpdate]
public sealed class ClipByBlockRmsAttribute([Interval("(0, ∞)")] double threshold) : TransformAttribute
{
    /// <summary>‖u‖² of a tensor.</summary>
    [Sum(MeasureScope.Tensor)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L SquaredUpdate<L>(L update) where L : ILanes<L> => update * update;

    /// <summary>The number of elements of a tensor.</summary>
    [Sum(MeasureScope.Tensor)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Elements<L>(L update) where L : ILanes<L> => L.One;

    /// <summary>The factor: 1 ÷ max(1, rms ÷ threshold).</summary>
    public static void Prepare(
        double squaredUpdate, double elements, double threshold,
        [Reported("ClipFactor", Description = "Factor (at most 1) of the update")] out double clip) =>
        clip = 1 / Math.Max(1, Math.Sqrt(squaredUpdate / elements) / threshold);

    /// <summary>u · factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L update, L clip) where L : ILanes<L> => update * clip;
}
