using SamFast.Generators.Planning;

namespace SamFast.Generators.Emission;

/// <summary>The plan as a table for a terminal.</summary>
internal static class PlanText
{
    public static void Write(CodeWriter writer, Plan plan)
    {
        string[][] rows =
        [
            ["sweep", "reads", "writes", "bytes"],
            .. plan.Passes.Select(pass => new[]
            {
                pass.Name, string.Join(", ", Documentation.Reads(pass)), string.Join(", ", Documentation.Writes(pass)),
                Documentation.Bytes(pass, plan),
            }),
        ];
        int[] widths = [.. Enumerable.Range(0, 4).Select(column => rows.Max(row => row[column].Length))];

        writer.Line();
        writer.Doc("<summary>What was compiled, for a terminal: what each sweep reads and writes, and bytes per parameter.</summary>");
        writer.Line("public static string Plan => \"\"\"");
        writer.Paragraph($"{plan.Model.Type.Name}: {Documentation.Summary(plan)}");
        writer.Paragraph(Documentation.Traffic(plan));
        foreach (var row in rows)
        {
            string line = string.Join("  ", row.Take(3).Select((cell, column) => cell.PadRight(widths[column])));
            writer.Line($"    {line}  {row[3].PadLeft(widths[3])}");
        }

        writer.Line("    \"\"\";");
    }
}
