using SamFast.Gallery.Digits.Data;
using SamFast.Gallery.Digits.Models;
using SamFast.Gallery.Digits.Training;
using SamFast.Gallery.Output;
using ScottPlot;

namespace SamFast.Gallery.Digits.Figures;

/// <summary>Results of the sharpness meter at the end of a training with SAM and of one without.</summary>
internal static class MeterPanels
{
    private const double Noise = 0.4;

    private static readonly string[] _variants = ["momentum", "sam-momentum"];

    public static string Save(Experiment experiment, string path) => Style.Save(
        [Rises(experiment), Eigenvalues(experiment), Traces(experiment)], columns: 3, panelHeight: 300, path);

    private static Plot Rises(Experiment experiment)
    {
        var plot = new Plot();
        var logarithms = new List<double>();
        double[] radii = [.. Enumerable.Range(1, 20).Select(i => 0.05 * i)];
        ForEach(experiment, (variant, color, meter, parameters, loss) =>
        {
            double Climb(double rho, int steps) =>
                meter.Climb(parameters, loss.Evaluate, rho, steps).Sharpness;
            double Average(double rho) => meter.Average(parameters, loss.Evaluate, rho, 20).Sharpness;
            (string Name, LinePattern Pattern, Func<double, double> Sharpness)[] curves =
            [
                ("5 ascent steps", LinePattern.Solid, rho => Climb(rho, 5)),
                ("1 ascent step", LinePattern.Dashed, rho => Climb(rho, 1)),
                ("average direction", LinePattern.Dotted, Average),
            ];
            foreach (var (name, pattern, sharpness) in curves)
            {
                Coordinates[] points = [.. radii.Select(rho => new Coordinates(rho, Math.Log10(sharpness(rho))))];
                Style.Curve(plot, points, variant == _variants[0] ? name : "", color, 2).LinePattern = pattern;
                logarithms.AddRange(points.Select(point => point.Y));
            }
        });
        Style.Panel(plot, "rise of the loss", "radius ρ", "sharpness");
        LogAxis.SetTicks(plot.Axes.Left, logarithms);
        return plot;
    }

    private static Plot Eigenvalues(Experiment experiment)
    {
        var plot = new Plot();
        ForEach(experiment, (variant, color, meter, parameters, loss) =>
        {
            var progress = new Recorder();
            meter.LargestEigenvalue(parameters, loss.Gradient, 100, 1e-3, progress);
            Band(plot, progress.Reports, color);
            Style.Curve(plot, progress.Reports.Select(r => new Coordinates(r.Iteration, r.Value)), variant, color, 2);
        });
        Style.Panel(
            plot, "power iteration", "Hessian products", "largest eigenvalue ± residual");
        FromZero(plot);
        return plot;
    }

    private static Plot Traces(Experiment experiment)
    {
        var plot = new Plot();
        ForEach(experiment, (variant, color, meter, parameters, loss) =>
        {
            var progress = new Recorder();
            meter.Trace(parameters, loss.Gradient, 100, 0, progress);
            var reports = progress.Reports.Skip(1).ToList();
            Band(plot, reports, color);
            Style.Curve(plot, reports.Select(r => new Coordinates(r.Iteration, r.Value)), variant, color, 2);
        });
        Style.Panel(plot, "Hutchinson's estimate", "probes", "trace ± standard error");
        FromZero(plot);
        return plot;
    }

    private static void FromZero(Plot plot)
    {
        plot.Axes.AutoScale();
        plot.Axes.SetLimitsY(0, 1.05 * plot.Axes.GetLimits().Top);
    }

    private static void Band(Plot plot, IReadOnlyList<SharpnessProgress> reports, Color color)
    {
        var band = plot.Add.FillY(
            [.. reports.Select(r => (double)r.Iteration)], [.. reports.Select(r => r.Value - r.Error)],
            [.. reports.Select(r => r.Value + r.Error)]);
        band.FillColor = color.WithAlpha(.2);
        band.LineWidth = 0;
        band.MarkerSize = 0;
    }

    private static void ForEach(
        Experiment experiment, Action<string, Color, SharpnessMeter<float>, float[], Whole> draw)
    {
        var split = experiment.SplitOf(Noise, seed: 0);
        foreach (string name in _variants)
        {
            var cell = experiment[ModelKind.TwoLayers, Noise, name];
            float[] parameters = cell.Runs[0].Parameters;
            draw(name, Palette.Of(cell.Variant), new SharpnessMeter<float>(parameters.Length), parameters, new Whole(split));
        }
    }

    /// <summary>The loss over the training set, for delegates.</summary>
    private sealed class Whole(Split split)
    {
        private readonly Perceptron _model = new(split.Train.Features);

        public double Evaluate(ReadOnlySpan<float> point, Span<float> gradient) =>
            Run.Measured(_model, split).Evaluate(point, gradient);

        public void Gradient(ReadOnlySpan<float> point, Span<float> gradient) => Evaluate(point, gradient);
    }

    private sealed class Recorder : IProgress<SharpnessProgress>
    {
        public List<SharpnessProgress> Reports { get; } = [];

        public void Report(SharpnessProgress value) => Reports.Add(value);
    }
}
