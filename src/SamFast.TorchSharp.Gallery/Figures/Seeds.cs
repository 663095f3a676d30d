using SamFast.Gallery.Output;
using SamFast.Gallery.Torch.Evidence;
using SamFast.Gallery.Torch.Training;
using ScottPlot;

namespace SamFast.Gallery.Torch.Figures;

/// <summary>Each training, those of the same seed and optimizer joined by a line: accuracy, and sharpness.</summary>
internal static class Seeds
{
    public static string Save(Experiment experiment, string path) => Style.Save(
        [
            .. Experiment.NoiseLevels.Select(noise => Panel(
                experiment, noise, "final test accuracy, %", run => 100 * run.Final)),
            .. Experiment.NoiseLevels.Select(noise => Panel(
                experiment, noise, $"SAM's sharpness, ρ = {Run.Rho}", run => run.Sharpness.Sharpness)),
        ],
        columns: 2, panelHeight: 290, path);

    private static Plot Panel(Experiment experiment, double noise, string y, Func<Run, double> number)
    {
        var plot = new Plot();
        var ticks = new ScottPlot.TickGenerators.NumericManual();
        int x = 0;
        var families = experiment.Cells.Where(cell => cell.Noise == noise)
            .GroupBy(cell => cell.Variant.Base ?? cell.Variant.Name);
        foreach (var family in families)
        {
            var cells = family.ToList();
            for (int seed = 0; seed < experiment.Settings.Seeds; seed++)
            {
                var line = cells.Select((cell, i) => new Coordinates(x + i, number(cell.Runs[seed])));
                Style.Curve(plot, line, "", Colors.LightGray, 1.5f);
            }

            foreach (var cell in cells)
            {
                Points(plot, cell, x, number);
                var (name, optimizer) = (cell.Variant.Name, cell.Variant.Base);
                ticks.AddMajor(x++, optimizer is null ? name : name.Replace(optimizer, "").Trim('-'));
            }
        }

        plot.Axes.Bottom.TickGenerator = ticks;
        Style.Panel(plot, $"{100 * noise:F0} % wrong labels, each seed", "", y);
        plot.Axes.AutoScale();
        plot.Axes.SetLimitsX(-0.5, x - 0.5);
        return plot;
    }

    private static void Points(Plot plot, Cell cell, double x, Func<Run, double> number)
    {
        var marks = plot.Add.ScatterPoints(
            cell.Runs.Select(run => new Coordinates(x, number(run))).ToArray(), Palette.Of(cell.Variant));
        marks.MarkerSize = 8;
        marks.MarkerShape = Palette.MarkerOf(cell.Variant);
        marks.LegendText = cell.Variant.Name;
    }
}
