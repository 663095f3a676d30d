using BenchmarkDotNet.Attributes;

namespace SamFast.Benchmarks.Steps;

[Optimizer(FlushBelow = 1e-30), AdamW(FusedAdamW.Rate, weightDecay: FusedAdamW.Decay)]
public sealed partial class FlushingAdamW : IStep<float>;

/// <summary>The cost of subnormal moments on this processor, and of flushing them: AdamW with nonzero gradients, and with gradients
/// that have been 0 for many steps.</summary>
public class SubnormalAdamW
{
    private const int Size = 16_384, DecayingSteps = 12_000;

    private Contender _normal = null!;
    private Contender _normalFlushing = null!;
    private Contender _subnormal = null!;
    private Contender _flushed = null!;
    private float[] _gradients = [];
    private float[] _zeros = [];

    [GlobalSetup]
    public void Setup()
    {
        _gradients = Uniform(0.1f, 1);
        _zeros = new float[Size];
        _normal = new Contender(new FusedAdamW(Size), Uniform(0, 1));
        _normalFlushing = new Contender(new FlushingAdamW(Size), Uniform(0, 1));
        _subnormal = new Contender(new FusedAdamW(Size), Uniform(0, 1));
        _flushed = new Contender(new FlushingAdamW(Size), Uniform(0, 1));
        foreach (var contender in (Contender[])[_subnormal, _flushed])
        {
            contender.Step(Uniform(1e-19f, 1e-18f), 5);
            contender.Step(_zeros, DecayingSteps);
        }

        _subnormal.CheckAgainst(_flushed);
    }

    [Benchmark(Baseline = true)]
    public void Normal() => _normal.Step(_gradients, 1);

    [Benchmark]
    public void NormalFlushing() => _normalFlushing.Step(_gradients, 1);

    [Benchmark]
    public void Subnormal() => _subnormal.Step(_zeros, 1);

    [Benchmark]
    public void Flushed() => _flushed.Step(_zeros, 1);

    private static float[] Uniform(float low, float high)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, Size).Select(_ => low + ((high - low) * random.NextSingle()))];
    }
}
