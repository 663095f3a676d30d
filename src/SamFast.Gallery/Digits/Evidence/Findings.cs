namespace SamFast.Gallery.Digits.Evidence;

/// <summary>Summarizes the results in sentences: the effect of SAM on each model, the share of this effect that a lower learning
/// rate alone has, and the cost.</summary>
internal static class Findings
{
    public static IReadOnlyList<string> Of(IReadOnlyList<Comparison> comparisons)
    {
        Comparison[] sam = [.. comparisons.Where(comparison => comparison.Ours.Variant.IsSam)];
        return
        [
            .. sam.GroupBy(comparison => comparison.Ours.Model.Name).SelectMany(model => (string[])
            [
                Accuracy($"{model.Key} model, best accuracy", [.. model], comparison => comparison.Best),
                Accuracy(
                    $"{model.Key} model, best for the same gradients", [.. model],
                    comparison => comparison.BestForSameGradients),
                Accuracy($"{model.Key} model, final accuracy", [.. model], comparison => comparison.Final),
                .. comparisons.Where(comparison => comparison.Ours.Model.Name == model.Key)
                    .GroupBy(comparison => comparison.Base.Variant.Name)
                    .Select(chain => LowerRate($"{model.Key} model, final accuracy of {chain.Key}", [.. chain])),
                Eigenvalue($"{model.Key} model, largest eigenvalue", [.. model]),
            ]),
            Cost(sam),
        ];
    }

    private static string Accuracy(
        string what, IReadOnlyList<Comparison> comparisons, Func<Comparison, Difference> difference)
    {
        int better = comparisons.Count(comparison => difference(comparison).IsMore);
        var worse = comparisons.Where(comparison => difference(comparison).IsLess).ToList();
        string verdict = 2 * better > comparisons.Count ? "SAM helps"
            : better > worse.Count ? "SAM seldom helps"
            : better < worse.Count ? "SAM does not help"
            : "no difference shows";
        var names = worse.Select(comparison => comparison.Ours.Variant.Name).Distinct();
        return $"{what}: {verdict}. Better in {better} of {comparisons.Count}, "
            + $"undecided in {comparisons.Count - better - worse.Count}, "
            + (worse.Count == 0 ? "worse in none." : $"worse in {worse.Count}, of {string.Join(", ", names)}.");
    }

    /// <summary>The share of SAM's gain that a third of the learning rate alone achieves, on average over the levels of noise.</summary>
    private static string LowerRate(string what, IReadOnlyList<Comparison> comparisons)
    {
        Comparison[] slow = [.. comparisons.Where(comparison => comparison.Ours.Variant.IsSlow)];
        Comparison[] sam = [.. comparisons.Where(comparison => comparison.Ours.Variant.IsSam)];
        Difference alone = MeanFinal(slow), gain = MeanFinal(sam);
        string share = !gain.IsMore ? "no gain of SAM shows"
            : !alone.IsMore ? "no gain of the lower rate shows"
            : $"the lower rate alone gives {100 * alone.Mean / gain.Mean:F0} % of SAM's gain";
        Difference[] against =
        [
            .. sam.Select(ours => Difference.Of(
                Finals(ours.Ours), Finals(slow.Single(theirs => theirs.Ours.Noise == ours.Ours.Noise).Ours))),
        ];
        return $"{what}: {alone.Points} points at a third of the rate, {gain.Points} with SAM, "
            + $"on average over noise and variants: {share}. Against the lower rate, SAM is "
            + $"better in {against.Count(d => d.IsMore)} of {against.Length}, worse in {against.Count(d => d.IsLess)}.";
    }

    private static string Eigenvalue(string what, IReadOnlyList<Comparison> comparisons)
    {
        Difference[] known = [.. comparisons.Select(comparison => comparison.Eigenvalue).OfType<Difference>()];
        string mean = known.Length == 0
            ? ""
            : $" On geometric average, {Math.Exp(known.Average(d => d.Mean)):F2} times that without.";
        return $"{what}: lower with SAM in {known.Count(d => d.IsLess)} of {comparisons.Count}, "
            + $"higher in {known.Count(d => d.IsMore)}.{mean}";
    }

    private static string Cost(IReadOnlyList<Comparison> comparisons)
    {
        double[] costs = [.. comparisons.Select(comparison => comparison.Ours.Gradients.Mean / comparison.Base.Gradients.Mean)];
        return $"SAM took {costs.Min():F1} to {costs.Max():F1} times the gradients, for the same number of epochs.";
    }

    /// <summary>For each seed, the mean over the comparisons.</summary>
    private static Difference MeanFinal(Comparison[] comparisons)
    {
        var seeds = Enumerable.Range(0, comparisons[0].Ours.Runs.Count);
        return Difference.Of(
            seeds.Select(seed => comparisons.Average(comparison => comparison.Ours.Runs[seed].Final)),
            seeds.Select(seed => comparisons.Average(comparison => comparison.Base.Runs[seed].Final)));
    }

    private static IEnumerable<double> Finals(Cell cell) => cell.Runs.Select(run => run.Final);
}
