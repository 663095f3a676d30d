using SamFast.Gallery.Output;
using SamFast.Gallery.Torch.Training;
using Spectre.Console;

namespace SamFast.Gallery.Torch.Evidence;

/// <summary>A row for each optimizer and level of noise.</summary>
internal static class ResultTable
{
    private static readonly string[] _numbers =
        ["best\naccuracy %", "final\naccuracy %", "train\nloss", "sharpness", "gradients", "seconds"];

    public static void Print(Terminal terminal, Experiment experiment)
    {
        var table = terminal.NewTable(
            $"convolutional network, {experiment.Data.Name}", ["wrong\nlabels", "optimizer"], _numbers);
        foreach (var cell in experiment.Cells)
        {
            table.AddRow(
                $"{100 * cell.Noise:F0} %", cell.Variant.Name, cell.Best.Percent, cell.Final.Percent,
                $"{cell.Loss.Mean:F4}", $"{cell.Sharpness.Mean:F4} ± {cell.Sharpness.Deviation:F4}",
                $"{cell.Evaluations:F0}", $"{cell.Seconds.Mean:F1}");
        }

        terminal.Line();
        terminal.Write(table);
        var (settings, split) = (experiment.Settings, experiment.Split);
        terminal.Line(
            $"Mean ± standard deviation of {settings.Seeds} seeds, {settings.Epochs} epochs, batches of {Run.BatchSize}; "
            + $"{split.Train.Count} examples to train with,");
        terminal.Line(
            $"{split.Test.Count} to test with. Best: the highest of all epochs, chosen by the test set itself. Final: after "
            + "the last.");
        terminal.Line(
            $"Sharpness: SAM's, one step of ρ = {Run.Rho}; like the loss over the training set (at most {Run.MostMeasured} "
            + "of it), wrong");
        terminal.Line("labels included, normalized by the statistics of that batch. slow: a fifth of the rate.");
        terminal.Line("Seconds: of training alone, beside other trainings.");
        terminal.Line();
    }
}
