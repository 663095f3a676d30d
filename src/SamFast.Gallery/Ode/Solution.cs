using SamFast.Gallery.Fitting;

namespace SamFast.Gallery.Ode;

/// <summary>Fitted populations.</summary>
/// <param name="Census">The counts.</param>
/// <param name="Minimum">The least misfit, in logarithms of the parameters.</param>
/// <param name="Estimates">The rates and the initial populations.</param>
/// <param name="Noise">The estimated standard deviation of the logarithm of a count.</param>
internal sealed record Solution(Census Census, Minimum Minimum, IReadOnlyList<Estimate> Estimates, double Noise)
{
    private static readonly string[] _names = ["birth", "hunting", "death", "growth", "prey at 0", "predators at 0"];

    // Periods of about ten years, and populations of the size of the counts.
    private static readonly double[] _start = [0.5, 0.02, 0.6, 0.02, 30, 5];

    public static Solution Of(Census census)
    {
        var misfit = new PredatorPrey.MisfitObjective(census.Prey, census.Predators, Census.StepsPerYear);
        var minimum = Minimum.Of([.. _start.Select(value => Math.Log(value))], ref misfit);
        double variance = minimum.Loss / ((2 * census.Prey.Length) - PredatorPrey.Parameters);
        double[]? deviations = Curvature.Deviations(minimum.Hessian, PredatorPrey.Parameters, 2 * variance);
        return new(census, minimum, [.. _names.Select(Named)], Math.Sqrt(variance));

        // The deviation of a logarithm is a relative deviation.
        Estimate Named(string name, int i)
        {
            double value = Math.Exp(minimum.Parameters[i]);
            return new(name, value, value * (deviations?[i] ?? double.NaN), census.Reference[i], census.ReferenceDeviations?[i]);
        }
    }

    /// <summary>The fitted populations, for each Runge–Kutta step.</summary>
    public IEnumerable<(double Year, Populations At)> Path()
    {
        double[] p = [.. Estimates.Select(estimate => estimate.Value)];
        var rates = new Rates(p[0], p[1], p[2], p[3]);
        var now = new Populations(p[4], p[5]);
        for (int k = 0; k <= (Census.Prey.Length - 1) * Census.StepsPerYear; k++)
        {
            yield return (Census.FirstYear + ((double)k / Census.StepsPerYear), now);
            now = PredatorPrey.Step(now, rates, 1.0 / Census.StepsPerYear);
        }
    }
}
