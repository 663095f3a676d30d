namespace SamFast.Benchmarks.Steps;

/// <summary>A step as an optimizer.</summary>
internal sealed class Delegated(Step<float> step) : IGradientOptimizer<float>
{
    public void Step(Span<float> parameters, ReadOnlySpan<float> gradients) => step(parameters, gradients);
}
