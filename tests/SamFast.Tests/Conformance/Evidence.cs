namespace SamFast.Tests.Conformance;

/// <summary>What is known of a run that differs.</summary>
/// <param name="Case">The run.</param>
/// <param name="Mismatch">The first difference; everything before it agrees.</param>
/// <param name="FirstVanishing">The first step with a gradient of length zero.</param>
/// <param name="FirstNonFinite">The first step with a gradient that is not finite.</param>
/// <param name="IsFinite">Whether all of our rows are finite.</param>
/// <param name="Distance">The largest difference of a number, relative to it where it is larger than 1.</param>
/// <param name="FollowsOuterAlone">SAM: whether the points between the periods are those of the outer optimizer
/// alone, with the gradients of the descents.</param>
internal sealed record Evidence(
    GoldenCase Case, Mismatch Mismatch, int FirstVanishing, int FirstNonFinite, bool IsFinite, double Distance,
    Lazy<bool> FollowsOuterAlone)
{
    /// <summary>Whether optax's parameters stopped being finite, in this step or later, and ours differ.</summary>
    public bool IsBlowUpSince(int step) =>
        Mismatch is { Step: { } differs, Expected: { } expected } && differs >= step && !double.IsFinite(expected);
}
