using SamFast.Gallery.Fitting;

namespace SamFast.Gallery.Fit;

/// <summary>A fitted problem.</summary>
/// <param name="Problem">The problem.</param>
/// <param name="Minimum">The least sum of squares.</param>
/// <param name="Estimates">The parameters with standard deviations from the exact Hessian, and the certified ones.</param>
/// <param name="LinearDeviations">Standard deviations without the curvature of the model, as the certified ones: of JᵀJ.</param>
internal sealed record Solution(
    Problem Problem, Minimum Minimum, IReadOnlyList<Estimate> Estimates, IReadOnlyList<double> LinearDeviations)
{
    public static Solution Of(Problem problem)
    {
        var minimum = problem.Minimize();
        int n = minimum.Parameters.Length;
        double variance = minimum.Loss / problem.DegreesOfFreedom;

        // The Hessian of a sum of squares is twice that of the likelihood with a variance of 1.
        double[] deviations = Curvature.Deviations(minimum.Hessian, n, 2 * variance) ?? Undefined(n);
        double[] linear = Curvature.Deviations(Squares(problem, minimum.Parameters), n, variance) ?? Undefined(n);
        return new(
            problem, minimum,
            [
                .. Enumerable.Range(0, n).Select(i => new Estimate(
                    $"b{i + 1}", minimum.Parameters[i], deviations[i], problem.Certified[i], problem.CertifiedDeviations[i])),
            ],
            linear);
    }

    /// <summary>JᵀJ: the products of the slopes of the model, summed over the measurements.</summary>
    private static double[] Squares(Problem problem, double[] b)
    {
        int n = b.Length;
        double[] squares = new double[n * n], slopes = new double[n];
        foreach (double x in problem.X)
        {
            problem.Slopes(b, x, slopes);
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                    squares[(i * n) + j] += slopes[i] * slopes[j];
            }
        }

        return squares;
    }

    private static double[] Undefined(int count) => [.. Enumerable.Repeat(double.NaN, count)];
}
