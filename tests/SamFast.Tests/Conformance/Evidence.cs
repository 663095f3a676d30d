namespace SamFast.Tests.Conformance;

/// <summary>The facts about a run that differs from the recorded one.</summary>
/// <param name="Case">The run.</param>
/// <param name="Mismatch">The first difference.</param>
/// <param name="FirstVanishing">The first step with a gradient of length zero.</param>
/// <param name="FirstNonFinite">The first step with a gradient that is not finite.</param>
/// <param name="Rows">Our parameters after each recorded step.</param>
/// <param name="FollowsOuterAlone">True if the points between the periods of SAM are those of the outer optimizer alone, given the
/// gradients of the descents.</param>
internal sealed record Evidence(
    GoldenCase Case, Mismatch Mismatch, int FirstVanishing, int FirstNonFinite,
    IReadOnlyList<double[]> Rows, Lazy<bool> FollowsOuterAlone)
{
    /// <summary>True if all of our rows are finite.</summary>
    public bool IsFinite => Rows.All(row => row.All(double.IsFinite));

    /// <summary>The largest difference: relative to numbers above 1, absolute for others.</summary>
    public double Distance => Comparison.Distance(Case.Golden, Rows);

    /// <summary>True if, in each step, optax moves a parameter as our previous step did, or neither moves it. Before the first
    /// step, our previous one is 0.</summary>
    public bool IsLateByOneStep
    {
        get
        {
            var golden = Case.Golden;
            double rtol = golden.Root.GetProperty("rtol").GetDouble(), atol = golden.Root.GetProperty("atol").GetDouble();
            double[] start = Golden.Vector<double>(golden.Root.GetProperty("init"));
            double[][] ours = [start, start, .. Rows];
            double[][] theirs = [start, .. golden.Root.GetProperty("trajectory").EnumerateArray().Select(Golden.Vector<double>)];
            return golden.RecordedSteps.SequenceEqual(Enumerable.Range(1, golden.Steps))
                && Enumerable.Range(1, golden.Steps).All(step => Enumerable.Range(0, start.Length).All(i =>
                {
                    double moved = theirs[step][i] - theirs[step - 1][i];
                    double expected = ours[step][i] - ours[step - 1][i];
                    bool rests = moved == 0 && ours[step + 1][i] == ours[step][i];
                    return rests || Comparison.Agree(moved, expected, 4 * Comparison.Tolerance(start[i], rtol, atol));
                }));
        }
    }

    /// <summary>True if the first difference is in this step or later, and optax's parameter is not finite.</summary>
    public bool IsBlowUpSince(int step) =>
        Mismatch is { Step: { } differs, Expected: { } expected } && differs >= step && !double.IsFinite(expected);
}
