using System.Text.Json.Serialization;
using SamFast.Gallery.Fitting;
using SamFast.Gallery.Output;

namespace SamFast.Gallery.Options;

/// <summary>options.json: the table and the quotes, for programs.</summary>
internal sealed record Report(double Beta, double Noise, IReadOnlyList<ExpiryReport> Expiries)
{
    /// <summary>Writes the file and returns its path.</summary>
    public static string Save(IReadOnlyList<Calibration> calibrations, string folder) => JsonFile.Save(
        new Report(Expiry.Beta, calibrations[0].Expiry.Noise, [.. calibrations.Select(ExpiryReport.Of)]), OptionsReportContext.Default.Report,
        Path.Combine(folder, "options.json"));
}

/// <summary>A calibrated smile.</summary>
internal sealed record ExpiryReport(
    double Time, double Forward, double Misfit, int Steps, IReadOnlyList<Estimate> Parameters, double[] Strikes, double[] Quotes,
    double[] Calibrated)
{
    public static ExpiryReport Of(Calibration calibration) => new(
        calibration.Expiry.Time, calibration.Expiry.Forward, calibration.Minimum.Loss, calibration.Minimum.Losses.Count - 1,
        calibration.Estimates, calibration.Expiry.Strikes, calibration.Expiry.Quotes,
        [.. calibration.Expiry.Strikes.Select(calibration.Volatility)]);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(Report))]
internal sealed partial class OptionsReportContext : JsonSerializerContext;
