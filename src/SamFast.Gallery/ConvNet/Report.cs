using System.Text.Json.Serialization;
using SamFast.Gallery.Digits.Evidence;
using SamFast.Gallery.Digits.Training;
using SamFast.Gallery.Output;

namespace SamFast.Gallery.ConvNet;

/// <summary>convnet.json: the table, for programs.</summary>
internal sealed record Report(int Seeds, int Epochs, int BatchSize, int Parameters, IReadOnlyList<RowReport> Rows)
{
    /// <summary>Writes the file and returns its path.</summary>
    public static string Save(IReadOnlyList<Cell> cells, ConvNetSettings settings) => JsonFile.Save(
        new Report(
            settings.Seeds, settings.Epochs, Trainer.BatchSize, ConvNetWeights.Layout.ParameterCount, [.. cells.Select(RowReport.Of)]),
        ConvNetReportContext.Default.Report, Path.Combine(settings.Folder, "convnet.json"));
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(Report))]
internal sealed partial class ConvNetReportContext : JsonSerializerContext;
