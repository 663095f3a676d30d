using System.Diagnostics;
using SamFast.Gallery.Digits.Data;

namespace SamFast.Gallery.Torch.Training;

/// <summary>The result of one training.</summary>
/// <param name="Accuracies">The accuracy on the test set after each epoch.</param>
/// <param name="Sharpness">SAM's sharpness at the end, over the training set, wrong labels included.</param>
/// <param name="Evaluations">The number of evaluated gradients of batches.</param>
/// <param name="Seconds">The duration of the training in seconds, without tests and measurements.</param>
internal sealed record Run(double[] Accuracies, AscentSharpness Sharpness, int Evaluations, double Seconds)
{
    public const int BatchSize = 64;

    /// <summary>ρ of the sharpness that is reported, the same for all.</summary>
    public const double Rho = 0.1;

    /// <summary>Sharpness is that of at most so many training examples.</summary>
    public const int MostMeasured = 1000;

    public double Best => Accuracies.Max();

    public double Final => Accuracies[^1];

    public static Run Of(Variant variant, Split split, int epochs, int seed)
    {
        using var train = new Images(split.Train);
        using var test = new Images(split.Test);
        using var model = new ConvNet(train.Width);
        var parameters = model.Bind();
        ConvNet.Initialize(parameters, Chance.Of(seed, Chance.Use.Start));
        var trainer = variant.New(parameters);
        var random = Chance.Of(seed, Chance.Use.Order);
        long[] order = [.. Enumerable.Range(0, train.Count)];
        var accuracies = new double[epochs];
        int evaluations = 0;
        var time = new Stopwatch();
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            time.Start();
            random.Shuffle(order);
            foreach (long[] rows in order.Chunk(BatchSize))
            {
                trainer.Step(() =>
                {
                    evaluations++;
                    return train.LossOf(model, rows);
                });
            }

            time.Stop();
            accuracies[epoch] = test.AccuracyOf(model);
        }

        long[] measured = [.. Enumerable.Range(0, Math.Min(MostMeasured, train.Count))];
        var objective = new TorchObjective<float>(parameters, () => train.LossOf(model, measured));
        var point = new float[parameters.Layout.ParameterCount];
        parameters.CopyTo(point);
        var sharpness = new SharpnessMeter<float>(point.Length).Climb(point, ref objective, Rho);
        return new Run(accuracies, sharpness, evaluations, time.Elapsed.TotalSeconds);
    }
}
