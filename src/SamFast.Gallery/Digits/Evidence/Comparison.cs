namespace SamFast.Gallery.Digits.Evidence;

/// <summary>Compares a chain with SAM, or at a lower learning rate, with the same chain without it. Both have the same seeds, and
/// therefore the same images, wrong labels, initial parameters and order of examples.</summary>
/// <param name="Ours">The chain with SAM, or at a lower rate.</param>
/// <param name="Base">The chain without it.</param>
/// <param name="Best">The difference in the best accuracy.</param>
/// <param name="BestForSameGradients">The difference in the best accuracy for the same number of gradients: the last epochs of ours
/// are left out.</param>
/// <param name="Final">The difference in the accuracy after the last epoch.</param>
/// <param name="Eigenvalue">The difference in the natural logarithm of the largest eigenvalue; null if an eigenvalue is not
/// positive.</param>
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
