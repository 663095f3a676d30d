using BenchmarkDotNet.Attributes;

namespace SamFast.Benchmarks.LossFunctions;

/// <summary>The mean of a loss and its gradient, twice: by SamFast, and operation by operation over whole arrays with
/// <see cref="System.Numerics.Tensors.TensorPrimitives"/>. They are checked to compute the same numbers before anything is
/// measured.</summary>
[MemoryDiagnoser]
public abstract class LossBenchmark
{
    private const double Tolerance = 1e-4;

    /// <summary>Predictions: L1, L2 and memory.</summary>
    [Params(1_024, 65_536, 1_048_576)]
    public int Size { get; set; }

    protected float[] Predictions { get; private set; } = [];

    protected float[] Labels { get; private set; } = [];

    protected float[] Gradient { get; private set; } = [];

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        Predictions = [.. Enumerable.Range(0, Size).Select(_ => (float)(8 * random.NextDouble() - 4))];
        Labels = [.. Enumerable.Range(0, Size).Select(_ => (float)random.Next(2))];
        Gradient = new float[Size];
        Prepare();

        double fused = SamFast();
        float[] expected = [.. Gradient];
        double whole = TensorPrimitives();
        double apart = expected.Zip(Gradient, (a, b) => Math.Abs(a - b)).Max() / expected.Max(slope => Math.Abs(slope));
        if (!(Math.Abs(fused - whole) <= Tolerance * Math.Abs(fused) && apart <= Tolerance))
            throw new InvalidOperationException($"Losses {fused} and {whole}, gradients apart by {apart}");
    }

    [Benchmark(Baseline = true)]
    public double SamFast() => Fused();

    [Benchmark]
    public double TensorPrimitives() => WholeArrays();

    /// <summary>One sweep.</summary>
    protected abstract double Fused();

    /// <summary>The same over whole arrays.</summary>
    protected abstract double WholeArrays();

    /// <summary>What a loss needs besides.</summary>
    protected virtual void Prepare()
    {
    }
}
