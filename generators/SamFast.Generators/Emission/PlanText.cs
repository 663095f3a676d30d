using System.Globalization;
using SamFast.Generators.Planning;

namespace SamFast.Generators.Emission;

/// <summary>The plan as an object.</summary>
internal static class PlanText
{
    public static void Write(CodeWriter writer, Plan plan)
    {
        writer.Line();
        writer.Doc("<summary>What was compiled: what each sweep reads and writes, and bytes per parameter; as text, a table for a "
            + "terminal.</summary>");
        writer.Line("public static SamFast::OptimizerPlan Plan { get; } = new(");
        Text(writer, $"{plan.Model.Type.Name}: {Documentation.Summary(plan)}");
        Text(writer, Documentation.Traffic(plan));
        writer.Line($"    fingerprint: \"{Fingerprint.Of(plan.Model)}\", bytesMoved: {Number(plan.BytesMoved)}, "
            + $"stateBytes: {Number(plan.StateBytes)},");
        var passes = plan.Passes.ToArray();
        foreach (var pass in passes)
        {
            writer.Call("    new SamFast::PlannedSweep",
                [
                    $"\"{pass.Name}\"", $"\"{string.Join(", ", Documentation.Reads(pass))}\"",
                    $"\"{string.Join(", ", Documentation.Writes(pass))}\"",
                    Number(pass.Streams * plan.ElementBytes), .. pass is TensorStep step ? [step.IsAll ? "IsOverAllAtOnce: true" : "true"] : Array.Empty<string>(),
                ],
                pass == passes.Last() ? ");" : ",");
        }

        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line("public override SamFast::OptimizerPlan GetPlan() => Plan;");
    }

    private static void Text(CodeWriter writer, string text)
    {
        // A raw string begins and ends with more quotation marks than there are in it.
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
