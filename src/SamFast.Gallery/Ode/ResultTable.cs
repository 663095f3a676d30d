using System.Globalization;
using SamFast.Gallery.Output;
using Spectre.Console;

namespace SamFast.Gallery.Ode;

/// <summary>The fitted parameters beside the true or published ones.</summary>
internal static class ResultTable
{
    public static void Print(Terminal terminal, IReadOnlyList<Solution> solutions)
    {
        var table = terminal.NewTable(
            title: null, ["counts", "parameter"], ["estimate", "deviation", "reference", "reference's\ndeviation", "difference,\ndeviations"]);
        foreach (var solution in solutions)
        {
            if (solution != solutions[0])
                table.AddEmptyRow();
            foreach (var (i, e) in solution.Estimates.Index())
            {
                table.AddRow(
                [
                    .. new[]
                    {
                        i == 0 ? solution.Census.Name : "", e.Name, Text(e.Value), Text(e.Deviation), Text(e.Reference),
                        e.ReferenceDeviation is { } deviation ? Text(deviation) : "true", e.Pull.ToString("F1", CultureInfo.InvariantCulture),
                    }.Select(Markup.Escape),
                ]);
            }
        }

        terminal.Line();
        terminal.Write(table);
        foreach (var solution in solutions)
            terminal.Line(FormattableString.Invariant($"{solution.Census.Name}: errors of {solution.Noise:F3} in the logarithm. {solution.Census.Source}"));
        terminal.Line("Deviations are those of the exact Hessian. Difference: estimate − reference, in deviations of the estimate.");
    }

    private static string Text(double value) => value.ToString("G3", CultureInfo.InvariantCulture);
}
