namespace SamFast.Gallery.Torch.Evidence;

/// <summary>Summarizes the results in sentences.</summary>
internal static class Findings
{
    public static IReadOnlyList<string> Of(Experiment experiment)
    {
        var sam = experiment.Comparisons.Where(comparison => !comparison.Ours.Variant.IsSlow);
        return
        [
            .. experiment.Comparisons.Select(Sentence),
            .. sam.Select(comparison => AgainstSlow(experiment, comparison)),
            $"SAM took {sam.Average(c => c.Ours.Evaluations / c.Base.Evaluations):F1} times the gradients. "
                + $"Intervals: 95 %, of pairs of {experiment.Settings.Seeds} seeds.",
        ];
    }

    private static string Sentence(Comparison comparison)
    {
        string sharpness = comparison.Sharpness switch
        {
            { IsMore: true } => "higher",
            { IsLess: true } => "lower",
            _ => "no clear difference",
        };
        return $"{Title(comparison)}: {Verdict(comparison)}. Accuracy after the last epoch {comparison.Final.Points} "
            + $"points, at each training's best epoch {comparison.Best.Points}; "
            + $"{Math.Exp(comparison.Sharpness.Mean):F2} times the sharpness ({sharpness}).";
    }

    private static string AgainstSlow(Experiment experiment, Comparison comparison)
    {
        string name = comparison.Base.Variant.Name;
        var slow = experiment.Cells.Single(
            cell => cell.Noise == comparison.Ours.Noise && cell.Variant.Base == name && cell.Variant.IsSlow);
        var against = new Comparison(comparison.Ours, slow);
        return $"{Title(against)}: {Verdict(against)}. Accuracy after the last epoch {against.Final.Points} points.";
    }

    private static string Title(Comparison comparison) =>
        $"{comparison.Ours.Variant.Name} against {comparison.Base.Variant.Name}, "
        + $"{100 * comparison.Ours.Noise:F0} % wrong labels";

    private static string Verdict(Comparison comparison) => comparison.Final switch
    {
        { IsMore: true } => "better",
        { IsLess: true } => "worse",
        _ => "these seeds cannot tell",
    };
}
