using BenchmarkDotNet.Attributes;
using SamFast.Benchmarks.Memory;
using static System.Numerics.Tensors.TensorPrimitives;

namespace SamFast.Benchmarks.Steps;

[Optimizer, Lion(1e-3, weightDecay: 1e-2)]
public sealed partial class FusedLion : IStep<float>;

/// <summary>Lion.</summary>
[BenchmarkCategory("Plain", "Lion")]
public class Lion : StepBenchmark
{
    private const float LearningRate = 1e-3f;
    private const float WeightDecay = 1e-2f;
    private const float B1 = 0.9f;
    private const float B2 = 0.99f;

    protected override IStep<float> CreateFused() => new FusedLion(Size);

    protected override IStep<float> CreateWholeArrays() => new Tensors(Room<float>.Of(Size), Size);

    protected override IStep<float> CreateScalar() => new Scalar(Room<float>.Of(Size));

    /// <summary>The sign of 0 is 1, because TensorPrimitives has no sign function that returns floats.</summary>
    internal sealed class Tensors(Room<float> room, int block) : IStep<float>
    {
        private readonly Row<float> _mu = room.Take();
        private readonly Row<float> _scratch = room.Take();
        private readonly float[] _rates = Rates(Math.Min(block, room.Size));

        public void Step(Span<float> parameters, ReadOnlySpan<float> gradients)
        {
            foreach (var part in new Blocks(parameters.Length, block))
            {
                var mu = _mu.Span[part];
                var scratch = _scratch.Span[..mu.Length];
                var moved = parameters[part];
                Lerp(gradients[part], mu, B1, scratch);
                Lerp(gradients[part], mu, B2, mu);
                CopySign(_rates.AsSpan(0, mu.Length), scratch, scratch);
                Multiply(moved, 1 - LearningRate * WeightDecay, moved);
                Subtract(moved, scratch, moved);
            }
        }

        private static float[] Rates(int count)
        {
            float[] rates = new float[count];
            Array.Fill(rates, LearningRate);
            return rates;
        }
    }

    internal sealed class Scalar(Room<float> room) : IStep<float>
    {
        private readonly Row<float> _mu = room.Take();

        public void Step(Span<float> parameters, ReadOnlySpan<float> gradients)
        {
            var mu = _mu.Span;
            for (int i = 0; i < parameters.Length; i++)
            {
                float direction = MathF.Sign(B1 * mu[i] + (1 - B1) * gradients[i]);
                mu[i] = B2 * mu[i] + (1 - B2) * gradients[i];
                parameters[i] -= LearningRate * (direction + WeightDecay * parameters[i]);
            }
        }
    }
}
