namespace SamFast.Gallery.Torch.Evidence;

/// <summary>What the numbers say, in sentences.</summary>
internal static class Findings
{
    public static IReadOnlyList<string> Of(Experiment experiment) =>
    [
        .. experiment.Comparisons.Select(Sentence),
        .. experiment.Comparisons.Where(comparison => !comparison.Ours.Variant.IsSlow).Select(comparison => AgainstSlow(experiment, comparison)),
        Cost(experiment),
    ];

    private static string Sentence(Comparison comparison)
    {
        string sharpness = comparison.Sharpness switch
        {
            { IsMore: true } => "higher",
            { IsLess: true } => "lower",
            _ => "no clear difference",
        };
        return $"{Title(comparison)}: {Verdict(comparison)}. Accuracy after the last epoch {comparison.Final.Points} points, at each "
            + $"training's best epoch {comparison.Best.Points}; {Math.Exp(comparison.Sharpness.Mean):F2} times the sharpness ({sharpness}).";
    }

    private static string AgainstSlow(Experiment experiment, Comparison comparison)
    {
        var slow = experiment.Cells.Single(
            cell => cell.Noise == comparison.Ours.Noise && cell.Variant.Base == comparison.Base.Variant.Name && cell.Variant.IsSlow);
        var against = new Comparison(comparison.Ours, slow);
        return $"{Title(against)}: {Verdict(against)}. Accuracy after the last epoch {against.Final.Points} points.";
    }

    private static string Title(Comparison comparison) =>
        $"{comparison.Ours.Variant.Name} against {comparison.Base.Variant.Name}, {100 * comparison.Ours.Noise:F0} % wrong labels";

    private static string Verdict(Comparison comparison) => comparison.Final switch
    {
        { IsMore: true } => "better",
        { IsLess: true } => "worse",
        _ => "these seeds cannot tell",
    };

    private static string Cost(Experiment experiment)
    {
        var sam = experiment.Comparisons.Where(comparison => !comparison.Ours.Variant.IsSlow);
        return $"SAM took {sam.Average(comparison => comparison.Ours.Evaluations / comparison.Base.Evaluations):F1} times the gradients. "
            + $"Intervals: 95 %, of pairs of {experiment.Settings.Seeds} seeds.";
    }
}
