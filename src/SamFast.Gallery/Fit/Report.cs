using System.Text.Json.Serialization;
using SamFast.Gallery.Output;

namespace SamFast.Gallery.Fit;

/// <summary>fit.json: the table, for programs.</summary>
internal sealed record Report(IReadOnlyList<ProblemReport> Problems)
{
    /// <summary>Writes the file and returns its path.</summary>
    public static string Save(IReadOnlyList<Solution> solutions, string folder) => JsonFile.Save(
        new Report([.. solutions.Select(ProblemReport.Of)]), FitReportContext.Default.Report, Path.Combine(folder, "fit.json"));
}

/// <summary>A fitted problem.</summary>
internal sealed record ProblemReport(
    string Name, int Observations, double SumOfSquares, double CertifiedSumOfSquares, int LbfgsSteps, int NewtonSteps,
    IReadOnlyList<ParameterReport> Parameters)
{
    public static ProblemReport Of(Solution solution) => new(
        solution.Problem.Name, solution.Problem.X.Length, solution.Minimum.Loss, solution.Problem.CertifiedSum,
        solution.Minimum.Losses.Count - 1 - solution.Minimum.NewtonSteps, solution.Minimum.NewtonSteps,
        [
            .. solution.Estimates.Select((e, i) => new ParameterReport(
                e.Name, e.Value, e.Reference, e.Digits, e.Deviation, solution.LinearDeviations[i], e.ReferenceDeviation!.Value)),
        ]);
}

/// <summary>A row of the table.</summary>
internal sealed record ParameterReport(
    string Name, double Estimate, double Certified, double Digits, double DeviationOfHessian, double DeviationOfSquares,
    double CertifiedDeviation);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(Report))]
internal sealed partial class FitReportContext : JsonSerializerContext;
