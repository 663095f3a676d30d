using BenchmarkDotNet.Attributes;
using SamFast.Benchmarks.Memory;

namespace SamFast.Benchmarks.Steps;

[Sam<FusedAdamW>(rho: 0.05)]
public sealed partial class FusedSamAdamW : IStep<float>;

/// <summary>A period of transparent SAM around AdamW: an ascent and a descent.</summary>
[BenchmarkCategory("Sam", "SamAdamW")]
public class SamAdamW : StepBenchmark
{
    protected override int Calls => 2;

    protected override IStep<float> CreateFused() => new FusedSamAdamW(Size);

    protected override IStep<float> CreateWholeArrays() => new WholeArrays(Size);

    protected override IStep<float> CreateScalar() => new Scalar(Size);

    private sealed class WholeArrays(int size) : IStep<float>
    {
        private readonly AdamW.WholeArrays<float> _adam = new(Room<float>.Of(size), size);
        private readonly float[] _saved = new float[size];
        private bool _isPerturbed;

        public void Step(Span<float> parameters, ReadOnlySpan<float> gradients)
        {
            if (_isPerturbed)
            {
                _adam.Step(parameters, _saved, gradients, 1, default);
            }
            else
            {
                parameters.CopyTo(_saved);
                Perturbation.WholeArrays(_saved, gradients, parameters);
            }

            _isPerturbed = !_isPerturbed;
        }
    }

    private sealed class Scalar(int size) : IStep<float>
    {
        private readonly AdamW.Scalar<float> _adam = new(Room<float>.Of(size));
        private readonly float[] _saved = new float[size];
        private bool _isPerturbed;

        public void Step(Span<float> parameters, ReadOnlySpan<float> gradients)
        {
            if (_isPerturbed)
            {
                _adam.Step(parameters, _saved, gradients, 1);
            }
            else
            {
                parameters.CopyTo(_saved);
                Perturbation.Scalar(_saved, gradients, parameters);
            }

            _isPerturbed = !_isPerturbed;
        }
    }
}
