using BenchmarkDotNet.Attributes;

namespace SamFast.Benchmarks.Steps;

[Sam<FusedSgd>(rho: 0.05)]
public sealed partial class FusedSamSgd : IStep<float>;

/// <summary>A period of transparent SAM around gradient descent: an ascent and a descent.</summary>
[BenchmarkCategory("Sam", "SamSgd")]
public class SamSgd : StepBenchmark
{
    protected override int Calls => 2;

    protected override IStep<float> CreateFused() => new FusedSamSgd(Size);

    protected override IStep<float> CreateWholeArrays() => new WholeArrays(Size);

    protected override IStep<float> CreateScalar() => new Scalar(Size);

    private sealed class WholeArrays(int size) : IStep<float>
    {
        private readonly Sgd.Tensors _sgd = new();
        private readonly float[] _saved = new float[size];
        private bool _isPerturbed;

        public void Step(Span<float> parameters, ReadOnlySpan<float> gradients)
        {
            if (_isPerturbed)
            {
                _saved.CopyTo(parameters);
                _sgd.Step(parameters, gradients);
            }
            else
            {
                parameters.CopyTo(_saved);
                Perturbation.WholeArrays(parameters, gradients, parameters);
            }

            _isPerturbed = !_isPerturbed;
        }
    }

    private sealed class Scalar(int size) : IStep<float>
    {
        private readonly Sgd.Scalar _sgd = new();
        private readonly float[] _saved = new float[size];
        private bool _isPerturbed;

        public void Step(Span<float> parameters, ReadOnlySpan<float> gradients)
        {
            if (_isPerturbed)
            {
                _saved.CopyTo(parameters);
                _sgd.Step(parameters, gradients);
            }
            else
            {
                parameters.CopyTo(_saved);
                Perturbation.Scalar(parameters, gradients, parameters);
            }

            _isPerturbed = !_isPerturbed;
        }
    }
}
