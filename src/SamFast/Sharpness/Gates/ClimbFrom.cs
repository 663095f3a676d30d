namespace SamFast;

/// <summary>SAM climbs from a step on; until then, the outer optimizer steps alone.</summary>
/// <remarks>Sharpness matters late in a training (Andriushchenko and Flammarion 2022, arXiv:2206.06232). There is no
/// counterpart in optax.</remarks>
/// <param name="step">The number of steps without a climb.</param>
public sealed class ClimbFromAttribute([Interval("[0, ∞)")] int step) : ConditionallyClimbAttribute
{
    /// <summary>Returns true if that many steps have been taken.</summary>
    public static bool ShouldStep(long count, int step) => count >= step;
}
