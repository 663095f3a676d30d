namespace SamFast;

/// <summary>Warm restarts: several cycles, each a warm-up and half a cosine, constant after the last one.</summary>
/// <remarks>Loshchilov and Hutter 2017 (arXiv:1608.03983). The same as <c>optax.sgdr_schedule</c>, which takes a list of
/// dictionaries; here an array for each of their keys. <see cref="WarmupCosineDecayAttribute"/> several times, with
/// <see cref="ScheduleAttribute.Until"/>, is the same.</remarks>
/// <param name="initValues">The value at the beginning of each cycle; at least one.</param>
/// <param name="peakValues">The value when each warm-up ends.</param>
/// <param name="warmupSteps">Steps that each warm-up takes, at least 0.</param>
/// <param name="decaySteps">Steps of each cycle, its warm-up included, and more than that.</param>
/// <param name="endValues">The value at the end of each cycle; not given, 0.</param>
/// <param name="exponents">The power to which each cosine is raised; not given, 1.</param>
public sealed class SgdrAttribute(
    [Elements(AtLeast = 1)] double[] initValues, [Elements(AsManyAs = "initValues")] double[] peakValues,
    [Interval("[0, ∞)"), Elements(AsManyAs = "initValues")] int[] warmupSteps,
    [Interval("(warmupSteps, ∞)"), Elements(AsManyAs = "initValues")] int[] decaySteps,
    [Elements(AsManyAs = "initValues")] double[]? endValues = null,
    [Interval("(0, ∞)"), Elements(AsManyAs = "initValues")] double[]? exponents = null) : ScheduleAttribute
{
    /// <summary>Returns the value in the current cycle, by the number of steps since it began.</summary>
    public static double Evaluate(
        long count, ReadOnlySpan<double> initValues, ReadOnlySpan<double> peakValues, ReadOnlySpan<int> warmupSteps,
        ReadOnlySpan<int> decaySteps, ReadOnlySpan<double> endValues, ReadOnlySpan<double> exponents)
    {
        int cycle = 0;
        while (cycle < decaySteps.Length - 1 && count >= decaySteps[cycle])
            count -= decaySteps[cycle++];
        return WarmupCosineDecayAttribute.Evaluate(
            count, initValues[cycle], peakValues[cycle], warmupSteps[cycle], decaySteps[cycle],
            endValues.IsEmpty ? 0 : endValues[cycle], exponents.IsEmpty ? 1 : exponents[cycle]);
    }
}
