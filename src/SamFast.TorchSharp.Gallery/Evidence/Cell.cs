using SamFast.Gallery.Digits.Evidence;
using SamFast.Gallery.Torch.Training;

namespace SamFast.Gallery.Torch.Evidence;

/// <summary>The trainings of one kind, a run for each seed.</summary>
internal sealed record Cell(double Noise, Variant Variant, IReadOnlyList<Run> Runs)
{
    public Statistic Best { get; } = Statistic.Of(Runs.Select(run => run.Best));

    public Statistic Final { get; } = Statistic.Of(Runs.Select(run => run.Final));

    public Statistic Loss { get; } = Statistic.Of(Runs.Select(run => run.Sharpness.Loss));

    public Statistic Sharpness { get; } = Statistic.Of(Runs.Select(run => run.Sharpness.Sharpness));

    public Statistic Seconds { get; } = Statistic.Of(Runs.Select(run => run.Seconds));

    public double Evaluations => Runs.Average(run => run.Evaluations);

    /// <summary>The accuracy after each epoch, over the seeds.</summary>
    public double[] MeanAccuracies { get; } =
        [.. Enumerable.Range(0, Runs[0].Accuracies.Length).Select(i => Runs.Average(run => run.Accuracies[i]))];
}

/// <summary>An optimizer with SAM, or at a lower rate, and the same without, paired by seed.</summary>
internal sealed record Comparison(Cell Ours, Cell Base)
{
    public Difference Best { get; } =
        Difference.Of(Ours.Runs.Select(run => run.Best), Base.Runs.Select(run => run.Best));

    public Difference Final { get; } =
        Difference.Of(Ours.Runs.Select(run => run.Final), Base.Runs.Select(run => run.Final));

    /// <summary>Of the logarithms: a factor.</summary>
    public Difference Sharpness { get; } = Difference.Of(Logarithms(Ours), Logarithms(Base));

    private static IEnumerable<double> Logarithms(Cell cell) =>
        cell.Runs.Select(run => Math.Log(Math.Max(run.Sharpness.Sharpness, 1e-12)));
}
