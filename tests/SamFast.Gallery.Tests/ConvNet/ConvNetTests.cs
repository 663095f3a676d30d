using System.Text.Json;
using SamFast.Gallery.ConvNet;
using SamFast.Gallery.Digits.Data;
using SamFast.Gallery.Digits.Training;
using SamFast.Gallery.Output;
using Network = SamFast.Gallery.ConvNet.ConvNet;

namespace SamFast.Gallery.Tests.ConvNet;

/// <summary>The convolutional network.</summary>
public sealed class ConvNetTests : IDisposable
{
    private static readonly DataSet s_data = HandwrittenDigits.Load().Scaled();

    private readonly string _folder = Directory.CreateTempSubdirectory("samfast-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_element_of_its_gradient_is_the_central_difference_of_the_loss()
    {
        const float H = 1e-3f;
        var network = new Network();
        float[] parameters = new float[network.Layout.ParameterCount], gradient = new float[parameters.Length];
        network.Initialize(parameters, new Random(1));
        int[] rows = [.. Enumerable.Range(0, 80)];
        double loss = network.Gradient(parameters, s_data.Pool, rows, gradient);
        Assert.Equal(network.Loss(parameters, s_data.Pool, rows), loss, 1e-6);

        // Float, and ReLU and pooling have kinks: a few elements may be further off.
        int off = 0;
        for (int i = 0; i < parameters.Length; i++)
        {
            float at = parameters[i];
            parameters[i] = at + H;
            double above = network.Loss(parameters, s_data.Pool, rows);
            parameters[i] = at - H;
            double below = network.Loss(parameters, s_data.Pool, rows);
            parameters[i] = at;
            double difference = (above - below) / (2 * H);
            off += Math.Abs(difference - gradient[i]) > 2e-3 + (0.02 * Math.Abs(difference)) ? 1 : 0;
        }

        Assert.InRange(off, 0, parameters.Length / 50);
    }

    [Fact]
    public void Twenty_epochs_classify_more_than_95_percent_and_allocate_nothing()
    {
        var network = new Network();
        var variant = ConvNetVariants.All.Single(v => v.Name == "sam-momentum");
        var trainer = new Trainer(network, variant, Split.Of(s_data, 1198, 0, 1), 1);
        long least = long.MaxValue;
        for (int epoch = 0; epoch < 20; epoch++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            trainer.Epoch();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
        Assert.True(trainer.TestAccuracy() > 0.95, $"{trainer.TestAccuracy()}");
    }

    [Fact]
    public void All_trainings_are_written_down()
    {
        var settings = new ConvNetSettings(_folder, Seeds: 2, Epochs: 2);
        var cells = ConvNetCommand.Train(settings, new Terminal());
        using var report = JsonDocument.Parse(File.ReadAllBytes(Report.Save(cells, settings)));
        var rows = report.RootElement.GetProperty("rows").EnumerateArray().ToList();
        Assert.Equal(8, rows.Count);
        Assert.All(rows.Zip(cells), pair =>
        {
            Assert.Equal(pair.Second.Variant.Name, pair.First.GetProperty("optimizer").GetString());
            Assert.Equal(pair.Second.Noise, pair.First.GetProperty("noise").GetDouble());
            Assert.Equal(pair.Second.Best.Mean, pair.First.GetProperty("bestAccuracy").GetProperty("mean").GetDouble());
        });
        Assert.Equal("PNG"u8, File.ReadAllBytes(LearningPanels.Save(cells, _folder)).AsSpan(1, 3));
    }
}
