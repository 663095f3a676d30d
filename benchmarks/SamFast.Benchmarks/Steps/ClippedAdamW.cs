using BenchmarkDotNet.Attributes;
using static System.Numerics.Tensors.TensorPrimitives;

namespace SamFast.Benchmarks.Steps;

[Optimizer, ClipByGlobalNorm(1.0), AdamW(1e-3, weightDecay: 1e-2)]
public sealed partial class FusedClippedAdamW;

/// <summary>AdamW on a gradient whose norm is limited.</summary>
[BenchmarkCategory("Plain", "ClippedAdamW")]
public class ClippedAdamW : StepBenchmark
{
    protected override IOptimizer<float> CreateFused() => new FusedClippedAdamW(Size);

    protected override IOptimizer<float> CreateWholeArrays() => new WholeArrays(Size);

    protected override IOptimizer<float> CreateScalar() => new Scalar(Size);

    private sealed class WholeArrays(int size) : IOptimizer<float>
    {
        private readonly AdamW.WholeArrays _adam = new(size);
        private readonly float[] _clipped = new float[size];

        public void Step(Span<float> parameters, ReadOnlySpan<float> gradients)
        {
            float norm = Norm(gradients);
            if (norm <= 1)
            {
                _adam.Step(parameters, gradients);
                return;
            }

            Multiply(gradients, 1 / norm, _clipped);
            _adam.Step(parameters, _clipped);
        }
    }

    private sealed class Scalar(int size) : IOptimizer<float>
    {
        private readonly AdamW.Scalar _adam = new(size);

        public void Step(Span<float> parameters, ReadOnlySpan<float> gradients)
        {
            double sum = 0;
            for (int i = 0; i < gradients.Length; i++)
                sum += gradients[i] * gradients[i];
            double norm = Math.Sqrt(sum);
            _adam.Step(parameters, parameters, gradients, norm <= 1 ? 1 : (float)(1 / norm));
        }
    }
}
