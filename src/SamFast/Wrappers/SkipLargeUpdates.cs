using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Drops every gradient whose squared 2-norm is at least a maximum, or NaN.</summary>
/// <remarks>Before <c>[MultiSteps]</c>, the same as <c>optax.skip_large_updates</c> as its
/// <c>should_skip_update_fn</c>: a dropped micro-step does not count. The property <c>SkippedLarge</c> counts the dropped
/// gradients.</remarks>
/// <param name="maxSquaredNorm">The squared norm below which a gradient is used.</param>
public sealed class SkipLargeUpdatesAttribute([Interval("(0, ∞)")] double maxSquaredNorm) : ConditionallyMaskAttribute
{
    /// <summary>‖u‖², over all parameters.</summary>
    [Sum, Reported("GradientNorm", SquareRoot = true, Description = "2-norm of the gradient")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L SquaredNorm<L>(L update) where L : ILanes<L> => update * update;

    /// <summary>Returns true if ‖u‖² is below the maximum.</summary>
    public static bool ShouldStep(double squaredNorm, double maxSquaredNorm, ref long skippedLarge)
    {
        bool isSmall = squaredNorm < maxSquaredNorm;
        skippedLarge += isSmall ? 0 : 1;
        return isSmall;
    }
}
