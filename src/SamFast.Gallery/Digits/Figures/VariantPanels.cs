using SamFast.Gallery.Digits.Evidence;
using SamFast.Gallery.Output;
using ScottPlot;

namespace SamFast.Gallery.Digits.Figures;

/// <summary>Difference in accuracy between every variant and the same optimizer without SAM, with confidence intervals, for
/// 0 and 40 % wrong labels.</summary>
internal static class VariantPanels
{
    private static readonly double[] _noiseLevels = [0, 0.4];

    public static string Save(Experiment experiment, string path)
    {
        var panels = from model in experiment.Comparisons.GroupBy(comparison => comparison.Ours.Model.Name)
                     from noise in _noiseLevels
                     select Panel(
                         [.. model.Where(comparison => comparison.Ours.Noise == noise)],
                         $"{model.Key}, {100 * noise:F0} % wrong labels");
        return Style.Save([.. panels], columns: 2, panelHeight: 480, path);
    }

    private static Plot Panel(IReadOnlyList<Comparison> comparisons, string title)
    {
        var plot = new Plot();
        plot.Add.VerticalLine(0, 1, Colors.Gray);
        Dots(plot, [.. comparisons.Select(comparison => comparison.Best)], "best epoch", Color.FromHex("#f08a24"), -0.16);
        Dots(plot, [.. comparisons.Select(comparison => comparison.Final)], "last epoch", Style.Sam, 0.16);
        Style.Panel(plot, title, "minus without SAM, points (95 % interval)", "");
        plot.Axes.Left.SetTicks(
            [.. comparisons.Select((_, row) => (double)row)],
            [.. comparisons.Select(comparison => comparison.Ours.Variant.Name)]);
        plot.Axes.Left.MinimumSize = 120;
        plot.Axes.AutoScale();
        plot.Axes.SetLimitsY(comparisons.Count - 0.4, -0.6);
        return plot;
    }

    /// <summary>The positions of the variants, from the top down, with both levels of noise side by side.</summary>
    private static void Dots(Plot plot, IReadOnlyList<Difference> differences, string legend, Color color, double offset)
    {
        Coordinates[] points = [.. differences.Select((difference, row) => new Coordinates(100 * difference.Mean, row + offset))];
        foreach (var (point, difference) in points.Zip(differences))
        {
            double halfWidth = 100 * difference.HalfWidth;
            var bar = plot.Add.Line(point.X - halfWidth, point.Y, point.X + halfWidth, point.Y);
            bar.Color = color;
            bar.LineWidth = 1.5f;
        }

        var marks = plot.Add.ScatterPoints(points, color);
        marks.MarkerSize = 7;
        marks.LegendText = legend;
    }
}
