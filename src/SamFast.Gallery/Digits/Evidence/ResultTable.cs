using SamFast.Gallery.Digits.Training;
using SamFast.Gallery.Output;
using Spectre.Console;

namespace SamFast.Gallery.Digits.Evidence;

/// <summary>One table per model, with a row for each variant and level of noise.</summary>
internal static class ResultTable
{
    private static readonly string[] _numbers =
        ["best\naccuracy %", "final\naccuracy %", "train\nloss", "sharpness", "largest\neigenvalue", "gradients", "seconds"];

    public static void Print(Terminal terminal, IReadOnlyList<Cell> cells)
    {
        var table = terminal.NewTable($"{cells[0].Model.Name} model", ["noise", "optimizer"], _numbers);

        double noise = cells[0].Noise;
        foreach (var cell in cells)
        {
            if (cell.Noise != noise)
                table.AddEmptyRow();
            noise = cell.Noise;
            table.AddRow([.. Cells(cell).Select(Markup.Escape)]);
        }

        terminal.Line();
        terminal.Write(table);
    }

    public static void Legend(Terminal terminal, int seeds, int epochs)
    {
        terminal.Line(
            $"Mean ± standard deviation of {seeds} seeds, {epochs} epochs, batches of {Trainer.BatchSize}.");
        terminal.Line("Best: the highest of all epochs, chosen by the test set itself. Final: after the last epoch.");
        terminal.Line($"Sharpness: SAM's, one step of ρ = {Run.Rho}; like the loss and the eigenvalue of the Hessian, over the");
        terminal.Line($"training set (at most {Run.MostMeasured} examples of it), wrong labels included.");
        terminal.Line("* the power iteration met its limit in some runs.");
        terminal.Line("Gradients: of batches. Seconds: of training alone, other trainings running at the same time.");
    }

    private static string[] Cells(Cell cell) =>
    [
        $"{100 * cell.Noise:F0} %", cell.Variant.Name, cell.Best.Percent, cell.Final.Percent, $"{cell.Loss.Mean:F3}",
        $"{cell.Sharpness.Mean:F4} ± {cell.Sharpness.Deviation:F4}",
        $"{cell.Eigenvalue.Mean:F2} ± {cell.Eigenvalue.Deviation:F2}{(cell.Converged < cell.Runs.Count ? "*" : " ")}",
        $"{cell.Gradients.Mean:F0}", $"{cell.Seconds.Mean:F2}",
    ];
}
