using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Drops gradients with a NaN or an infinity, up to a number in a row; further ones are applied unchanged, until a
/// finite gradient resets the count.</summary>
/// <remarks>
/// <para>The same as <c>optax.apply_if_finite</c>. Properties: <c>ConsecutiveErrors</c> (optax's
/// <c>notfinite_count</c>) is 0 after a finite gradient, <c>TotalErrors</c> (<c>total_notfinite</c>) counts all that were not
/// finite, including those that were applied. Counters are 64-bit; optax's saturate at 2³¹ − 1.</para>
/// <para>It costs a sweep that reads the gradient, unless the first transform measures it anyway.</para>
/// </remarks>
/// <param name="maxConsecutiveErrors">The maximum number of gradients dropped in a row.</param>
public sealed class ApplyIfFiniteAttribute([Interval("[0, ∞)")] int maxConsecutiveErrors) : ConditionallyMaskAttribute
{
    /// <summary>u − u: 0 where u is finite, NaN elsewhere, and so is the sum.</summary>
    [Sum]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L NotFinite<L>(L update) where L : ILanes<L> => update - update;

    /// <summary>Returns true if all elements are finite, or the maximum is exceeded.</summary>
    public static bool ShouldStep(
        double notFinite, int maxConsecutiveErrors, ref long consecutiveErrors, ref long totalErrors)
    {
        bool isFinite = notFinite == 0;
        consecutiveErrors = isFinite ? 0 : consecutiveErrors + 1;
        totalErrors += isFinite ? 0 : 1;
        return isFinite || consecutiveErrors > maxConsecutiveErrors;
    }
}
