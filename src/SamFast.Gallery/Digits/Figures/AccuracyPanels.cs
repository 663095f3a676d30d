using SamFast.Gallery.Digits.Evidence;
using SamFast.Gallery.Output;
using ScottPlot;

namespace SamFast.Gallery.Digits.Figures;

/// <summary>Accuracy over the noise: a row for each model, a column for each optimizer. Each panel compares the optimizer
/// without SAM, at a lower rate, and with SAM, after the last and at the best epoch.</summary>
internal static class AccuracyPanels
{
    private static readonly Color _slow = Color.FromHex("#1f2933"), _otherSam = Color.FromHex("#a9d2ec");

    public static string Save(Experiment experiment, string path)
    {
        Cell[] shown = [.. experiment.Cells.Where(cell => Palette.Has(cell.Variant))];
        double lowest = 100 * shown.Min(cell => cell.Final.Mean - cell.Final.Deviation);
        double highest = 100 * shown.Max(cell => Math.Max(cell.Best.Mean, cell.Final.Mean + cell.Final.Deviation));
        var panels = new List<Plot>();
        foreach (var family in shown.GroupBy(cell => (cell.Model, Optimizer: cell.Variant.Base ?? cell.Variant.Name)))
        {
            var plot = Panel(family.ToLookup(cell => cell.Variant.Name), family.Key.Optimizer);
            Style.Panel(plot, $"{family.Key.Model.Name}, {family.Key.Optimizer}", "wrong labels, %", "test accuracy, % (mean ± SD)");
            NoiseAxis.SetTicks(plot);
            plot.Axes.SetLimits(-5, 65, lowest - 1, highest + 1);
            panels.Add(plot);
        }

        return Style.Save(panels, columns: 3, panelHeight: 290, path);
    }

    private static Plot Panel(ILookup<string, Cell> curves, string optimizer)
    {
        var plot = new Plot();
        string plain = optimizer, slow = $"{optimizer}-slow", sam = $"sam-{optimizer}";
        foreach (var other in curves.Where(curve => curve.Key != plain && curve.Key != slow && curve.Key != sam))
            Style.Curve(plot, Points(other, cell => cell.Final), "other variants of SAM", _otherSam, 1.5f);
        Final(plot, curves[plain], "without SAM", Style.Plain, MarkerShape.FilledCircle);
        Final(plot, curves[slow], "without SAM, a third of the rate", _slow, MarkerShape.OpenCircle);
        Final(plot, curves[sam], "with SAM", Style.Sam, MarkerShape.FilledCircle);
        Best(plot, curves[plain], Style.Plain);
        Best(plot, curves[slow], _slow);
        Best(plot, curves[sam], Style.Sam);
        return plot;
    }

    private static void Best(Plot plot, IEnumerable<Cell> cells, Color color) =>
        Style.Curve(plot, Points(cells, cell => cell.Best), "best instead of last epoch", color, 1.5f).LinePattern = LinePattern.Dotted;

    private static void Final(Plot plot, IEnumerable<Cell> cells, string legend, Color color, MarkerShape marker)
    {
        var points = Points(cells, cell => cell.Final);
        var bars = plot.Add.ErrorBar(
            [.. points.Select(point => point.X)], [.. points.Select(point => point.Y)],
            [.. cells.Select(cell => 100 * cell.Final.Deviation)]);
        bars.Color = color;
        bars.LineWidth = 1;
        var line = plot.Add.Scatter(points, color);
        line.LineWidth = 2;
        line.MarkerSize = 6;
        line.MarkerShape = marker;
        line.LegendText = legend;
    }

    private static Coordinates[] Points(IEnumerable<Cell> cells, Func<Cell, Statistic> accuracy) =>
        [.. cells.Select(cell => new Coordinates(100 * cell.Noise, 100 * accuracy(cell).Mean))];
}
