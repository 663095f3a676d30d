using System.Text.Json.Serialization;
using SamFast.Gallery.Digits.Evidence;
using SamFast.Gallery.Output;
using SamFast.Gallery.Torch.Training;

namespace SamFast.Gallery.Torch.Evidence;

/// <summary>convnet.json: all of the table, for programs.</summary>
internal sealed record Report(
    string Data, int Seeds, int Epochs, int BatchSize, int TrainingExamples, int TestExamples, double Rho,
    IReadOnlyList<RowReport> Rows, IReadOnlyList<ComparisonReport> Comparisons, IReadOnlyList<string> Findings)
{
    /// <summary>Writes the file and returns its path.</summary>
    public static string Save(Experiment experiment, string folder) =>
        JsonFile.Save(Of(experiment), ConvNetReportContext.Default.Report, Path.Combine(folder, "convnet.json"));

    private static Report Of(Experiment experiment) => new(
        experiment.Data.Name, experiment.Settings.Seeds, experiment.Settings.Epochs, Run.BatchSize,
        experiment.Split.Train.Count, experiment.Split.Test.Count, Run.Rho, [.. experiment.Cells.Select(RowReport.Of)],
        [.. experiment.Comparisons.Select(ComparisonReport.Of)], Evidence.Findings.Of(experiment));
}

/// <summary>A row of the table, and the numbers of each seed.</summary>
internal sealed record RowReport(
    double Noise, string Optimizer, Statistic BestAccuracy, Statistic FinalAccuracy, Statistic TrainingLoss,
    Statistic Sharpness, double GradientEvaluations, Statistic Seconds, double[] BestAccuracies,
    double[] FinalAccuracies, double[] Sharpnesses, double[] MeanAccuracyByEpoch)
{
    public static RowReport Of(Cell cell) => new(
        cell.Noise, cell.Variant.Name, cell.Best, cell.Final, cell.Loss, cell.Sharpness, cell.Evaluations, cell.Seconds,
        [.. cell.Runs.Select(run => run.Best)], [.. cell.Runs.Select(run => run.Final)],
        [.. cell.Runs.Select(run => run.Sharpness.Sharpness)], cell.MeanAccuracies);
}

/// <summary>A comparison: differences, with half of their 95 % intervals.</summary>
internal sealed record ComparisonReport(
    double Noise, string Optimizer, string Against, Difference BestAccuracy, Difference FinalAccuracy,
    Difference LogOfSharpness)
{
    public static ComparisonReport Of(Comparison comparison) => new(
        comparison.Ours.Noise, comparison.Ours.Variant.Name, comparison.Base.Variant.Name, comparison.Best,
        comparison.Final, comparison.Sharpness);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(Report))]
internal sealed partial class ConvNetReportContext : JsonSerializerContext;
