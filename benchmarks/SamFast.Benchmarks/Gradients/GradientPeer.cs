using SamFast.Benchmarks.Engine;

namespace SamFast.Benchmarks.Gradients;

/// <summary>A way to compute a loss, its gradient, or a product with its Hessian.</summary>
/// <param name="name">Its name in the table, from <see cref="PeerNames"/>.</param>
/// <param name="evaluate">Computes it once; returns the value of the loss.</param>
/// <param name="result">Reads what it computed last; null if it computes the value only.</param>
internal sealed class GradientPeer(string name, Func<double> evaluate, Func<double[]>? result = null) : IRepetition
{
    public GradientPeer(string name, double[] gradient, Func<double> evaluate)
        : this(name, evaluate, () => [.. gradient])
    {
    }

    public GradientPeer(string name, float[] gradient, Func<double> evaluate)
        : this(name, evaluate, () => [.. gradient.Select(slope => (double)slope)])
    {
    }

    public string Name { get; } = name;

    /// <summary>The sum of all values, so that none is dead code.</summary>
    public double Sum { get; private set; }

    public void Repeat(int count)
    {
        for (int i = 0; i < count; i++)
            Sum += evaluate();
    }

    /// <summary>Computes once.</summary>
    public (double Value, double[]? Result) Evaluate() => (evaluate(), result?.Invoke());
}
