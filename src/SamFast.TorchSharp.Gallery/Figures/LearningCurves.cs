using SamFast.Gallery.Output;
using ScottPlot;

namespace SamFast.Gallery.Torch.Figures;

/// <summary>Accuracy by epoch, for each level of noise.</summary>
internal static class LearningCurves
{
    public static string Save(Experiment experiment, string path) => Style.Save(
        [.. Experiment.NoiseLevels.Select(noise => Panel(experiment, noise))],
        columns: 2, panelHeight: 310, path);

    private static Plot Panel(Experiment experiment, double noise)
    {
        var plot = new Plot();
        var cells = experiment.Cells.Where(cell => cell.Noise == noise).ToList();
        foreach (var cell in cells)
        {
            var points = cell.MeanAccuracies.Select((accuracy, epoch) => new Coordinates(epoch + 1, 100 * accuracy));
            var curve = Style.Curve(plot, points, cell.Variant.Name, Palette.Of(cell.Variant), 2.2f);
            curve.LinePattern = Palette.PatternOf(cell.Variant);
        }

        Style.Panel(
            plot, $"{100 * noise:F0} % wrong labels, mean of {experiment.Settings.Seeds} seeds", "epoch", "test accuracy, %");

        // The first epochs would squeeze all others together.
        double lowest = cells.Min(cell => cell.MeanAccuracies.Skip(cell.MeanAccuracies.Length / 5).Min());
        double highest = cells.Max(cell => cell.MeanAccuracies.Max()), room = 6 * (highest - lowest);
        plot.Axes.SetLimits(0.5, experiment.Settings.Epochs + 0.5, (100 * lowest) - room, (100 * highest) + room + 0.1);
        return plot;
    }
}
