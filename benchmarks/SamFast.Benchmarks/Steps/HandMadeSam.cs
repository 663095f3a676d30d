using SamFast.Benchmarks.Memory;

namespace SamFast.Benchmarks.Steps;

/// <summary>SAM's ascent: destination = source + ρ·g/‖g‖.</summary>
internal delegate void Ascent(ReadOnlySpan<float> source, ReadOnlySpan<float> gradients, Span<float> destination);

/// <summary>A hand-written period of SAM: gradient, ascent, gradient at the perturbed parameters, step of the outer
/// optimizer.</summary>
internal sealed class HandMadeSam(Step<float> outer, Ascent ascent, Room<float> room) : IStep<float>
{
    private readonly Row<float> _perturbed = room.Take();
    private readonly Row<float> _gradient = room.Take();
    private Slope<float> _slope = room.NewSlope();

    public void Step(Span<float> parameters, ReadOnlySpan<float> gradients)
    {
        _slope.Evaluate(parameters, _gradient.Span, new GradientEvaluation(0, 1));
        ascent(parameters, _gradient.Span, _perturbed.Span);
        _slope.Evaluate(_perturbed.Span, _gradient.Span, new GradientEvaluation(1, 1));
        outer(parameters, _gradient.Span);
    }
}
