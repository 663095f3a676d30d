namespace SamFast.Benchmarks.Steps;

/// <summary>A delegate as a step.</summary>
internal sealed class Delegated(Step<float> step) : IStep<float>
{
    public void Step(Span<float> parameters, ReadOnlySpan<float> gradients) => step(parameters, gradients);
}
