namespace SamFast.Benchmarks.Steps;

/// <summary>A step as an optimizer.</summary>
internal sealed class Delegated(Step<float> step) : IStep<float>
{
    public void Step(Span<float> parameters, ReadOnlySpan<float> gradients) => step(parameters, gradients);
}
