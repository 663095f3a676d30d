using SamFast.Gallery.Digits.Evidence;
using SamFast.Gallery.Output;
using ScottPlot;

namespace SamFast.Gallery.Digits.Figures;

/// <summary>A panel whose curves, one for each chosen variant, go over the levels of noise.</summary>
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

        Style.Panel(plot, title, "wrong labels, %", y, legend: null);
        SetTicks(plot);
        return plot;
    }

    /// <summary>Ticks at the levels of noise.</summary>
    public static void SetTicks(Plot plot)
    {
        double[] percents = [.. Experiment.NoiseLevels.Select(noise => 100 * noise)];
        plot.Axes.Bottom.SetTicks(percents, [.. percents.Select(percent => $"{percent:F0}")]);
    }

    /// <summary>Ticks at powers of ten, for numbers that were turned into logarithms.</summary>
    public static void Logarithmic(IAxis axis, IEnumerable<double> logarithms)
    {
        double[] all = [.. logarithms.Where(double.IsFinite)];
        if (all.Length == 0)
            return;
        int low = (int)Math.Floor(all.Min()), high = (int)Math.Ceiling(all.Max());
        var ticks = new ScottPlot.TickGenerators.NumericManual();
        for (int power = low; power <= high; power++)
        {
            ticks.AddMajor(power, $"{Math.Pow(10, power):0.#####}");
            for (int digit = 2; digit < 10 && power < high; digit++)
            {
                double at = power + Math.Log10(digit);
                if (digit is 2 or 5 && high - low <= 3)
                    ticks.AddMajor(at, $"{digit * Math.Pow(10, power):0.#####}");
                else
                    ticks.AddMinor(at);
            }
        }

        axis.TickGenerator = ticks;
    }
}
