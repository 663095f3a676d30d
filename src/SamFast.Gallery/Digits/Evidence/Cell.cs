using SamFast.Gallery.Digits.Models;
using SamFast.Gallery.Digits.Training;

namespace SamFast.Gallery.Digits.Evidence;

/// <summary>The trainings of one kind, one run per seed.</summary>
internal sealed class Cell(ModelKind model, double noise, Variant variant, IReadOnlyList<Run> runs)
{
    public ModelKind Model { get; } = model;

    /// <summary>The fraction of wrong labels.</summary>
    public double Noise { get; } = noise;

    public Variant Variant { get; } = variant;

    public IReadOnlyList<Run> Runs { get; } = runs;

    public Statistic Best { get; } = Statistic.Of(runs.Select(run => run.Best));

    public Statistic Final { get; } = Statistic.Of(runs.Select(run => run.Final));

    public Statistic Loss { get; } = Statistic.Of(runs.Select(run => run.Loss));

    public Statistic Sharpness { get; } = Statistic.Of(runs.Select(run => run.Sharpness.Sharpness));

    public Statistic Eigenvalue { get; } = Statistic.Of(runs.Select(run => run.Eigenvalue.Value));

    /// <summary>The number of eigenvalues that met their tolerance.</summary>
    public int Converged { get; } = runs.Count(run => run.Eigenvalue.HasConverged);

    public Statistic Gradients { get; } = Statistic.Of(runs.Select(run => run.Gradients));

    public Statistic Seconds { get; } = Statistic.Of(runs.Select(run => run.Seconds));

    /// <summary>The accuracy after each epoch, over the seeds.</summary>
    public double[] MeanAccuracies { get; } =
        [.. Enumerable.Range(0, runs[0].Accuracies.Length).Select(i => runs.Average(run => run.Accuracies[i]))];
}
