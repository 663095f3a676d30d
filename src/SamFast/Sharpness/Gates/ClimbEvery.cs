namespace SamFast;

/// <summary>SAM climbs in every k-th step only, the first one included; in the others, the outer optimizer steps alone.</summary>
/// <remarks>The interval of composer's SAM, and of LookSAM (Liu et al. 2022, arXiv:2203.02714), which also reuses the result of
/// a climb: <see cref="ReuseAscentAttribute"/>. There is no counterpart in optax.</remarks>
/// <param name="interval">k, at least 1.</param>
public sealed class ClimbEveryAttribute([Interval("[1, ∞)")] int interval) : ConditionallyClimbAttribute
{
    /// <summary>Returns true if k divides the number of completed steps.</summary>
    public static bool ShouldStep(long count, int interval) => count % interval == 0;
}
