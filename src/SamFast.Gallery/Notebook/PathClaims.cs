using static SamFast.Gallery.Notebook.Numbers;

namespace SamFast.Gallery.Notebook;

/// <summary>
/// The notebook's claims about its pictures of the paths, made quantitative: the distance of two paths is the largest distance
/// of a point of either to the nearest point of the other, on the way to the smooth well.
/// </summary>
internal static class PathClaims
{
    public static Claim PassesThrough(List<Run> sam)
    {
        var nearest = sam.ToDictionary(
            run => run.Optimizer,
            run => OnTheWay(run).Min(step => step.After.DistanceTo(Landmarks.SharpMinimum)));
        return new Claim(
            "SAM-Adam passes through the sharp optimum on the way to the smooth one; SAM and SAM-momentum do not.",
            sam.All(run => run.FirstWithin(Claims.Near) is not null
                && nearest[run.Optimizer] <= Claims.Near == IsSamAdam(run)),
            $"Nearest to {Text(Landmarks.SharpMinimum)} after an outer step on the way: "
            + string.Join(", ", nearest.Select(pair => $"{pair.Key} {Text(pair.Value)}")));
    }

    public static Claim SimilarPaths(List<Run> sam)
    {
        var distances = Distances(sam, run => [.. OnTheWay(run).Select(step => step.After)]);
        double likeness = distances.Single(d => !IsSamAdam(d.A) && !IsSamAdam(d.B)).Distance;
        double otherness = distances.Where(d => IsSamAdam(d.A) || IsSamAdam(d.B)).Min(d => d.Distance);
        return new Claim(
            "SAM and SAM-momentum follow similar paths: nearer to each other than either is to SAM-Adam.",
            likeness < otherness,
            "Distances of the paths until within 0.1 of (2, 0): " + Join(distances));
    }

    /// <summary>The points of a transparent run at which the outer optimizer's gradients were taken.</summary>
    public static IEnumerable<Point> Summits(Run run) =>
        run.Calls.Zip(run.Calls.Skip(1)).Where(pair => pair.Second.IsOuterStep).Select(pair => pair.First.After);

    /// <summary>The outer steps until the run reaches the smooth well; all steps if it never does.</summary>
    private static List<Call> OnTheWay(Run run) =>
        [.. run.OuterSteps.Take(run.FirstWithin(Claims.Near)?.OuterStep ?? run.OuterSteps.Count)];

    private static List<(Run A, Run B, double Distance)> Distances(List<Run> runs, Func<Run, Point[]> path) =>
    [
        .. from i in Enumerable.Range(0, runs.Count)
           from j in Enumerable.Range(i + 1, runs.Count - i - 1)
           let a = path(runs[i])
           let b = path(runs[j])
           select (runs[i], runs[j], Math.Max(Farthest(a, b), Farthest(b, a)))
    ];

    private static double Farthest(Point[] from, Point[] to) => from.Max(point => to.Min(point.DistanceTo));

    private static bool IsSamAdam(Run run) => run.Optimizer == "sam-adam";

    private static string Join(IEnumerable<(Run A, Run B, double Distance)> distances) => string.Join(", ",
        distances.Select(d => $"{d.A.Optimizer} and {d.B.Optimizer} {Text(d.Distance)}"));
}
