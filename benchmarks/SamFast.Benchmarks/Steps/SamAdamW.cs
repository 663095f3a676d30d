using BenchmarkDotNet.Attributes;

namespace SamFast.Benchmarks.Steps;

[Sam<FusedAdamW>(rho: 0.05)]
public sealed partial class FusedSamAdamW;

/// <summary>A period of transparent SAM around AdamW: an ascent and a descent.</summary>
[BenchmarkCategory("Sam", "SamAdamW")]
public class SamAdamW : StepBenchmark
{
    protected override int Calls => 2;

    protected override IOptimizer<float> CreateFused() => new FusedSamAdamW(Size);

    protected override IOptimizer<float> CreateWholeArrays() => new WholeArrays(Size);

    protected override IOptimizer<float> CreateScalar() => new Scalar(Size);

    private sealed class WholeArrays(int size) : IOptimizer<float>
    {
        private readonly AdamW.WholeArrays _adam = new(size);
        private readonly float[] _saved = new float[size];
        private bool _isPerturbed;

        public void Step(Span<float> parameters, ReadOnlySpan<float> gradients)
        {
            if (_isPerturbed)
            {
                _adam.Step(parameters, _saved, gradients);
            }
            else
            {
                parameters.CopyTo(_saved);
                Perturbation.WholeArrays(_saved, gradients, parameters);
            }

            _isPerturbed = !_isPerturbed;
        }
    }

    private sealed class Scalar(int size) : IOptimizer<float>
    {
        private readonly AdamW.Scalar _adam = new(size);
        private readonly float[] _saved = new float[size];
        private bool _isPerturbed;

        public void Step(Span<float> parameters, ReadOnlySpan<float> gradients)
        {
            if (_isPerturbed)
            {
                _adam.Step(parameters, _saved, gradients);
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
