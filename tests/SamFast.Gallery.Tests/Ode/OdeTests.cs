using System.Text.Json;
using SamFast.Gallery.Ode;
using SamFast.Gallery.Output;

namespace SamFast.Gallery.Tests.Ode;

/// <summary>The equations of Lotka and Volterra, fitted to counts.</summary>
public sealed class OdeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("samfast-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Parameters_of_the_furs_are_within_half_a_deviation_of_the_published_ones()
    {
        var solution = Solution.Of(Census.Furs);
        Assert.All(solution.Estimates, estimate =>
        {
            Assert.InRange(Math.Abs(estimate.Pull), 0, 0.5);

            // The published ones are printed with one digit at least, and are of a posterior distribution.
            Assert.InRange(estimate.Deviation / estimate.ReferenceDeviation!.Value, 0.75, 1.25);
        });
        Assert.Equal(0.25, solution.Noise, 0.02);
    }

    [Fact]
    public void Deviations_cover_the_true_parameters_of_generated_counts()
    {
        // The squares of 6 × 20 differences in deviations have a mean of 1 if the deviations are right.
        double mean = Enumerable.Range(0, 20).SelectMany(seed => Solution.Of(Census.Generate(noise: 0.1, seed)).Estimates)
            .Average(estimate => estimate.Pull * estimate.Pull);
        Assert.InRange(mean, 0.6, 1.6);
    }

    [Fact]
    public void The_gradient_of_the_misfit_is_its_central_difference()
    {
        double[] p = [-0.6, -3.5, -0.3, -3.8, 3.4, 1.8], gradient = new double[6];
        var census = Census.Furs;
        PredatorPrey.MisfitGradient(p, census.Prey, census.Predators, Census.StepsPerYear, gradient);
        for (int i = 0; i < p.Length; i++)
        {
            const double H = 1e-6;
            double at = p[i];
            p[i] = at + H;
            double above = PredatorPrey.Misfit(p, census.Prey, census.Predators, Census.StepsPerYear);
            p[i] = at - H;
            double below = PredatorPrey.Misfit(p, census.Prey, census.Predators, Census.StepsPerYear);
            p[i] = at;
            Assert.Equal(1, gradient[i] / ((above - below) / (2 * H)), 1e-6);
        }
    }

    [Fact]
    public void Both_fits_are_written_down()
    {
        var solutions = OdeCommand.Solve(new OdeSettings(_folder, Noise: 0.1, Seed: 1), new Terminal());
        using var report = JsonDocument.Parse(File.ReadAllBytes(Report.Save(solutions, _folder)));
        var censuses = report.RootElement.GetProperty("censuses").EnumerateArray().ToList();
        Assert.All(censuses.Zip(solutions), pair => Assert.Equal(
            pair.Second.Estimates.Select(e => e.Value),
            pair.First.GetProperty("parameters").EnumerateArray().Select(p => p.GetProperty("value").GetDouble())));
        Assert.Equal(2, censuses.Count);
        Assert.Equal("PNG"u8, File.ReadAllBytes(PopulationPanels.Save(solutions, _folder)).AsSpan(1, 3));
    }
}
