using System.Runtime.Intrinsics;

namespace SamFast;

/// <summary>SAM climbs with a probability; otherwise, the outer optimizer steps alone.</summary>
/// <remarks>Zhao 2022 (arXiv:2203.09962), SS-SAM; with a schedule for the probability, RST. There is no counterpart in optax.
/// The numbers depend on the seed and the step alone.</remarks>
/// <param name="probability">p; a number, or a schedule that follows as an attribute.</param>
/// <param name="seed">The seed of the random choices; any number.</param>
public sealed class ClimbAtRandomAttribute([Interval("[0, 1]")] double probability = 0.5, double seed = 0) : ConditionallyClimbAttribute
{
    private const int Stream = 1 << 16;

    /// <summary>Returns true if this step's random number is below the probability.</summary>
    public static bool ShouldStep(long count, double probability, double seed) =>
        new RandomLanes(seed, count, Stream, start: 0).Uniform<Lanes128<double>, double>(0).Vector.ToScalar() < probability;
}
