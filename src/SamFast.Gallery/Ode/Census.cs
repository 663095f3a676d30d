using SamFast.Gallery.Digits.Data;

namespace SamFast.Gallery.Ode;

/// <summary>Counts of two populations, one a year.</summary>
/// <param name="Name">Their name.</param>
/// <param name="Source">Where they and the reference parameters come from.</param>
/// <param name="FirstYear">The year of the first count.</param>
/// <param name="Prey">The counts of prey.</param>
/// <param name="Predators">The counts of predators.</param>
/// <param name="Reference">The true or published parameters: four rates, two initial populations.</param>
/// <param name="ReferenceDeviations">The published standard deviations; null if the parameters are the true ones.</param>
internal sealed record Census(
    string Name, string Source, int FirstYear, double[] Prey, double[] Predators, double[] Reference, double[]? ReferenceDeviations)
{
    /// <summary>The number of Runge–Kutta steps per year; ten times as many change no printed digit.</summary>
    public const int StepsPerYear = 20;

    /// <summary>Pelts that the Hudson's Bay Company bought, in thousands.</summary>
    public static Census Furs { get; } = new(
        "hares and lynxes", "Pelts: Howard 2009, Hudson's Bay Company. Reference: Carpenter 2018, posterior means and deviations.", 1900,
        [30, 47.2, 70.2, 77.4, 36.3, 20.6, 18.1, 21.4, 22, 25.4, 27.1, 40.3, 57, 76.6, 52.3, 19.5, 11.2, 7.6, 14.6, 16.2, 24.7],
        [4, 6.1, 9.8, 35.2, 59.4, 41.7, 19, 13, 8.3, 9.1, 7.4, 8, 12.3, 19.5, 45.7, 51.1, 29.7, 15.8, 9.7, 10.1, 8.6],
        [0.549, 0.028, 0.797, 0.024, 33.960, 5.949], [0.065, 0.004, 0.091, 0.004, 2.909, 0.533]);

    /// <summary>Counts that the model generates, with normal errors of their logarithms.</summary>
    public static Census Generate(double noise, int seed)
    {
        double[] truth = [0.6, 0.025, 0.8, 0.02, 30, 6];
        var random = new Random(seed);
        var now = new Populations(truth[4], truth[5]);
        double[] prey = new double[41], predators = new double[prey.Length];
        for (int i = 0; i < prey.Length; i++)
        {
            prey[i] = now.Prey * Math.Exp(noise * random.NextNormal());
            predators[i] = now.Predators * Math.Exp(noise * random.NextNormal());
            for (int k = 0; k < StepsPerYear; k++)
                now = PredatorPrey.Step(now, new Rates(truth[0], truth[1], truth[2], truth[3]), 1.0 / StepsPerYear);
        }

        return new(
            "generated", FormattableString.Invariant($"Counts: the model with the reference parameters and normal errors of {noise} in the logarithm."),
            0, prey, predators, truth, null);
    }
}
