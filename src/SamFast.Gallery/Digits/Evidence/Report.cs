using System.Text.Json.Serialization;
using SamFast.Gallery.Digits.Training;
using SamFast.Gallery.Output;

namespace SamFast.Gallery.Digits.Evidence;

/// <summary>digits.json: the content of all tables, for programs.</summary>
internal sealed record Report(
    string Data, int Seeds, int Epochs, int BatchSize, int TrainingExamples, int TestExamples, double Rho,
    IReadOnlyList<RowReport> Rows, IReadOnlyList<ComparisonReport> Comparisons, IReadOnlyList<string> Findings)
{
    /// <summary>Writes the file and returns its path.</summary>
    public static string Save(Experiment experiment, string folder) =>
        JsonFile.Save(Of(experiment), DigitsReportContext.Default.Report, Path.Combine(folder, "digits.json"));

    public static Report Of(Experiment experiment)
    {
        var split = experiment.SplitOf(noise: 0, seed: 0);
        return new Report(
            experiment.Data.Name, experiment.Settings.Seeds, experiment.Settings.Epochs, Trainer.BatchSize, split.Train.Count,
            split.Test.Count, Run.Rho, [.. experiment.Cells.Select(RowReport.Of)],
            [.. experiment.Comparisons.Select(ComparisonReport.Of)], Evidence.Findings.Of(experiment.Comparisons));
    }
}

/// <summary>A row of the tables, and the accuracies of each seed.</summary>
internal sealed record RowReport(
    string Model, double Noise, string Optimizer, Statistic BestAccuracy, Statistic FinalAccuracy, Statistic TrainingLoss,
    Statistic Sharpness, Statistic LargestEigenvalue, int ConvergedEigenvalues, Statistic GradientEvaluations,
    Statistic Seconds, double[] BestAccuracies, double[] FinalAccuracies, double[] MeanAccuracyByEpoch)
{
    public static RowReport Of(Cell cell) => new(
        cell.Model.Name, cell.Noise, cell.Variant.Name, cell.Best, cell.Final, cell.Loss, cell.Sharpness, cell.Eigenvalue,
        cell.Converged, cell.Gradients, cell.Seconds, [.. cell.Runs.Select(run => run.Best)],
        [.. cell.Runs.Select(run => run.Final)], cell.MeanAccuracies);
}

/// <summary>A comparison: differences, with half the widths of their 95 % intervals.</summary>
internal sealed record ComparisonReport(
    string Model, double Noise, string Optimizer, string Against, Difference BestAccuracy,
    Difference BestAccuracyForSameGradients, Difference FinalAccuracy, Difference? LogOfLargestEigenvalue)
{
    public static ComparisonReport Of(Comparison comparison) => new(
        comparison.Ours.Model.Name, comparison.Ours.Noise, comparison.Ours.Variant.Name, comparison.Base.Variant.Name,
        comparison.Best, comparison.BestForSameGradients, comparison.Final, comparison.Eigenvalue);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(Report))]
internal sealed partial class DigitsReportContext : JsonSerializerContext;
