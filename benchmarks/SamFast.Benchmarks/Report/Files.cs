using System.Text.Json;
using System.Text.Json.Serialization;
using SamFast.Benchmarks.Engine;

namespace SamFast.Benchmarks.Report;

/// <summary>The files of a report.</summary>
internal static class Files
{
    /// <summary>Writes the files and returns each path.</summary>
    public static IEnumerable<string> Save(IReadOnlyList<Record> records, ReportSettings settings)
    {
        string json = Path.Combine(settings.Folder, "report.json");
        File.WriteAllText(
            json, JsonSerializer.Serialize(records, RecordContext.Default.IReadOnlyListRecord) + "\n");
        yield return json;

        string markdown = Path.Combine(settings.Folder, "report.md");
        File.WriteAllText(markdown, Markdown.Of(records, settings));
        yield return markdown;

        foreach (string chart in Charts.Save(records, settings))
            yield return chart;
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(IReadOnlyList<Record>))]
internal sealed partial class RecordContext : JsonSerializerContext;
