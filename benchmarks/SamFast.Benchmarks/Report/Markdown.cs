using System.Globalization;
using System.Text;
using SamFast.Benchmarks.Engine;

namespace SamFast.Benchmarks.Report;

/// <summary>report.md: the machine, a table for each workload, the targets, omitted competitors.</summary>
internal static class Markdown
{
    private const string Explanation = """
        Each number is a competitor's time divided by SamFast's: more than 1, and the competitor is slower. Medians of
        pairs of turns in one process, quartiles in brackets. A roofline moves the same bytes with hardly any arithmetic.
        200x64 is a list of 200 tensors with 64 parameters each. Read the ratios; times are this machine's.
        """;

    public static string Of(IReadOnlyList<Record> records, ReportSettings settings)
    {
        var text = new StringBuilder();
        text.Append("# SamFast, side by side\n\n").Append(Machine.Line).Append(".\n");
        text.Append(
            CultureInfo.InvariantCulture, $"SamFast's threads: {settings.Effort.Threads}; all other competitors have one.");
        text.Append(settings.Effort.IsBusy ? " All processors except one have other work." : "");
        text.Append(settings.Effort.IsQuick ? " A quick run: expect noise.\n\n" : "\n\n");
        text.Append(Explanation).Append('\n');
        foreach (var workload in settings.Workloads)
            AddWorkload(text, workload, [.. records.Where(record => record.Workload == workload.Name)]);
        AddTargets(text, records);
        AddNotes(text);
        return text.ToString();
    }

    private static void AddWorkload(StringBuilder text, IWorkload workload, Record[] records)
    {
        string[] competitors = [.. records.Select(record => record.Competitor).Distinct().Skip(1)];
        text.Append(CultureInfo.InvariantCulture, $"\n## {workload.Title}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"![Speed]({Charts.Speed(workload)})\n\n");
        text.Append(CultureInfo.InvariantCulture, $"![Ratios]({Charts.Ratios(workload)})\n\n");
        Row(text, ["parameters", "SamFast, parameters/ns", "allocated, bytes", .. competitors]);
        Row(text, ["---", "---:", "---:", .. competitors.Select(_ => "---:")]);
        foreach (var group in records.GroupBy(record => record.Shape))
        {
            var samFast = group.First();
            Row(text,
            [
                Sizes.Text(group.Key),
                Number(samFast.Speed),
                samFast.AllocatedBytes.ToString(CultureInfo.InvariantCulture),
                .. competitors.Select(name => Cell(group.FirstOrDefault(record => record.Competitor == name))),
            ]);
        }

        Row(text,
        [
            "bytes a parameter", $"{records[0].BytesPerParameter}", "",
            .. competitors.Select(name => $"{records.First(record => record.Competitor == name).BytesPerParameter}"),
        ]);
    }

    private static void AddTargets(StringBuilder text, IReadOnlyList<Record> records)
    {
        text.Append("\n## Targets\n\nThe worst ratio of each group. A target holds on an otherwise idle machine.\n\n");
        Row(text, ["target", "at least", "measured", ""]);
        Row(text, ["---", "---:", "---", "---"]);
        foreach (var target in Targets.All)
            text.Append(target.Row(records)).Append('\n');
        double allocated = records.Where(record => record.Competitor.StartsWith("samfast", StringComparison.Ordinal))
            .Max(record => record.AllocatedBytes);
        string verdict = allocated == 0 ? "met" : "**not met**";
        Row(text, ["bytes allocated per step by SamFast", "0", Number(allocated), verdict]);
    }

    private static void AddNotes(StringBuilder text)
    {
        text.Append("\n## Left out\n\n");
        text.Append("- Rooflines without AVX2; below a vector of elements, or two where the state is half as wide.\n");
        foreach (string note in LeftOut.Notes)
            text.Append("- ").Append(note).Append('\n');
    }

    private static void Row(StringBuilder text, IEnumerable<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    private static string Cell(Record? record) => record is null
        ? ""
        : $"{Number(record.RatioToSamFast)} ({Number(record.Quartiles[0])}–{Number(record.Quartiles[1])})";

    private static string Number(double value) =>
        value.ToString(value < 9.995 ? "0.00" : "0.0", CultureInfo.InvariantCulture);
}
