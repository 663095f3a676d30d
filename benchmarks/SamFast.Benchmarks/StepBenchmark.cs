using BenchmarkDotNet.Attributes;

namespace SamFast.Benchmarks;

/// <summary>
/// A step of an optimizer in three implementations: fused by SamFast; with
/// <see cref="System.Numerics.Tensors.TensorPrimitives"/>, one transform over whole arrays after the other; and as a hand-written
/// scalar loop. The setup checks that all compute the same numbers.
/// </summary>
[MemoryDiagnoser]
public abstract class StepBenchmark
{
    private const int CheckedSteps = 6;

    private float[] _gradients = [];
    private Contender _fused = null!;
    private Contender _wholeArrays = null!;
    private Contender _scalar = null!;

    /// <summary>The number of parameters: very few, or as many as fit in L1, in L2, or in memory only.</summary>
    [Params(16, 1_024, 65_536, 1_048_576)]
    public int Size { get; set; }

    /// <summary>The number of calls of <c>Step</c> in an optimizer step: 2 for transparent SAM.</summary>
    protected virtual int Calls => 1;

    [GlobalSetup]
    public void Setup()
    {
        _gradients = Uniform(seed: 1);
        CreateContenders();
        for (int step = 0; step < CheckedSteps; step++)
        {
            SamFast();
            TensorPrimitives();
            ScalarLoop();
            _fused.CheckAgainst(_wholeArrays);
            _fused.CheckAgainst(_scalar);
        }

        CreateContenders();
    }

    [Benchmark(Baseline = true)]
    public void SamFast() => _fused.Step(_gradients, Calls);

    [Benchmark]
    public void TensorPrimitives() => _wholeArrays.Step(_gradients, Calls);

    [Benchmark]
    public void ScalarLoop() => _scalar.Step(_gradients, Calls);

    /// <summary>The declared optimizer.</summary>
    protected abstract IStep<float> CreateFused();

    /// <summary>The same computation over whole arrays.</summary>
    protected abstract IStep<float> CreateWholeArrays();

    /// <summary>The same computation as a scalar loop.</summary>
    protected abstract IStep<float> CreateScalar();

    private void CreateContenders()
    {
        _fused = new Contender(CreateFused(), Uniform(seed: 2));
        _wholeArrays = new Contender(CreateWholeArrays(), Uniform(seed: 2));
        _scalar = new Contender(CreateScalar(), Uniform(seed: 2));
    }

    private float[] Uniform(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, Size).Select(_ => (float)(2 * random.NextDouble() - 1))];
    }
}
