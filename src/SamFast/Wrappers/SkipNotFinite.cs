using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Drops every gradient with a NaN or an infinity.</summary>
/// <remarks>Before <c>[MultiSteps]</c>, the same as <c>optax.skip_not_finite</c> as its <c>should_skip_update_fn</c>:
/// a dropped micro-step does not count. The property <c>SkippedNotFinite</c> counts the dropped gradients.</remarks>
public sealed class SkipNotFiniteAttribute : ConditionallyMaskAttribute
{
    /// <summary>u − u: 0 where u is finite, NaN elsewhere, and so is the sum.</summary>
    [Sum]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L NotFinite<L>(L update) where L : ILanes<L> => update - update;

    /// <summary>Returns true if all elements are finite.</summary>
    public static bool ShouldStep(double notFinite, ref long skippedNotFinite)
    {
        bool isFinite = notFinite == 0;
        skippedNotFinite += isFinite ? 0 : 1;
        return isFinite;
    }
}
