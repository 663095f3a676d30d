using System.Text.Json.Serialization;
using SamFast.Gallery.Output;

namespace SamFast.Gallery.Notebook;

/// <summary>notebook.json: the table and the claims, for programs.</summary>
internal sealed record Report(IReadOnlyList<RunReport> Runs, IReadOnlyList<Claim> Claims)
{
    /// <summary>Writes the file and returns its path.</summary>
    public static string Save(IReadOnlyList<Run> runs, IReadOnlyList<Claim> claims, string folder) => JsonFile.Save(
        new Report([.. runs.Select(RunReport.Of)], claims), ReportContext.Default.Report,
        Path.Combine(folder, "notebook.json"));
}

/// <summary>A row of the table.</summary>
internal sealed record RunReport(
    string Optimizer,
    string Mode,
    string Precision,
    int Steps,
    double[] End,
    double Loss,
    string Optimum,
    Dictionary<string, ArrivalReport> FirstWithin,
    double NanosecondsPerStep,
    double AllocatedBytesPerStep)
{
    public static RunReport Of(Run run) => new(
        run.Optimizer, run.Mode.Label(), run.Precision, run.Calls.Count, [run.End.X, run.End.Y], run.Loss, run.Optimum,
        new() { ["0.1"] = ArrivalReport.Of(run.FirstWithin(0.1)), ["0.05"] = ArrivalReport.Of(run.FirstWithin(0.05)) },
        Math.Round(run.Cost.NanosecondsPerStep, 2), run.Cost.AllocatedBytesPerStep);
}

/// <summary>An arrival; both numbers are null if the run never came that near.</summary>
internal sealed record ArrivalReport(int? OuterStep, int? GradientEvaluations)
{
    public static ArrivalReport Of(Arrival? arrival) => new(arrival?.OuterStep, arrival?.GradientEvaluations);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(Report))]
internal sealed partial class ReportContext : JsonSerializerContext;
