using SamFast.Gallery.Fitting;

namespace SamFast.Gallery.Options;

/// <summary>A calibrated smile.</summary>
/// <param name="Expiry">The quotes.</param>
/// <param name="Minimum">The least misfit.</param>
/// <param name="Estimates">α, ρ and ν.</param>
internal sealed record Calibration(Expiry Expiry, Minimum Minimum, IReadOnlyList<Estimate> Estimates)
{
    // Little skew and curvature; α at the level of the quote at the forward price.
    private const double StartRho = -0.1, StartNu = 0.4;

    public static Calibration Of(Expiry expiry)
    {
        double level = expiry.Quotes[expiry.Quotes.Length / 2] * Math.Pow(expiry.Forward, 1 - Expiry.Beta);
        var misfit = new Smile.MisfitObjective(expiry.Strikes, expiry.Quotes, expiry.Forward, expiry.Time, Expiry.Beta, expiry.Noise);
        var minimum = Minimum.Of([Math.Log(level), Math.Atanh(StartRho), Math.Log(StartNu)], ref misfit);

        // The misfit is in units of the noise, and twice the negative logarithm of the likelihood.
        double[]? deviations = Curvature.Deviations(minimum.Hessian, Smile.Parameters, 2);
        double alpha = Math.Exp(minimum.Parameters[0]), rho = Math.Tanh(minimum.Parameters[1]), nu = Math.Exp(minimum.Parameters[2]);
        return new(expiry, minimum, [Estimated("α", alpha, alpha, 0), Estimated("ρ", rho, 1 - (rho * rho), 1), Estimated("ν", nu, nu, 2)]);

        // A deviation times the slope of the value in its parameter.
        Estimate Estimated(string name, double value, double slope, int i) =>
            new(name, value, slope * (deviations?[i] ?? double.NaN), expiry.Truth[i]);
    }

    /// <summary>The calibrated volatility at a strike.</summary>
    public double Volatility(double strike) => Smile.Volatility(
        Estimates[0].Value, Estimates[1].Value, Estimates[2].Value, strike, Expiry.Forward, Expiry.Time, Expiry.Beta);
}
