using BenchmarkDotNet.Attributes;
using static System.Numerics.Tensors.TensorPrimitives;

namespace SamFast.Benchmarks.Steps;

[Optimizer, Sgd(1e-3)]
public sealed partial class FusedSgd : IStep<float>;

/// <summary>Gradient descent: p − ηg.</summary>
[BenchmarkCategory("Plain", "Sgd")]
public class Sgd : StepBenchmark
{
    protected override IStep<float> CreateFused() => new FusedSgd(Size);

    protected override IStep<float> CreateWholeArrays() => new Tensors();

    protected override IStep<float> CreateScalar() => new Scalar();

    internal sealed class Tensors : IStep<float>
    {
        public void Step(Span<float> parameters, ReadOnlySpan<float> gradients) =>
            MultiplyAdd(gradients, -1e-3f, parameters, parameters);
    }

    internal sealed class Scalar : IStep<float>
    {
        public void Step(Span<float> parameters, ReadOnlySpan<float> gradients)
        {
            for (int i = 0; i < parameters.Length; i++)
                parameters[i] -= 1e-3f * gradients[i];
        }
    }
}
