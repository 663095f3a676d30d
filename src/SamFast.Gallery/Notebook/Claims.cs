using static SamFast.Gallery.Notebook.Numbers;

namespace SamFast.Gallery.Notebook;

/// <summary>The notebook's claims about its six optimizers, checked against the runs.</summary>
internal static class Claims
{
    /// <summary>The distance within which a path reaches a minimum, or passes through it.</summary>
    public const double Near = 0.1;

    public static IReadOnlyList<Claim> Check(IReadOnlyList<Run> runs)
    {
        var transparent = runs.Where(run => run.Mode == Mode.Transparent).ToList();
        return
        [
            SmoothOptimum([.. runs.Where(run => run.Mode != Mode.Plain)]),
            SharpOptimum([.. runs.Where(run => run.Mode == Mode.Plain)]),
            First(transparent, "sam-momentum", "gradient evaluations", arrival => arrival.GradientEvaluations),
            First(transparent, "sam-adam", "outer steps", arrival => arrival.OuterStep),
            PathClaims.PassesThrough(transparent),
            PathClaims.SimilarPaths(transparent),
            SameInBothModes(transparent, runs),
        ];
    }

    private static Claim SmoothOptimum(List<Run> sam) => new(
        "All three SAM optimizers find the smooth optimum.",
        sam.All(run => run.End.DistanceTo(Landmarks.SmoothMinimum) <= Near),
        $"Distances of the ends to {Text(Landmarks.SmoothMinimum)}: " + string.Join(", ", sam.Select(run =>
            $"{run.Optimizer} ({run.Mode.Label()}) {Text(run.End.DistanceTo(Landmarks.SmoothMinimum))}")));

    private static Claim SharpOptimum(List<Run> plain) => new(
        "All three plain optimizers get stuck in the sharp optimum.",
        plain.All(run => run.End.DistanceTo(Landmarks.SharpMinimum) <= Near),
        $"Distances of the ends to {Text(Landmarks.SharpMinimum)}: " + string.Join(", ", plain.Select(run =>
            $"{run.Optimizer} {Text(run.End.DistanceTo(Landmarks.SharpMinimum))}")));

    private static Claim First(List<Run> sam, string winner, string unit, Func<Arrival, int> count)
    {
        double[] radii = [0.1, 0.05];
        int? CountAt(Run run, double radius) => run.FirstWithin(radius) is { } arrival ? count(arrival) : null;

        var first = sam.Single(run => run.Optimizer == winner);
        return new Claim(
            $"Of the three, {winner} is the first at the smooth optimum in {unit}.",
            radii.All(radius => CountAt(first, radius) is { } best
                && sam.All(run => run == first || CountAt(run, radius) is not { } other || best < other)),
            $"First within 0.1 and 0.05 of {Text(Landmarks.SmoothWell)}, in {unit}: "
            + string.Join(", ", sam.Select(run =>
                $"{run.Optimizer} {Count(CountAt(run, radii[0]))} and {Count(CountAt(run, radii[1]))}")));
    }

    private static Claim SameInBothModes(List<Run> transparent, IReadOnlyList<Run> runs)
    {
        var compared = transparent.Select(run =>
        {
            var ours = run.OuterSteps;
            var theirs = runs.Single(o => o.Mode == Mode.Opaque && o.Optimizer == run.Optimizer).OuterSteps;
            int common = Math.Min(ours.Count, theirs.Count);
            int equal = Enumerable.Range(0, common).TakeWhile(i =>
                HasSameBits(ours[i].After, theirs[i].After) && ours[i].Evaluations == theirs[i].Evaluations).Count();
            return (run.Optimizer, Equal: equal, Common: common);
        }).ToList();
        return new Claim(
            "Opaque mode behaves exactly as transparent mode does, one opaque step for each period.",
            compared.All(c => c.Equal == c.Common && c.Common > 0),
            "Outer steps whose parameters are equal bit for bit and took as many gradients: "
            + string.Join(", ", compared.Select(c => $"{c.Optimizer} {Count(c.Equal)} of {Count(c.Common)}")));
    }

    private static bool HasSameBits(Point a, Point b) =>
        BitConverter.DoubleToInt64Bits(a.X) == BitConverter.DoubleToInt64Bits(b.X)
        && BitConverter.DoubleToInt64Bits(a.Y) == BitConverter.DoubleToInt64Bits(b.Y);
}
