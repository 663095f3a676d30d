using System.Globalization;
using SamFast.Generators.Planning;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Emission;

/// <summary>Writes the plan as a property.</summary>
internal static class PlanText
{
    public static void Write(CodeWriter writer, Plan plan)
    {
        writer.Line();
        writer.Doc("<summary>The compiled plan: reads, writes and bytes per parameter of each sweep. Its text is a table.</summary>");
        writer.Line("public static SamFast::OptimizerPlan Plan { get; } = new(");
        Text(writer, $"{plan.Model.Type.Name}: {Documentation.Summary(plan)}");
        Text(writer, Documentation.Traffic(plan));
        writer.Line($"    fingerprint: \"{Fingerprint.Of(plan.Model)}\", bytesMoved: {Number(plan.BytesMoved)}, "
            + $"stateBytes: {Number(plan.StateBytes)},");
        var steps = plan.Phases.MemorySteps.ToArray();
        foreach (var step in steps)
        {
            writer.Call("    new SamFast::PlannedSweep",
                [
                    $"\"{step.Name}\"", $"\"{string.Join(", ", Documentation.Reads(step, plan))}\"",
                    $"\"{string.Join(", ", Documentation.Writes(step, plan))}\"",
                    Number(step.Streams * plan.ElementBytes), .. step is TensorStep tensor ? [tensor.IsAll ? "IsOverAllAtOnce: true" : "true"] : Array.Empty<string>(),
                ],
                step == steps.Last() ? ")" : ",");
        }

        using (writer.Braces("};"))
            Declaration(writer, plan);

        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line("public override SamFast::OptimizerPlan GetPlan() => Plan;");
    }

    /// <summary>Writes the declaration and its schedules, which checkpoints compare.</summary>
    private static void Declaration(CodeWriter writer, Plan plan)
    {
        writer.Line("Declaration =");
        writer.Line("[");
        foreach (string line in Fingerprint.Declaration(plan.Model))
            Item(writer, "", line, ",");
        writer.Line("],");
        var scheduled = plan.Program.Properties.Where(property => property.Model.IsScheduled).ToArray();
        if (scheduled.Length == 0)
            return;
        writer.Line("Schedules =");
        writer.Line("[");
        foreach (var property in scheduled)
            Item(writer, $"new(\"{property.Name}\", ", Fingerprint.Schedule(property.Model), "),");
        writer.Line("],");
    }

    /// <summary>A text in a list, wrapped between its parts.</summary>
    private static void Item(CodeWriter writer, string before, string text, string after)
    {
        const int Width = 90;
        const string End = "; ";
        var pieces = new List<string> { "" };
        string[] parts = text.Split([End], StringSplitOptions.None);
        for (int i = 0; i < parts.Length; i++)
        {
            string part = parts[i] + (i < parts.Length - 1 ? End : "");
            if (pieces[pieces.Count - 1].Length > 0 && before.Length + pieces[pieces.Count - 1].Length + part.Length > Width)
                pieces.Add("");
            pieces[pieces.Count - 1] += part;
        }

        for (int i = 0; i < pieces.Count; i++)
        {
            writer.Line("    " + (i == 0 ? before : "    ") + Argument.TextLiteral(pieces[i]) + (i == pieces.Count - 1 ? after : " +"));
        }
    }

    private static void Text(CodeWriter writer, string text)
    {
        // The delimiter of a raw string is longer than any run of quotation marks in it.
        string quotes = new('"', Math.Max(3, Quotes(text) + 1));
        writer.Line($"    {quotes}");
        writer.Paragraph(text);
        writer.Line($"    {quotes},");
    }

    /// <summary>The length of the longest run of quotation marks.</summary>
    private static int Quotes(string text)
    {
        int longest = 0, run = 0;
        foreach (char c in text)
        {
            run = c == '"' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }

    private static string Number(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
