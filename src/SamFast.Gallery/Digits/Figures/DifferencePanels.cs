using SamFast.Gallery.Digits.Evidence;
using SamFast.Gallery.Output;
using ScottPlot;

namespace SamFast.Gallery.Digits.Figures;

/// <summary>Difference in accuracy between chosen variants and the same optimizer without SAM, with confidence
/// intervals.</summary>
internal static class DifferencePanels
{
    public static string Save(Experiment experiment, string path)
    {
        var chosen = experiment.Comparisons.Where(comparison => Palette.Has(comparison.Ours.Variant));
        var panels = chosen.GroupBy(comparison => comparison.Ours.Model).SelectMany(group => new[]
        {
            Panel([.. group], $"{group.Key.Name}: best epoch, minus without SAM", comparison => comparison.Best),
            Panel([.. group], $"{group.Key.Name}: last epoch, minus without SAM", comparison => comparison.Final),
        });
        return Style.Save([.. panels], columns: 2, panelHeight: 330, path);
    }

    private static Plot Panel(IReadOnlyList<Comparison> comparisons, string title, Func<Comparison, Difference> difference)
    {
        var plot = new Plot();
        plot.Add.HorizontalLine(0, 1, Colors.Gray);
        var variants = comparisons.Select(comparison => comparison.Ours.Variant).Distinct().ToList();
        foreach (var group in comparisons.GroupBy(comparison => comparison.Ours.Variant))
        {
            // Side by side at each level of noise.
            double offset = (variants.IndexOf(group.Key) - ((variants.Count - 1) / 2.0)) * 14 / variants.Count;
            double[] xs = [.. group.Select(comparison => (100 * comparison.Ours.Noise) + offset)];
            double[] ys = [.. group.Select(comparison => 100 * difference(comparison).Mean)];
            double[] errors = [.. group.Select(comparison => 100 * difference(comparison).HalfWidth)];
            var color = Palette.Of(group.Key);
            var bars = plot.Add.ErrorBar(xs, ys, errors);
            bars.Color = color;
            bars.LineWidth = 1.5f;
            var marks = plot.Add.ScatterPoints(xs, ys, color);
            marks.MarkerSize = 7;
            marks.MarkerShape = Palette.MarkerOf(group.Key);
            marks.LegendText = group.Key.Name;
        }

        Style.Panel(plot, title, "wrong labels, %", "percentage points (95 % interval)");
        NoiseAxis.SetTicks(plot);
        return plot;
    }
}
