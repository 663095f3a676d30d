using System.Globalization;
using SamFast.Gallery.Output;
using Spectre.Console;
using static SamFast.Gallery.Notebook.Numbers;

namespace SamFast.Gallery.Notebook;

/// <summary>The table of results, with one row per run.</summary>
internal static class ResultTable
{
    public static void Print(Terminal terminal, IReadOnlyList<Run> runs)
    {
        var table = terminal.NewTable(
            title: null, ["optimizer", "mode"],
            ["steps", "end", "loss", "optimum", "within\n0.1", "within\n0.05", "time\n/step", "bytes\n/step"]);

        foreach (var run in runs)
            table.AddRow([.. Cells(run).Select(Markup.Escape)]);

        terminal.Line();
        terminal.Write(table);
        terminal.Line($"Precision: {runs[0].Precision}. The end is that of the unperturbed parameters.");
        terminal.Line("Within 0.1 and 0.05 of (2, 0): first outer step that ends there / gradients until then.");
        terminal.Line("Time and bytes allocated: of a Step (opaque: a whole period) with its gradients, warm.");
    }

    private static string[] Cells(Run run) =>
    [
        run.Optimizer, run.Mode.Label(), Count(run.Calls.Count),
        $"{Fixed(run.End.X, 4)}, {Fixed(run.End.Y, 4)}", Fixed(run.Loss, 4), run.Optimum,
        Cell(run.FirstWithin(0.1)), Cell(run.FirstWithin(0.05)),
        Fixed(run.Cost.NanosecondsPerStep, 0) + " ns",
        run.Cost.AllocatedBytesPerStep.ToString(CultureInfo.InvariantCulture),
    ];

    private static string Cell(Arrival? arrival) =>
        arrival is null ? "never" : $"{Count(arrival.OuterStep)}/{Count(arrival.GradientEvaluations)}";
}
