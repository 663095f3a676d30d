using SamFast.Gallery.Digits.Evidence;
using SamFast.Gallery.Output;
using ScottPlot;

namespace SamFast.Gallery.ConvNet;

/// <summary>A panel for each level of noise: the accuracy by epoch.</summary>
internal static class LearningPanels
{
    /// <summary>Writes the figure and returns its path.</summary>
    public static string Save(IReadOnlyList<Cell> cells, string folder)
    {
        Typeface.Use();
        var panels = cells.GroupBy(cell => cell.Noise).Select(Panel);
        return Style.Save([.. panels], columns: 2, panelHeight: 300, Path.Combine(folder, "convnet.png"));
    }

    private static Plot Panel(IGrouping<double, Cell> cells)
    {
        var plot = new Plot();
        foreach (var cell in cells)
        {
            var points = cell.MeanAccuracies.Select((accuracy, epoch) => new Coordinates(epoch + 1, 100 * accuracy));
            Style.Curve(plot, points, cell.Variant.Name, Digits.Figures.Palette.Of(cell.Variant), 2);
        }

        Style.Panel(plot, $"{100 * cells.Key:F0} % wrong labels", "epoch", "test accuracy, %");

        // The range of the first epochs would compress all others.
        double lowest = cells.Min(cell => cell.MeanAccuracies.Skip(cell.MeanAccuracies.Length / 5).Min());
        double highest = cells.Max(cell => cell.MeanAccuracies.Max()), room = 0.06 * (highest - lowest);
        plot.Axes.SetLimits(0, cells.First().MeanAccuracies.Length + 1, 100 * (lowest - room), (100 * (highest + room)) + 0.1);
        return plot;
    }
}
