using BenchmarkDotNet.Attributes;
using static System.Numerics.Tensors.TensorPrimitives;

namespace SamFast.Benchmarks.Steps;

[Optimizer, Lion(1e-3, weightDecay: 1e-2)]
public sealed partial class FusedLion;

/// <summary>Lion.</summary>
[BenchmarkCategory("Plain", "Lion")]
public class Lion : StepBenchmark
{
    private const float LearningRate = 1e-3f;
    private const float WeightDecay = 1e-2f;
    private const float B1 = 0.9f;
    private const float B2 = 0.99f;

    protected override IOptimizer<float> CreateFused() => new FusedLion(Size);

    protected override IOptimizer<float> CreateWholeArrays() => new WholeArrays(Size);

    protected override IOptimizer<float> CreateScalar() => new Scalar(Size);

    /// <summary>The sign of 0 is 1 here: there is no whole-array sign that yields floats.</summary>
    private sealed class WholeArrays : IOptimizer<float>
    {
        private readonly float[] _mu;
        private readonly float[] _rates;
        private readonly float[] _scratch;

        public WholeArrays(int size)
        {
            _mu = new float[size];
            _scratch = new float[size];
            _rates = new float[size];
            _rates.AsSpan().Fill(LearningRate);
        }

        public void Step(Span<float> parameters, ReadOnlySpan<float> gradients)
        {
            Lerp(gradients, _mu, B1, _scratch);
            Lerp(gradients, _mu, B2, _mu);
            CopySign(_rates, _scratch, _scratch);
            Multiply(parameters, 1 - LearningRate * WeightDecay, parameters);
            Subtract(parameters, _scratch, parameters);
        }
    }

    private sealed class Scalar(int size) : IOptimizer<float>
    {
        private readonly float[] _mu = new float[size];

        public void Step(Span<float> parameters, ReadOnlySpan<float> gradients)
        {
            for (int i = 0; i < parameters.Length; i++)
            {
                float direction = MathF.Sign(B1 * _mu[i] + (1 - B1) * gradients[i]);
                _mu[i] = B2 * _mu[i] + (1 - B2) * gradients[i];
                parameters[i] -= LearningRate * (direction + WeightDecay * parameters[i]);
            }
        }
    }
}
