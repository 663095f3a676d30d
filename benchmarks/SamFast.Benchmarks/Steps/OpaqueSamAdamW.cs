using BenchmarkDotNet.Attributes;

namespace SamFast.Benchmarks.Steps;

[Sam<FusedAdamW>(rho: 0.05, mode: SamMode.Opaque)]
public sealed partial class FusedOpaqueSamAdamW;

/// <summary>A period of opaque SAM around AdamW. The gradient function copies its point, the cheapest there is: its time
/// is part of all three.</summary>
[BenchmarkCategory("Sam", "OpaqueSamAdamW")]
public class OpaqueSamAdamW : StepBenchmark
{
    protected override IOptimizer<float> CreateFused() => new Fused(Size);

    protected override IOptimizer<float> CreateWholeArrays() => new WholeArrays(Size);

    protected override IOptimizer<float> CreateScalar() => new Scalar(Size);

    private struct Identity : IGradient<float>
    {
        public readonly void Evaluate(ReadOnlySpan<float> point, Span<float> gradient, Evaluation evaluation) =>
            point.CopyTo(gradient);
    }

    private sealed class Fused(int size) : IOptimizer<float>
    {
        private readonly FusedOpaqueSamAdamW _optimizer = new(size);
        private Identity _gradient;

        public void Step(Span<float> parameters, ReadOnlySpan<float> gradients) =>
            _optimizer.Step(parameters, gradients, ref _gradient);
    }

    private sealed class WholeArrays(int size) : IOptimizer<float>
    {
        private readonly AdamW.WholeArrays _adam = new(size);
        private readonly float[] _perturbed = new float[size];
        private readonly float[] _gradient = new float[size];

        public void Step(Span<float> parameters, ReadOnlySpan<float> gradients)
        {
            Perturbation.WholeArrays(parameters, gradients, _perturbed);
            _perturbed.CopyTo(_gradient, 0);
            _adam.Step(parameters, _gradient);
        }
    }

    private sealed class Scalar(int size) : IOptimizer<float>
    {
        private readonly AdamW.Scalar _adam = new(size);
        private readonly float[] _perturbed = new float[size];
        private readonly float[] _gradient = new float[size];

        public void Step(Span<float> parameters, ReadOnlySpan<float> gradients)
        {
            Perturbation.Scalar(parameters, gradients, _perturbed);
            _perturbed.CopyTo(_gradient, 0);
            _adam.Step(parameters, _gradient);
        }
    }
}
