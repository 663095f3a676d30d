using SamFast.Gallery.Output;
using Spectre.Console;

namespace SamFast.Gallery.Digits.Evidence;

/// <summary>Tabulates the cases in which SAM, or a lower rate, helps, hurts, or makes no significant difference.</summary>
internal static class ComparisonTable
{
    public static void Print(Terminal terminal, IReadOnlyList<Comparison> comparisons)
    {
        Print(terminal, comparisons, "best accuracy", comparison => comparison.Best);
        Print(terminal, comparisons, "final accuracy", comparison => comparison.Final);
        terminal.Line("Percentage points against the same optimizer without SAM, paired by seed, with the 95 % interval of the");
        terminal.Line("mean. [+] better, [-] worse, [ ] these seeds cannot tell. At 95 %, one in twenty marks is chance.");
        terminal.Line("slow: no SAM, but a third of the rate. bsam: a separate optimizer, with its own rate.");
        terminal.Line();
        foreach (string finding in Findings.Of(comparisons))
            terminal.Line(finding);
    }

    private static void Print(
        Terminal terminal, IReadOnlyList<Comparison> comparisons, string what, Func<Comparison, Difference> difference)
    {
        var table = terminal.NewTable(
            $"difference in {what}", ["model", "optimizer", "against"],
            Experiment.NoiseLevels.Select(noise => $"{100 * noise:F0} % noise"));
        foreach (var row in comparisons.GroupBy(comparison => (comparison.Ours.Model, comparison.Ours.Variant)))
        {
            var (model, variant) = row.Key;
            table.AddRow([model.Name, variant.Name, variant.Base!, .. row.Select(comparison => Text(difference(comparison)))]);
        }

        terminal.Line();
        terminal.Write(table);
    }

    private static string Text(Difference difference)
    {
        var (mark, color) = difference switch
        {
            { IsMore: true } => ("+", "green"),
            { IsLess: true } => ("-", "red"),
            _ => (" ", "default"),
        };
        string text = $"{difference.Points} [{mark}]";
        return $"[{color}]{Markup.Escape(text)}[/]";
    }
}
