namespace SamFast.Gallery.Ode;

/// <summary>The populations at a time.</summary>
internal readonly record struct Populations(double Prey, double Predators)
{
    public static Populations operator +(Populations a, Populations b) => new(a.Prey + b.Prey, a.Predators + b.Predators);

    public static Populations operator *(double factor, Populations a) => new(factor * a.Prey, factor * a.Predators);
}

/// <summary>The coefficients of the equations of Lotka and Volterra: x′ = (birth − hunting·y)x, y′ = (growth·x − death)y.</summary>
internal readonly record struct Rates(double Birth, double Hunting, double Death, double Growth);

/// <summary>The model, and its misfit to counts of both populations at times 0, 1, 2, ….</summary>
internal static partial class PredatorPrey
{
    /// <summary>The number of parameters: the logarithms of the four rates and of the two initial populations, so that all are
    /// positive.</summary>
    public const int Parameters = 6;

    /// <summary>The sum of the squared differences of logarithms: counts have relative errors.</summary>
    /// <param name="p">The parameters.</param>
    /// <param name="prey">The counts of prey.</param>
    /// <param name="predators">The counts of predators.</param>
    /// <param name="steps">The number of Runge–Kutta steps from a time to the next.</param>
    [Differentiable]
    public static double Misfit(ReadOnlySpan<double> p, ReadOnlySpan<double> prey, ReadOnlySpan<double> predators, int steps)
    {
        var rates = new Rates(Math.Exp(p[0]), Math.Exp(p[1]), Math.Exp(p[2]), Math.Exp(p[3]));
        var now = new Populations(Math.Exp(p[4]), Math.Exp(p[5]));
        double sum = 0;
        for (int i = 0; i < prey.Length; i++)
        {
            double ofPrey = Math.Log(now.Prey / prey[i]), ofPredators = Math.Log(now.Predators / predators[i]);
            sum += ofPrey * ofPrey + ofPredators * ofPredators;
            for (int k = 0; k < steps; k++)
                now = Step(now, rates, 1.0 / steps);
        }

        return sum;
    }

    /// <summary>A step of the classical method of Runge and Kutta.</summary>
    public static Populations Step(Populations at, Rates rates, double h)
    {
        var k1 = Slope(at, rates);
        var k2 = Slope(at + h / 2 * k1, rates);
        var k3 = Slope(at + h / 2 * k2, rates);
        var k4 = Slope(at + h * k3, rates);
        return at + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
    }

    private static Populations Slope(Populations at, Rates rates) => new(
        (rates.Birth - rates.Hunting * at.Predators) * at.Prey, (rates.Growth * at.Prey - rates.Death) * at.Predators);
}
