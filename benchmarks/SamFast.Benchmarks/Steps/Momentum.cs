using BenchmarkDotNet.Attributes;
using SamFast.Benchmarks.Memory;
using static System.Numerics.Tensors.TensorPrimitives;

namespace SamFast.Benchmarks.Steps;

[Optimizer, Sgd(1e-3, momentum: 0.9)]
public sealed partial class FusedMomentum : IStep<float>;

/// <summary>Gradient descent with momentum.</summary>
[BenchmarkCategory("Plain", "Momentum")]
public class Momentum : StepBenchmark
{
    protected override IStep<float> CreateFused() => new FusedMomentum(Size);

    protected override IStep<float> CreateWholeArrays() => new Tensors(Room<float>.Of(Size), Size);

    protected override IStep<float> CreateScalar() => new Scalar(Room<float>.Of(Size));

    internal sealed class Tensors(Room<float> room, int block) : IStep<float>
    {
        private readonly Row<float> _trace = room.Take();

        public void Step(Span<float> parameters, ReadOnlySpan<float> gradients)
        {
            foreach (var part in new Blocks(parameters.Length, block))
            {
                var trace = _trace.Span[part];
                MultiplyAdd(trace, 0.9f, gradients[part], trace);
                MultiplyAdd(trace, -1e-3f, parameters[part], parameters[part]);
            }
        }
    }

    internal sealed class Scalar(Room<float> room) : IStep<float>
    {
        private readonly Row<float> _trace = room.Take();

        public void Step(Span<float> parameters, ReadOnlySpan<float> gradients)
        {
            var trace = _trace.Span;
            for (int i = 0; i < parameters.Length; i++)
            {
                trace[i] = 0.9f * trace[i] + gradients[i];
                parameters[i] -= 1e-3f * trace[i];
            }
        }
    }
}
