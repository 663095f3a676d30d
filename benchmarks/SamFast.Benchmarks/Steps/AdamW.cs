using BenchmarkDotNet.Attributes;
using static System.Numerics.Tensors.TensorPrimitives;

namespace SamFast.Benchmarks.Steps;

[Optimizer, AdamW(1e-3, weightDecay: 1e-2)]
public sealed partial class FusedAdamW;

/// <summary>Adam with decoupled weight decay.</summary>
[BenchmarkCategory("Plain", "AdamW")]
public class AdamW : StepBenchmark
{
    private const float LearningRate = 1e-3f;
    private const float B1 = 0.9f;
    private const float B2 = 0.999f;
    private const float Epsilon = 1e-8f;

    protected override IOptimizer<float> CreateFused() => new FusedAdamW(Size);

    protected override IOptimizer<float> CreateWholeArrays() => new WholeArrays(Size);

    protected override IOptimizer<float> CreateScalar() => new Scalar(Size);

    /// <summary>Nine passes, eight without decay; corrections folded into scalars.</summary>
    internal sealed class WholeArrays(int size, float weightDecay = 1e-2f) : IOptimizer<float>
    {
        private readonly float[] _mu = new float[size];
        private readonly float[] _nu = new float[size];
        private readonly float[] _scratch = new float[size];
        private double _power1 = 1;
        private double _power2 = 1;

        public void Step(Span<float> parameters, ReadOnlySpan<float> gradients) =>
            Step(parameters, parameters, gradients);

        public void Step(Span<float> parameters, ReadOnlySpan<float> source, ReadOnlySpan<float> gradients)
        {
            _power1 = Powers.Next(_power1, 0.9);
            _power2 = Powers.Next(_power2, 0.999);
            Lerp(gradients, _mu, B1, _mu);
            Multiply(gradients, gradients, _scratch);
            Lerp(_scratch, _nu, B2, _nu);

            Sqrt(_nu, _scratch);
            Multiply(_scratch, (float)(1 / Math.Sqrt(1 - _power2)), _scratch);
            Add(_scratch, Epsilon, _scratch);
            Divide(_mu, _scratch, _scratch);

            if (weightDecay != 0)
            {
                Multiply(source, 1 - LearningRate * weightDecay, parameters);
                source = parameters;
            }

            MultiplyAdd(_scratch, (float)(-1e-3 / (1 - _power1)), source, parameters);
        }
    }

    internal sealed class Scalar(int size, float weightDecay = 1e-2f) : IOptimizer<float>
    {
        private readonly float[] _mu = new float[size];
        private readonly float[] _nu = new float[size];
        private double _power1 = 1;
        private double _power2 = 1;

        public void Step(Span<float> parameters, ReadOnlySpan<float> gradients) =>
            Step(parameters, parameters, gradients);

        public void Step(Span<float> parameters, ReadOnlySpan<float> source, ReadOnlySpan<float> gradients, float clip = 1)
        {
            _power1 = Powers.Next(_power1, 0.9);
            _power2 = Powers.Next(_power2, 0.999);
            float muScale = (float)(1 / (1 - _power1));
            float nuScale = (float)(1 / (1 - _power2));
            for (int i = 0; i < parameters.Length; i++)
            {
                float gradient = clip * gradients[i];
                float mu = B1 * _mu[i] + (1 - B1) * gradient;
                float nu = B2 * _nu[i] + (1 - B2) * gradient * gradient;
                _mu[i] = mu;
                _nu[i] = nu;
                float direction = muScale * mu / (MathF.Sqrt(nuScale * nu) + Epsilon);
                parameters[i] = source[i] - LearningRate * (direction + weightDecay * source[i]);
            }
        }
    }
}
