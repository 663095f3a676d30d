namespace SamFast.Gallery.Digits.Evidence;

/// <summary>A SAM variant, or a lower rate, against the same chain without: the same seeds, so the same images, wrong
/// labels, start and order.</summary>
/// <param name="Ours">With SAM, or at a lower rate.</param>
/// <param name="Base">Without.</param>
/// <param name="Best">By how much the best accuracy differs.</param>
/// <param name="BestForSameGradients">Likewise, of as many epochs of ours as take no more gradients than all of the
/// base's.</param>
/// <param name="Final">By how much the accuracy after the last epoch differs.</param>
/// <param name="Eigenvalue">By how much the natural logarithm of the largest eigenvalue differs; null where one of them is
/// not positive.</param>
internal sealed record Comparison(
    Cell Ours, Cell Base, Difference Best, Difference BestForSameGradients, Difference Final, Difference? Eigenvalue)
{
    public static IReadOnlyList<Comparison> All(IReadOnlyList<Cell> cells) =>
    [
        .. from ours in cells
           where ours.Variant.Base is not null
           let theirs = cells.Single(cell =>
               cell.Model == ours.Model && cell.Noise == ours.Noise && cell.Variant.Name == ours.Variant.Base)
           select Of(ours, theirs),
    ];

    private static Comparison Of(Cell ours, Cell theirs)
    {
        int affordable = Math.Max(1, (int)(theirs.MeanAccuracies.Length * theirs.Gradients.Mean / ours.Gradients.Mean));
        bool isPositive = ours.Runs.Concat(theirs.Runs).All(run => run.Eigenvalue.Value > 0);
        return new Comparison(
            ours, theirs,
            Difference.Of(ours.Runs.Select(run => run.Best), theirs.Runs.Select(run => run.Best)),
            Difference.Of(
                ours.Runs.Select(run => run.Accuracies.Take(affordable).Max()), theirs.Runs.Select(run => run.Best)),
            Difference.Of(ours.Runs.Select(run => run.Final), theirs.Runs.Select(run => run.Final)),
            isPositive
                ? Difference.Of(
                    ours.Runs.Select(run => Math.Log(run.Eigenvalue.Value)),
                    theirs.Runs.Select(run => Math.Log(run.Eigenvalue.Value)))
                : null);
    }
}
