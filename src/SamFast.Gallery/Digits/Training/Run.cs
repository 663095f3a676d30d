using System.Diagnostics;
using SamFast.Gallery.Digits.Data;
using SamFast.Gallery.Digits.Models;

namespace SamFast.Gallery.Digits.Training;

/// <summary>The result of one training.</summary>
/// <param name="Accuracies">The accuracy on the test set after each epoch.</param>
/// <param name="Loss">The mean loss over the training set at the end, wrong labels included.</param>
/// <param name="Sharpness">SAM's sharpness there.</param>
/// <param name="Eigenvalue">The largest eigenvalue of its Hessian there.</param>
/// <param name="Gradients">The number of evaluated batch gradients; smaller batches count in proportion.</param>
/// <param name="Seconds">The duration of the training in seconds, without tests and measurements.</param>
/// <param name="Parameters">The parameters at the end.</param>
internal sealed record Run(
    double[] Accuracies, double Loss, AscentSharpness Sharpness, EigenvalueEstimate Eigenvalue, double Gradients,
    double Seconds, float[] Parameters)
{
    /// <summary>ρ of the reported sharpness, the same for all variants.</summary>
    public const double Rho = 0.1;

    /// <summary>The maximum number of training examples for sharpness and eigenvalue.</summary>
    public const int MostMeasured = 2000;

    public double Best => Accuracies.Max();

    public double Final => Accuracies[^1];

    public static Run Of(ModelKind kind, Variant variant, Split split, int epochs, int seed)
    {
        var model = kind.New(split.Train.Features);
        var trainer = new Trainer(model, variant, split, seed);
        var accuracies = new double[epochs];
        var time = new Stopwatch();
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            time.Start();
            trainer.Epoch();
            time.Stop();
            accuracies[epoch] = trainer.TestAccuracy();
        }

        double gradients = (double)model.GradientsOfExamples / Trainer.BatchSize;
        var loss = Measured(model, split);
        var meter = new SharpnessMeter<float>(trainer.Parameters.Length);
        var sharpness = meter.Climb(trainer.Parameters, ref loss, Rho);
        var eigenvalue = meter.LargestEigenvalue(trainer.Parameters, ref loss, iterations: 150, tolerance: 0.03);
        return new Run(
            accuracies, sharpness.Loss, sharpness, eigenvalue, gradients, time.Elapsed.TotalSeconds,
            [.. trainer.Parameters]);
    }

    /// <summary>The loss whose sharpness is measured.</summary>
    public static Batch Measured(Model model, Split split) =>
        new(model, split.Train, Enumerable.Range(0, Math.Min(MostMeasured, split.Train.Count)).ToArray());
}
