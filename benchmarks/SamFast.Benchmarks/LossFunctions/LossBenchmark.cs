using BenchmarkDotNet.Attributes;
using SamFast.Benchmarks.Engine;

namespace SamFast.Benchmarks.LossFunctions;

/// <summary>The mean of a loss and its gradient, by SamFast, and by <see cref="System.Numerics.Tensors.TensorPrimitives"/> with one
/// operation over whole arrays after the other. The setup checks that both compute the same numbers.</summary>
[MemoryDiagnoser]
public abstract class LossBenchmark
{
    private const double Tolerance = 1e-4;

    /// <summary>The number of predictions: they fit in L1, in L2, or in memory only.</summary>
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
        Agreement.Check<double>([fused], [whole], Tolerance, "loss", scale: 0);
        Agreement.Check<float>(expected, Gradient, Tolerance, "gradient", scale: expected.Max(slope => Math.Abs(slope)));
    }

    [Benchmark(Baseline = true)]
    public double SamFast() => Fused();

    [Benchmark]
    public double TensorPrimitives() => WholeArrays();

    /// <summary>SamFast, in one sweep.</summary>
    protected abstract double Fused();

    /// <summary>The same computation over whole arrays.</summary>
    protected abstract double WholeArrays();

    /// <summary>Allocates the buffers of a loss.</summary>
    protected virtual void Prepare()
    {
    }
}
