using BenchmarkDotNet.Attributes;
using static System.Numerics.Tensors.TensorPrimitives;

namespace SamFast.Benchmarks.Steps;

[Optimizer, Sgd(1e-3, momentum: 0.9)]
public sealed partial class FusedMomentum;

/// <summary>Gradient descent with momentum.</summary>
[BenchmarkCategory("Plain", "Momentum")]
public class Momentum : StepBenchmark
{
    protected override IOptimizer<float> CreateFused() => new FusedMomentum(Size);

    protected override IOptimizer<float> CreateWholeArrays() => new WholeArrays(Size);

    protected override IOptimizer<float> CreateScalar() => new Scalar(Size);

    private sealed class WholeArrays(int size) : IOptimizer<float>
    {
        private readonly float[] _trace = new float[size];

        public void Step(Span<float> parameters, ReadOnlySpan<float> gradients)
        {
            MultiplyAdd(_trace, 0.9f, gradients, _trace);
            MultiplyAdd(_trace, -1e-3f, parameters, parameters);
        }
    }

    private sealed class Scalar(int size) : IOptimizer<float>
    {
        private readonly float[] _trace = new float[size];

        public void Step(Span<float> parameters, ReadOnlySpan<float> gradients)
        {
            for (int i = 0; i < parameters.Length; i++)
            {
                _trace[i] = 0.9f * _trace[i] + gradients[i];
                parameters[i] -= 1e-3f * _trace[i];
            }
        }
    }
}
