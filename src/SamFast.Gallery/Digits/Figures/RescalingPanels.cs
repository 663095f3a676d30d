using System.Numerics.Tensors;
using SamFast.Gallery.Digits.Models;
using SamFast.Gallery.Digits.Training;
using SamFast.Gallery.Output;
using ScottPlot;

namespace SamFast.Gallery.Digits.Figures;

/// <summary>Dinh et al. 2017 (arXiv:1703.04933): multiplying the hidden layer by α and dividing the output's weights by α
/// gives the same function at another point. Sharpness within a ball of the parameters changes with α. ASAM's sharpness, whose
/// ball scales with the parameters (η = 0), does not.</summary>
internal static class RescalingPanels
{
    private const double SamRho = 0.1, AsamRho = 0.5;

    public static string Save(Experiment experiment, string path) => Style.Save(
        [Panel(experiment, "momentum"), Panel(experiment, "asam")],
        columns: 2, panelHeight: 300, path);

    private static Plot Panel(Experiment experiment, string variant)
    {
        const double Noise = 0.4;
        var split = experiment.SplitOf(Noise, seed: 0);
        var model = new Perceptron(split.Train.Features);
        float[] end = experiment[ModelKind.TwoLayers, Noise, variant].Runs[0].Parameters;
        var loss = Run.Measured(model, split);
        var meter = new SharpnessMeter<float>(end.Length);

        double[] powers = [.. Enumerable.Range(-12, 25).Select(i => i / 4.0)];
        var curves = new List<double>[] { [], [], [], [] };
        foreach (double power in powers)
        {
            float[] point = [.. end];
            model.Rescale(point, (float)Math.Pow(2, power));
            curves[0].Add(loss.Evaluate(point, []));
            curves[1].Add(meter.LargestEigenvalue(point, ref loss, 100, 0.03).Value);
            curves[2].Add(meter.Climb(point, ref loss, SamRho).Sharpness);
            curves[3].Add(AdaptiveSharpness(point, loss));
        }

        var plot = new Plot();
        (string Name, Color Color, float Width)[] looks =
        [
            ("loss", Colors.LightGray, 7), ("largest eigenvalue", Color.FromHex("#d1495b"), 2.5f),
            ($"SAM's sharpness, ρ = {SamRho}", Style.Sam, 2.5f),
            ($"ASAM's sharpness, ρ = {AsamRho}", Color.FromHex("#7b3fa0"), 2.5f),
        ];
        for (int i = 0; i < curves.Length; i++)
        {
            double atOne = curves[i][powers.Length / 2];
            Style.Curve(
                plot, powers.Zip(curves[i], (power, number) => new Coordinates(power, Math.Log10(number / atOne))),
                looks[i].Name, looks[i].Color, looks[i].Width);
        }

        Style.Panel(
            plot, $"two-layer, trained with {variant}",
            "factor of the hidden layer", "ratio to the value at factor 1");
        plot.Axes.Bottom.SetTicks([-3, -2, -1, 0, 1, 2, 3], ["1/8", "1/4", "1/2", "1", "2", "4", "8"]);
        LogAxis.SetTicks(
            plot.Axes.Left, curves.SelectMany(curve => curve.Select(number => Math.Log10(number / curve[powers.Length / 2]))));
        return plot;
    }

    /// <summary>The rise at the end of ASAM's perturbation.</summary>
    private static double AdaptiveSharpness(float[] parameters, Batch loss)
    {
        var ascent = new AdaptiveAscent(parameters.Length) { Eta = 0, Rho = AsamRho };
        float[] point = [.. parameters], gradient = new float[parameters.Length];
        double start = loss.Evaluate(parameters, gradient);

        // A chain steps against the gradient, and an ascent along it.
        TensorPrimitives.Negate(gradient, gradient);
        ascent.Step(point, gradient);
        return loss.Evaluate(point, []) - start;
    }
}
