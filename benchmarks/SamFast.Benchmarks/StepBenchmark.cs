using BenchmarkDotNet.Attributes;

namespace SamFast.Benchmarks;

/// <summary>
/// One step of one optimizer in three implementations: fused by SamFast, transform by transform over whole arrays with
/// <see cref="System.Numerics.Tensors.TensorPrimitives"/>, and as a hand-written scalar loop. The setup checks
/// that all compute the same numbers.
/// </summary>
[MemoryDiagnoser]
public abstract class StepBenchmark
{
    private const int CheckedSteps = 6;

    private float[] _gradients = [];
    private Contender _fused = null!;
    private Contender _wholeArrays = null!;
    private Contender _scalar = null!;

    /// <summary>Parameters: a toy, L1, L2 and memory.</summary>
    [Params(16, 1_024, 65_536, 1_048_576)]
    public int Size { get; set; }

    /// <summary>Calls of <c>Step</c> in an optimizer step: 2 for transparent SAM.</summary>
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

    /// <summary>The same over whole arrays.</summary>
    protected abstract IStep<float> CreateWholeArrays();

    /// <summary>The same as a scalar loop.</summary>
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
