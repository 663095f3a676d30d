namespace SamFast;

/// <summary>From a value to a fraction of it along half a cosine, then constant.</summary>
/// <remarks>Loshchilov and Hutter 2017 (arXiv:1608.03983). The same as <c>optax.cosine_decay_schedule</c>.</remarks>
/// <param name="initValue">The value at count 0.</param>
/// <param name="decaySteps">Steps the decay takes, at least 1.</param>
/// <param name="alpha">The fraction of the initial value that remains.</param>
/// <param name="exponent">The power to which the cosine is raised.</param>
public sealed class CosineDecayAttribute(
    double initValue, [Interval("[1, ∞)")] int decaySteps, double alpha = 0,
    [Interval("(0, ∞)")] double exponent = 1) : ScheduleAttribute
{
    /// <summary>init · ((1 − α)·(½(1 + cos(π·count ÷ decaySteps)))^exponent + α).</summary>
    public static double Evaluate(long count, double initValue, int decaySteps, double alpha, double exponent)
    {
        double fraction = (double)Math.Min(count, decaySteps) / decaySteps;
        double cosine = 0.5 * (1 + Math.Cos(Math.PI * fraction));
        return initValue * ((1 - alpha) * Math.Pow(cosine, exponent) + alpha);
    }
}
