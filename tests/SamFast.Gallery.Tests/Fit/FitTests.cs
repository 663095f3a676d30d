using System.Text.Json;
using SamFast.Gallery.Fit;
using SamFast.Gallery.Output;

namespace SamFast.Gallery.Tests.Fit;

/// <summary>Fits against NIST's certified results.</summary>
public sealed class FitTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("samfast-").FullName;

    public static TheoryData<string> Problems => [.. Problem.All.Select(problem => problem.Name)];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory, MemberData(nameof(Problems))]
    public void Estimates_agree_with_the_certified_ones_to_nine_digits(string name)
    {
        var solution = Solution.Of(Named(name));
        Assert.All(solution.Estimates, estimate => Assert.InRange(estimate.Digits, 9, 11));
        Assert.Equal(1, solution.Minimum.Loss / solution.Problem.CertifiedSum, 1e-9);
    }

    [Theory, MemberData(nameof(Problems))]
    public void Deviations_without_the_curvature_of_the_model_agree_with_the_certified_ones(string name)
    {
        var solution = Solution.Of(Named(name));
        Assert.All(
            solution.Problem.CertifiedDeviations.Zip(solution.LinearDeviations), pair => Assert.Equal(1, pair.Second / pair.First, 1e-6));
    }

    [Theory, MemberData(nameof(Problems))]
    public void Deviations_of_the_exact_Hessian_are_those_of_differences_of_the_gradient(string name)
    {
        var problem = Named(name);
        var solution = Solution.Of(problem);
        int n = problem.Start.Length;
        double[] at = solution.Minimum.Parameters;
        double largest = 0;
        for (int i = 0; i < n; i++)
        {
            // JᵀJ and the sum of the residuals times their second derivatives, by differences of the derived slopes.
            double h = 1e-5 * at[i];
            double[] above = [.. at], below = [.. at];
            above[i] += h;
            below[i] -= h;
            double[] upper = Gradient(problem, above), lower = Gradient(problem, below);
            for (int j = 0; j < n; j++)
            {
                double scale = Math.Sqrt(solution.Minimum.Hessian[(i * n) + i] * solution.Minimum.Hessian[(j * n) + j]);
                double difference = ((upper[j] - lower[j]) / (2 * h)) - solution.Minimum.Hessian[(i * n) + j];
                largest = Math.Max(largest, Math.Abs(difference) / scale);
            }
        }

        Assert.InRange(largest, 0, 1e-6);
    }

    [Fact]
    public void All_fits_are_written_down_with_every_number_of_the_table()
    {
        var solutions = FitCommand.Solve(new Terminal());
        using var report = JsonDocument.Parse(File.ReadAllBytes(Report.Save(solutions, _folder)));
        var problems = report.RootElement.GetProperty("problems").EnumerateArray().ToList();
        Assert.Equal(solutions.Select(solution => solution.Problem.Name), problems.Select(p => p.GetProperty("name").GetString()));
        Assert.All(problems.Zip(solutions), pair =>
        {
            var parameters = pair.First.GetProperty("parameters").EnumerateArray().ToList();
            Assert.Equal(pair.Second.Estimates.Select(e => e.Value), parameters.Select(p => p.GetProperty("estimate").GetDouble()));
            Assert.Equal(
                pair.Second.Estimates.Select(e => e.Deviation), parameters.Select(p => p.GetProperty("deviationOfHessian").GetDouble()));
            Assert.Equal(pair.Second.LinearDeviations, parameters.Select(p => p.GetProperty("deviationOfSquares").GetDouble()));
        });
        Assert.Equal("PNG"u8, File.ReadAllBytes(FitPanels.Save(solutions, _folder)).AsSpan(1, 3));
    }

    /// <summary>The gradient of the sum of squares from the slopes of the model.</summary>
    private static double[] Gradient(Problem problem, double[] b)
    {
        double[] gradient = new double[b.Length], slopes = new double[b.Length];
        for (int k = 0; k < problem.X.Length; k++)
        {
            problem.Slopes(b, problem.X[k], slopes);
            double residual = problem.Predict(b, problem.X[k]) - problem.Y[k];
            for (int i = 0; i < b.Length; i++)
                gradient[i] += 2 * residual * slopes[i];
        }

        return gradient;
    }

    private static Problem Named(string name) => Problem.All.Single(problem => problem.Name == name);
}
