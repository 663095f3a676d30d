namespace SamFast.Gallery.Options;

/// <summary>Implied volatilities of the stochastic-volatility model SABR, and their misfit to quotes.</summary>
/// <remarks>Hagan, Kumar, Lesniewski and Woodward 2002 (Managing smile risk), formula 2.17.</remarks>
internal static partial class Smile
{
    /// <summary>The number of parameters: the logarithms of α and ν, and the inverse hyperbolic tangent of ρ, so that all values are
    /// allowed.</summary>
    public const int Parameters = 3;

    // Below it, the quotient z/x(z) is 0/0 in rounded numbers, and its series is exact.
    private const double Small = 1e-4;

    /// <summary>The sum of the squared differences to quoted volatilities, in units of the quotes' error.</summary>
    /// <param name="p">The parameters.</param>
    /// <param name="strikes">The strikes of the quotes.</param>
    /// <param name="quotes">The quoted volatilities.</param>
    /// <param name="forward">The forward price.</param>
    /// <param name="time">The years to expiry.</param>
    /// <param name="beta">The exponent β of the forward price, chosen beforehand.</param>
    /// <param name="noise">The standard deviation of a quote.</param>
    [Differentiable]
    public static double Misfit(
        ReadOnlySpan<double> p, ReadOnlySpan<double> strikes, ReadOnlySpan<double> quotes, double forward, double time, double beta,
        double noise)
    {
        double alpha = Math.Exp(p[0]), rho = Math.Tanh(p[1]), nu = Math.Exp(p[2]), sum = 0;
        for (int i = 0; i < strikes.Length; i++)
        {
            double error = (Volatility(alpha, rho, nu, strikes[i], forward, time, beta) - quotes[i]) / noise;
            sum += error * error;
        }

        return sum;
    }

    /// <summary>The implied volatility of an option.</summary>
    public static double Volatility(double alpha, double rho, double nu, double strike, double forward, double time, double beta)
    {
        double rest = 1 - beta, moneyness = Math.Log(forward / strike), power = Math.Pow(forward * strike, rest / 2);
        double square = rest * rest * moneyness * moneyness;
        double z = nu / alpha * power * moneyness;
        double drift = rest * rest * alpha * alpha / (24 * power * power) + rho * beta * nu * alpha / (4 * power)
            + (2 - 3 * rho * rho) * nu * nu / 24;
        return alpha / (power * (1 + square / 24 + square * square / 1920)) * Skew(z, rho) * (1 + drift * time);
    }

    /// <summary>z/x(z) with x(z) = log((√(1 − 2ρz + z²) + z − ρ)/(1 − ρ)).</summary>
    private static double Skew(double z, double rho)
    {
        if (Math.Abs(z) < Small)
            return 1 - rho * z / 2 + (2 - 3 * rho * rho) * z * z / 12;
        return z / Math.Log((Math.Sqrt(1 - 2 * rho * z + z * z) + z - rho) / (1 - rho));
    }
}
