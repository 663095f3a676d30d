using System.Globalization;

namespace SamFast.Gallery.Notebook;

/// <summary>What the notebook says about its six optimizers, decided by the runs.</summary>
internal static class Claims
{
    // A path that comes this near to a minimum is said to reach it, or to pass through it.
    private const double Near = 0.1;

    public static IReadOnlyList<Claim> Check(IReadOnlyList<Run> runs)
    {
        var plain = runs.Where(run => run.Mode == Mode.Plain).ToList();
        var sam = runs.Where(run => run.Mode != Mode.Plain).ToList();
        var transparent = runs.Where(run => run.Mode == Mode.Transparent).ToList();
        return
        [
            SmoothOptimum(sam),
            SharpOptimum(plain),
            First(transparent, "sam-momentum", "gradient evaluations", arrival => arrival.GradientEvaluations),
            First(transparent, "sam-adam", "outer steps", arrival => arrival.OuterStep),
            PassesThrough(transparent),
            SameInBothModes(transparent, runs),
        ];
    }

    private static Claim SmoothOptimum(List<Run> sam) => new(
        "All three SAM optimizers find the smooth optimum.",
        sam.All(run => run.End.DistanceTo(Landmarks.SmoothMinimum) <= Near),
        $"Distances of the ends to {Text(Landmarks.SmoothMinimum)}: "
        + Join(sam, run => $"{run.Optimizer} ({run.Mode.Label()}) {Text(run.End.DistanceTo(Landmarks.SmoothMinimum))}"));

    private static Claim SharpOptimum(List<Run> plain) => new(
        "All three plain optimizers get stuck in the sharp optimum.",
        plain.All(run => run.End.DistanceTo(Landmarks.SharpMinimum) <= Near),
        $"Distances of the ends to {Text(Landmarks.SharpMinimum)}: "
        + Join(plain, run => $"{run.Optimizer} {Text(run.End.DistanceTo(Landmarks.SharpMinimum))}"));

    private static Claim First(List<Run> sam, string winner, string unit, Func<Arrival, int> count)
    {
        double[] radii = [0.1, 0.05];
        bool holds = radii.All(radius => sam
            .Where(run => run.FirstWithin(radius) is not null)
            .MinBy(run => count(run.FirstWithin(radius)!))?.Optimizer == winner);
        return new Claim(
            $"Of the three, {winner} is the first at the smooth optimum in {unit}.",
            holds,
            $"First within 0.1 and 0.05 of {Text(Landmarks.SmoothWell)}, in {unit}: " + Join(sam, run =>
                $"{run.Optimizer} " + string.Join(" and ", radii.Select(radius =>
                    run.FirstWithin(radius) is { } arrival ? Text(count(arrival)) : "never"))));
    }

    private static Claim PassesThrough(List<Run> sam)
    {
        var nearest = sam.ToDictionary(
            run => run.Optimizer,
            run => run.OuterSteps.Select(step => step.After.DistanceTo(Landmarks.SharpMinimum)).DefaultIfEmpty(double.NaN).Min());
        return new Claim(
            "SAM-Adam passes through the sharp optimum on the way to the smooth one; SAM and SAM-momentum do not.",
            nearest.All(pair => pair.Value <= Near == (pair.Key == "sam-adam")),
            $"Nearest to {Text(Landmarks.SharpMinimum)} after an outer step: "
            + string.Join(", ", nearest.Select(pair => $"{pair.Key} {Text(pair.Value)}")));
    }

    private static Claim SameInBothModes(List<Run> transparent, IReadOnlyList<Run> runs)
    {
        var pairs = transparent.Select(run => (
            run.Optimizer,
            Transparent: run.OuterSteps,
            Opaque: runs.Single(other => other.Mode == Mode.Opaque && other.Optimizer == run.Optimizer).OuterSteps));
        var compared = pairs.Select(pair =>
        {
            int common = Math.Min(pair.Transparent.Count, pair.Opaque.Count);
            int equal = Enumerable.Range(0, common).TakeWhile(i =>
                HasSameBits(pair.Transparent[i].After, pair.Opaque[i].After)
                && pair.Transparent[i].Evaluations == pair.Opaque[i].Evaluations).Count();
            return (pair.Optimizer, Common: common, Equal: equal);
        }).ToList();
        return new Claim(
            "Opaque mode behaves as transparent mode does: one opaque step is one period.",
            compared.All(c => c.Equal == c.Common && c.Common > 0),
            "Outer steps whose parameters are equal bit for bit and took as many gradients: "
            + string.Join(", ", compared.Select(c => $"{c.Optimizer} {Text(c.Equal)} of {Text(c.Common)}")));
    }

    private static bool HasSameBits(Point a, Point b) =>
        BitConverter.DoubleToInt64Bits(a.X) == BitConverter.DoubleToInt64Bits(b.X)
        && BitConverter.DoubleToInt64Bits(a.Y) == BitConverter.DoubleToInt64Bits(b.Y);

    private static string Join(IEnumerable<Run> runs, Func<Run, string> text) => string.Join(", ", runs.Select(text));

    private static string Text(Point point) => $"({Text(point.X)}, {Text(point.Y)})";

    private static string Text(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
