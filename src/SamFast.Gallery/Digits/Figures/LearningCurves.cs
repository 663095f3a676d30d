using SamFast.Gallery.Digits.Models;
using SamFast.Gallery.Output;
using ScottPlot;

namespace SamFast.Gallery.Digits.Figures;

/// <summary>Accuracy by epoch, for each level of noise, of the model that can memorize the wrong labels.</summary>
internal static class LearningCurves
{
    public static string Save(Experiment experiment, string path) => Style.Save(
        [.. Experiment.NoiseLevels.Select(noise => Panel(experiment, noise))],
        columns: 2, panelHeight: 300, path);

    private static Plot Panel(Experiment experiment, double noise)
    {
        var plot = new Plot();
        var cells = experiment.Cells.Where(cell =>
            cell.Model == ModelKind.TwoLayers && cell.Noise == noise && Palette.Has(cell.Variant)).ToList();
        foreach (var cell in cells)
        {
            var points = cell.MeanAccuracies.Select((accuracy, epoch) => new Coordinates(epoch + 1, 100 * accuracy));
            var curve = Style.Curve(plot, points, cell.Variant.Name, Palette.Of(cell.Variant), 1.8f);
            curve.LinePattern = Palette.PatternOf(cell.Variant);
        }

        Style.Panel(plot, $"two-layer, {100 * noise:F0} % wrong labels", "epoch", "test accuracy, %");

        // The range of the first epochs would compress all others.
        double lowest = cells.Min(cell => cell.MeanAccuracies.Skip(cell.MeanAccuracies.Length / 5).Min());
        double highest = cells.Max(cell => cell.MeanAccuracies.Max()), room = 100 * 0.06 * (highest - lowest);
        plot.Axes.SetLimits(0, experiment.Settings.Epochs + 1, (100 * lowest) - room, (100 * highest) + room + 0.1);
        return plot;
    }
}
