namespace SamFast;

/// <summary>Up to a peak along a straight line, then multiplied by a rate every so many steps.</summary>
/// <remarks>The same as <c>optax.warmup_exponential_decay_schedule</c>: the decay counts its steps from the end of the
/// warm-up.</remarks>
/// <param name="initValue">The value at count 0.</param>
/// <param name="peakValue">The value when the warm-up ends.</param>
/// <param name="warmupSteps">Steps the warm-up takes, at least 0.</param>
/// <param name="transitionSteps">Steps in which the value is multiplied by the rate once, at least 1.</param>
/// <param name="decayRate">The rate; more than 1 is growth.</param>
/// <param name="transitionBegin">Steps between the warm-up and the decay, at least 0.</param>
/// <param name="staircase">True if the value changes only every <paramref name="transitionSteps"/> steps.</param>
/// <param name="endValue">The bound at which decay (or growth) stops. Default: unbounded.</param>
public sealed class WarmupExponentialDecayAttribute(
    double initValue, double peakValue, [Interval("[0, ∞)")] int warmupSteps,
    [Interval("[1, ∞)")] int transitionSteps, [Interval("(0, ∞)")] double decayRate,
    [Interval("[0, ∞)")] int transitionBegin = 0, bool staircase = false, double endValue = double.NaN)
    : ScheduleAttribute
{
    /// <summary>The exponential decay after the warmup.</summary>
    public struct Decay
    {
        /// <summary>The number of steps per factor.</summary>
        public int TransitionSteps;

        /// <summary>The factor.</summary>
        public double DecayRate;

        /// <summary>The step of the decay from which it falls.</summary>
        public int TransitionBegin;

        /// <summary>True if it falls in stairs.</summary>
        public bool Staircase;

        /// <summary>Its bound; NaN for none.</summary>
        public double EndValue;
    }

    /// <summary>A line before <paramref name="warmupSteps"/>, a power of the rate from there on.</summary>
    public static double Evaluate(
        long count, double initValue, double peakValue, int warmupSteps, Decay decay) =>
        count < warmupSteps
            ? LinearAttribute.Evaluate(count, initValue, peakValue, warmupSteps, 0)
            : ExponentialDecayAttribute.Evaluate(
                count - warmupSteps, peakValue, decay.TransitionSteps, decay.DecayRate, decay.TransitionBegin, decay.Staircase,
                decay.EndValue);
}
