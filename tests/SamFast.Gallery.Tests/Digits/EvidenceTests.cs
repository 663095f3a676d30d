using System.Text.Json;
using SamFast.Gallery.Digits;
using SamFast.Gallery.Digits.Data;
using SamFast.Gallery.Digits.Evidence;
using SamFast.Gallery.Digits.Figures;
using SamFast.Gallery.Digits.Models;
using SamFast.Gallery.Digits.Training;
using SamFast.Gallery.Output;

namespace SamFast.Gallery.Tests.Digits;

/// <summary>Conclusions from the trainings, and their reports.</summary>
public sealed class EvidenceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("samfast-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(new double[] { 1, 2, 3, 4, 5 }, new double[] { 0, 1, 2, 3, 4 }, "more")]
    [InlineData(new double[] { 1, 2, 3, 4, 5 }, new double[] { 2, 1, 4, 3, 5 }, "undecided")]
    [InlineData(new double[] { 1, 2, 3.1 }, new double[] { 2, 3, 4 }, "less")]
    public void Differences_are_paired_and_say_whether_they_are_sure(double[] ours, double[] theirs, string verdict) =>
        Assert.Equal(verdict, Difference.Of(ours, theirs).Verdict);

    [Fact]
    public void A_confidence_interval_is_Students()
    {
        // Differences 1, 2, 3: deviation 1, t = 4.303 with two degrees of freedom.
        var difference = Difference.Of([1, 2, 3], [0, 0, 0]);
        Assert.Equal(2, difference.Mean);
        Assert.Equal(4.303 / Math.Sqrt(3), difference.HalfWidth, 1e-3);
    }

    [Theory]
    [InlineData(0.9, "SAM helps. Better in 1 of 1, undecided in 0, worse in none.")]
    [InlineData(0.8, "no difference shows. Better in 0 of 1, undecided in 1, worse in none.")]
    [InlineData(0.7, "SAM does not help. Better in 0 of 1, undecided in 0, worse in 1, of sam-sgd.")]
    public void Findings_say_where_SAM_helps_and_where_it_does_not(double accuracy, string verdict)
    {
        var findings = FindingsOf(slow: 0.8, accuracy);
        Assert.Equal("linear model, best accuracy: " + verdict, findings[0]);
        Assert.Equal("linear model, best for the same gradients: " + verdict, findings[1]);
        Assert.Equal("linear model, final accuracy: " + verdict, findings[2]);
        Assert.Equal(
            [
                "linear model, largest eigenvalue: lower with SAM in 1 of 1, higher in 0. "
                    + "On geometric average, 0.50 times that without.",
                "SAM took 2.0 to 2.0 times the gradients, for the same number of epochs.",
            ],
            findings.Skip(4));
    }

    [Theory]
    [InlineData(
        0.85, "+5.0", 0.9, "+10.0", "the lower rate alone gives 50 % of SAM's gain",
        "better in 1 of 1, worse in 0")]
    [InlineData(
        0.92, "+12.0", 0.9, "+10.0", "the lower rate alone gives 120 % of SAM's gain",
        "better in 0 of 1, worse in 1")]
    [InlineData(0.7, "-10.0", 0.9, "+10.0", "no gain of the lower rate shows", "better in 1 of 1, worse in 0")]
    [InlineData(0.9, "+10.0", 0.8, "0.0", "no gain of SAM shows", "better in 0 of 1, worse in 1")]
    public void Findings_say_how_much_of_SAMs_gain_a_lower_rate_gives(
        double slow, string slowGain, double sharp, string sharpGain, string share, string against) => Assert.Equal(
        $"linear model, final accuracy of sgd: {slowGain} ± 0.0 points at a third of the rate, "
            + $"{sharpGain} ± 0.0 with SAM, on average over noise and variants: {share}. "
            + $"Against the lower rate, SAM is {against}.",
        FindingsOf(slow, sharp)[3]);

    [Fact]
    public void For_the_same_gradients_only_half_of_SAMs_epochs_count()
    {
        var plain = CellOf("sgd", [0.5, 0.6, 0.7, 0.6], 1, 100);
        var sharp = CellOf("sam-sgd", [0.4, 0.5, 0.8, 0.9], 1, 200);
        var comparison = Assert.Single(Comparison.All([plain, sharp]));
        Assert.Equal(0.9 - 0.7, comparison.Best.Mean, 1e-12);
        Assert.Equal(0.5 - 0.7, comparison.BestForSameGradients.Mean, 1e-12);
        Assert.Equal(0.9 - 0.6, comparison.Final.Mean, 1e-12);
    }

    [Fact]
    public void A_whole_experiment_is_written_down_with_every_number_of_its_tables()
    {
        var settings = new DigitsSettings(_folder, Data: null, Seeds: 2, Epochs: 2, Examples: 64);
        var experiment = Experiment.Run(HandwrittenDigits.Load().Scaled(), settings, new Terminal());
        using var report = JsonDocument.Parse(File.ReadAllBytes(Report.Save(experiment, _folder)));
        var rows = report.RootElement.GetProperty("rows").EnumerateArray().ToList();
        Assert.Equal(2 * 4 * Variant.All.Count, rows.Count);
        Assert.All(rows.Zip(experiment.Cells), pair =>
        {
            var (row, cell) = pair;
            Assert.Equal(cell.Variant.Name, row.GetProperty("optimizer").GetString());
            Assert.Equal(cell.Noise, row.GetProperty("noise").GetDouble());
            AssertWritten(cell.Best, row.GetProperty("bestAccuracy"));
            AssertWritten(cell.Final, row.GetProperty("finalAccuracy"));
            AssertWritten(cell.Loss, row.GetProperty("trainingLoss"));
            AssertWritten(cell.Sharpness, row.GetProperty("sharpness"));
            AssertWritten(cell.Eigenvalue, row.GetProperty("largestEigenvalue"));
            AssertWritten(cell.Gradients, row.GetProperty("gradientEvaluations"));
            AssertWritten(cell.Seconds, row.GetProperty("seconds"));
            Assert.Equal(2, row.GetProperty("meanAccuracyByEpoch").GetArrayLength());
        });
        Assert.Equal(experiment.Comparisons.Count, report.RootElement.GetProperty("comparisons").GetArrayLength());
        Assert.All(FigureSet.Save(experiment, _folder), path => Assert.Equal("PNG"u8, File.ReadAllBytes(path).AsSpan(1, 3)));
    }

    /// <summary>At 80 % without SAM.</summary>
    private static IReadOnlyList<string> FindingsOf(double slow, double sharp) => Findings.Of(Comparison.All(
        [CellOf("sgd", [0.8], 2, 100), CellOf("sgd-slow", [slow], 2, 100), CellOf("sam-sgd", [sharp], 1, 200)]));

    private static void AssertWritten(Statistic statistic, JsonElement written)
    {
        Assert.Equal(statistic.Mean, written.GetProperty("mean").GetDouble());
        Assert.Equal(statistic.Deviation, written.GetProperty("deviation").GetDouble());
    }

    /// <summary>Two runs that differ a little, so that there is an interval.</summary>
    private static Cell CellOf(string variant, double[] accuracies, double eigenvalue, double gradients)
    {
        Run Of(double shift) => new(
            [.. accuracies.Select(accuracy => accuracy + shift)], Loss: 1, default, new EigenvalueEstimate(eigenvalue, 0, eigenvalue, 1, true), gradients,
            Seconds: 1, Parameters: []);
        return new Cell(ModelKind.Linear, 0.4, Variant.All.Single(v => v.Name == variant), [Of(0), Of(0.001)]);
    }
}
