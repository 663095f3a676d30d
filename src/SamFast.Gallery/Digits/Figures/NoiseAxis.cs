using SamFast.Gallery.Digits.Evidence;
using SamFast.Gallery.Output;
using ScottPlot;

namespace SamFast.Gallery.Digits.Figures;

/// <summary>A panel with one curve per chosen variant, over the levels of noise.</summary>
internal static class NoiseAxis
{
    public static Plot Panel(IReadOnlyList<Cell> cells, string title, string y, Func<Cell, double> number)
    {
        var plot = new Plot();
        foreach (var curve in cells.Where(cell => Palette.Has(cell.Variant)).GroupBy(cell => cell.Variant))
        {
            var points = curve.Select(cell => new Coordinates(100 * cell.Noise, number(cell)));
            var line = plot.Add.Scatter(points.ToArray(), Palette.Of(curve.Key));
            line.LineWidth = 2;
            line.LinePattern = Palette.PatternOf(curve.Key);
            line.MarkerSize = 6;
            line.MarkerShape = Palette.MarkerOf(curve.Key);
            line.LegendText = curve.Key.Name;
        }

        Style.Panel(plot, title, "wrong labels, %", y);
        SetTicks(plot);
        return plot;
    }

    /// <summary>Ticks at the levels of noise.</summary>
    public static void SetTicks(Plot plot)
    {
        double[] percents = [.. Experiment.NoiseLevels.Select(noise => 100 * noise)];
        plot.Axes.Bottom.SetTicks(percents, [.. percents.Select(percent => $"{percent:F0}")]);
    }
}
