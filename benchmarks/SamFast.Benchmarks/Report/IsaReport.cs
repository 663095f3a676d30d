using System.Globalization;
using System.Text;
using System.Text.Json;
using SamFast.Benchmarks.Engine;
using SamFast.Benchmarks.Processors;

namespace SamFast.Benchmarks.Report;

/// <summary>Reports with other instruction sets than that of this process: runs this program again for each of them, and puts the
/// ratios of several side by side.</summary>
internal static class IsaReport
{
    private const string Explanation = """
        Each number is a competitor's time divided by SamFast's with the same instruction set: more than 1, and the competitor is slower.
        Medians of pairs of turns in one process. The folders have whole reports. `compare --isa` compares the times of two instruction sets.
        """;

    public static int Run(ReportSettings settings)
    {
        foreach (var isa in settings.Isas)
        {
            using var process = isa.Start([ReportCommand.Name, .. settings.Arguments(isa, FolderOf(isa, settings))]);
            process.WaitForExit();
            if (process.ExitCode != 0)
                return process.ExitCode;
        }

        if (settings.Isas.Count > 1)
            Save(settings);
        return 0;
    }

    private static void Save(ReportSettings settings)
    {
        Record[] records =
        [
            .. settings.Isas.SelectMany(isa => JsonSerializer.Deserialize(
                File.ReadAllText(Path.Combine(FolderOf(isa, settings), "report.json")), RecordContext.Default.IReadOnlyListRecord)!),
        ];
        string path = Path.Combine(settings.Folder, "report.md");
        File.WriteAllText(path, Markdown(records, settings));
        Console.WriteLine($"wrote {path}");
    }

    private static string Markdown(Record[] records, ReportSettings settings)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# SamFast by instruction set\n\n{Machine.Processor}.\n\n{Explanation}\n");
        foreach (var workload in settings.Workloads)
        {
            Record[] own = [.. records.Where(record => record.Workload == workload.Name)];
            text.Append(CultureInfo.InvariantCulture, $"\n## {workload.Title}\n\n");
            text.Append("| parameters | competitor | ").AppendJoin(" | ", settings.Isas.Select(isa => isa.Title)).Append(" |\n");
            text.Append("| --- | --- | ").AppendJoin(" | ", settings.Isas.Select(_ => "---:")).Append(" |\n");
            foreach (var row in own.Where(record => record.Competitor != own[0].Competitor).GroupBy(record => (record.Shape, record.Competitor)))
            {
                text.Append(CultureInfo.InvariantCulture, $"| {Sizes.Text(row.Key.Shape)} | {row.Key.Competitor} | ");
                text.AppendJoin(" | ", settings.Isas.Select(isa => Cell(row.FirstOrDefault(record => record.Isa == isa.Name)))).Append(" |\n");
            }
        }

        return text.ToString();
    }

    private static string Cell(Record? record) => record?.RatioToSamFast.ToString("0.00", CultureInfo.InvariantCulture) ?? "";

    private static string FolderOf(Isa isa, ReportSettings settings) =>
        settings.Isas.Count > 1 ? Path.Combine(settings.Folder, isa.Name) : settings.Folder;
}
