using SamFast.Gallery.Digits.Evidence;
using SamFast.Gallery.Digits.Models;
using SamFast.Gallery.Digits.Training;
using SamFast.Gallery.Output;
using ScottPlot;

namespace SamFast.Gallery.Digits.Figures;

/// <summary>Sharpness at the end of the trainings: largest eigenvalue and SAM's sharpness over the noise, and accuracy over
/// both.</summary>
internal static class SharpnessPanels
{
    public static string Save(Experiment experiment, string path)
    {
        var cells = experiment.Cells
            .Where(cell => cell.Model == ModelKind.TwoLayers && Palette.Has(cell.Variant)).ToList();
        return Style.Save(
            [
                ByNoise(cells, "largest eigenvalue of the Hessian", cell => cell.Eigenvalue.Mean),
                ByNoise(cells, $"SAM's sharpness, ρ = {Run.Rho}", cell => cell.Sharpness.Mean),
                ByAccuracy(cells, "largest eigenvalue of the Hessian", run => run.Eigenvalue.Value),
                ByAccuracy(cells, $"SAM's sharpness, ρ = {Run.Rho}", run => run.Sharpness.Sharpness),
            ],
            columns: 2, panelHeight: 310, path);
    }

    private static Plot ByNoise(IReadOnlyList<Cell> cells, string what, Func<Cell, double> number)
    {
        var plot = NoiseAxis.Panel(
            cells, "two-layer, after the last epoch", what, cell => Math.Log10(number(cell)));
        LogAxis.SetTicks(plot.Axes.Left, cells.Select(cell => Math.Log10(number(cell))));
        return plot;
    }

    /// <summary>A point for each run with 40 % wrong labels.</summary>
    private static Plot ByAccuracy(IReadOnlyList<Cell> cells, string what, Func<Run, double> number)
    {
        var plot = new Plot();
        var noisy = cells.Where(cell => cell.Noise == 0.4).ToList();
        foreach (var cell in noisy)
        {
            var points = cell.Runs.Select(run => new Coordinates(Math.Log10(number(run)), 100 * run.Final));
            var marks = plot.Add.ScatterPoints(points.Where(p => double.IsFinite(p.X)).ToArray(), Palette.Of(cell.Variant));
            marks.MarkerSize = 8;
            marks.MarkerShape = Palette.MarkerOf(cell.Variant);
        }

        Style.Panel(plot, "two-layer, 40 % wrong labels, each run", what, "final test accuracy, %");
        LogAxis.SetTicks(
            plot.Axes.Bottom, noisy.SelectMany(cell => cell.Runs).Select(run => Math.Log10(number(run))));
        return plot;
    }
}
