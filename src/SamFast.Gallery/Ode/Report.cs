using System.Text.Json.Serialization;
using SamFast.Gallery.Fitting;
using SamFast.Gallery.Output;

namespace SamFast.Gallery.Ode;

/// <summary>ode.json: the table, for programs.</summary>
internal sealed record Report(IReadOnlyList<CensusReport> Censuses)
{
    /// <summary>Writes the file and returns its path.</summary>
    public static string Save(IReadOnlyList<Solution> solutions, string folder) => JsonFile.Save(
        new Report([.. solutions.Select(CensusReport.Of)]), OdeReportContext.Default.Report, Path.Combine(folder, "ode.json"));
}

/// <summary>Fitted populations.</summary>
internal sealed record CensusReport(string Name, string Source, double Misfit, double Noise, int Steps, IReadOnlyList<Estimate> Parameters)
{
    public static CensusReport Of(Solution solution) => new(
        solution.Census.Name, solution.Census.Source, solution.Minimum.Loss, solution.Noise, solution.Minimum.Losses.Count - 1,
        solution.Estimates);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(Report))]
internal sealed partial class OdeReportContext : JsonSerializerContext;
