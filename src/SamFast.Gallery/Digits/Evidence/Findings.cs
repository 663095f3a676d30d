namespace SamFast.Gallery.Digits.Evidence;

/// <summary>What the numbers say, in sentences: where SAM helps each model, where it does not, and what it costs.</summary>
internal static class Findings
{
    public static IReadOnlyList<string> Of(IReadOnlyList<Comparison> comparisons) =>
    [
        .. comparisons.GroupBy(comparison => comparison.Ours.Model.Name).SelectMany(model => (string[])
        [
            Accuracy($"{model.Key} model, best accuracy", [.. model], comparison => comparison.Best),
            Accuracy(
                $"{model.Key} model, best for the same gradients", [.. model], comparison => comparison.BestForSameGradients),
            Accuracy($"{model.Key} model, final accuracy", [.. model], comparison => comparison.Final),
            Eigenvalue($"{model.Key} model, largest eigenvalue", [.. model]),
        ]),
        Cost(comparisons),
    ];

    private static string Accuracy(
        string what, IReadOnlyList<Comparison> comparisons, Func<Comparison, Difference> difference)
    {
        int better = comparisons.Count(comparison => difference(comparison).IsMore);
        var worse = comparisons.Where(comparison => difference(comparison).IsLess).ToList();
        string verdict = 2 * better > comparisons.Count ? "SAM helps"
            : better > worse.Count ? "SAM seldom helps"
            : better < worse.Count ? "SAM does not help"
            : "no difference shows";
        string places = string.Join("; ", worse.GroupBy(comparison => comparison.Ours.Variant.Name).Select(group =>
            $"{group.Key} at {string.Join(", ", group.Select(comparison => $"{100 * comparison.Ours.Noise:F0}"))} % noise"));
        return $"{what}: {verdict}. Better in {better} of {comparisons.Count}, "
            + $"undecided in {comparisons.Count - better - worse.Count}, "
            + (worse.Count == 0 ? "worse in none." : $"worse in {worse.Count}: {places}.");
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
}
