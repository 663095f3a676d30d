using BenchmarkDotNet.Attributes;
using SamFast.Benchmarks.Memory;
using static System.Numerics.Tensors.TensorPrimitives;

namespace SamFast.Benchmarks.Steps;

[Optimizer, ClipByGlobalNorm(1.0), AdamW(FusedAdamW.Rate, weightDecay: FusedAdamW.Decay)]
public sealed partial class FusedClippedAdamW : IStep<float>;

/// <summary>AdamW with a gradient clipped by its norm.</summary>
[BenchmarkCategory("Plain", "ClippedAdamW")]
public class ClippedAdamW : StepBenchmark
{
    protected override IStep<float> CreateFused() => new FusedClippedAdamW(Size);

    protected override IStep<float> CreateWholeArrays() => new Tensors(Room<float>.Of(Size), Size);

    protected override IStep<float> CreateScalar() => new Scalar(Room<float>.Of(Size));

    internal sealed class Tensors(Room<float> room, int block) : IStep<float>
    {
        private readonly AdamW.WholeArrays<float> _adam = new(room, block);
        private readonly Row<float> _clipped = room.Take();

        public void Step(Span<float> parameters, ReadOnlySpan<float> gradients)
        {
            float norm = Norm(gradients);
            _adam.Step(parameters, parameters, gradients, norm <= 1 ? 1 : 1 / norm, _clipped.Span);
        }
    }

    internal sealed class Scalar(Room<float> room) : IStep<float>
    {
        private readonly AdamW.Scalar<float> _adam = new(room);

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
