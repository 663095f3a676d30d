using System.Text.Json;
using SamFast.Gallery.Options;
using SamFast.Gallery.Output;

namespace SamFast.Gallery.Tests.Options;

/// <summary>Calibrated smiles.</summary>
public sealed class OptionsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("samfast-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Quotes_with_hardly_any_noise_give_the_true_parameters() => Assert.All(
        Expiry.Generate(noise: 1e-9, seed: 1).Select(Calibration.Of).SelectMany(calibration => calibration.Estimates),
        estimate => Assert.Equal(1, estimate.Value / estimate.Reference, 1e-5));

    [Fact]
    public void Deviations_cover_the_true_parameters()
    {
        // The squares of 3 × 4 × 20 differences in deviations have a mean of 1 if the deviations are right.
        double mean = Enumerable.Range(0, 20).SelectMany(seed => Expiry.Generate(noise: 0.001, seed)).Select(Calibration.Of)
            .SelectMany(calibration => calibration.Estimates).Average(estimate => estimate.Pull * estimate.Pull);
        Assert.InRange(mean, 0.7, 1.4);
    }

    [Theory]
    [InlineData(0.5, 0.3)]
    [InlineData(0.5, -0.9)]
    [InlineData(1, 0)]
    public void Volatilities_are_continuous_at_the_forward_price(double beta, double rho)
    {
        const double Forward = 0.03, Near = 1e-9;
        double at = Smile.Volatility(0.04, rho, 0.5, Forward, Forward, 2, beta);

        // By the series near the forward price and by the quotient beyond it.
        Assert.Equal(at, Smile.Volatility(0.04, rho, 0.5, Forward * (1 + Near), Forward, 2, beta), 1e-9);
        double inside = Smile.Volatility(0.04, rho, 0.5, Forward * (1 + 4e-5), Forward, 2, beta);
        double outside = Smile.Volatility(0.04, rho, 0.5, Forward * (1 + 4e-3), Forward, 2, beta);
        Assert.Equal(at, inside, 1e-4);
        Assert.Equal((outside - at) / 4e-3, (inside - at) / 4e-5, 2e-2);
    }

    [Fact]
    public void Without_stochastic_volatility_and_with_an_exponent_of_1_the_smile_is_flat() => Assert.All(
        new[] { 0.5, 0.9, 1, 1.3 }, strike => Assert.Equal(0.2, Smile.Volatility(0.2, 0, 1e-7, strike, 1, 3, 1), 1e-7));

    [Fact]
    public void All_smiles_are_written_down()
    {
        var calibrations = OptionsCommand.Calibrate(new QuoteSettings(_folder, Noise: 0.001, Seed: 1), new Terminal());
        using var report = JsonDocument.Parse(File.ReadAllBytes(Report.Save(calibrations, _folder)));
        var expiries = report.RootElement.GetProperty("expiries").EnumerateArray().ToList();
        Assert.Equal(4, expiries.Count);
        Assert.All(expiries.Zip(calibrations), pair => Assert.Equal(
            pair.Second.Estimates.Select(e => e.Value),
            pair.First.GetProperty("parameters").EnumerateArray().Select(p => p.GetProperty("value").GetDouble())));
        Assert.Equal("PNG"u8, File.ReadAllBytes(SmilePanels.Save(calibrations, _folder)).AsSpan(1, 3));
    }
}
