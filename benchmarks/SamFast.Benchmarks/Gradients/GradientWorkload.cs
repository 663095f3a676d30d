using System.Runtime.CompilerServices;

namespace SamFast.Benchmarks.Gradients;

/// <summary>A loss whose gradient is computed in several ways.</summary>
internal abstract class GradientWorkload
{
    /// <summary>Its name on the command line and in the table.</summary>
    public abstract string Name { get; }

    /// <summary>The largest difference between two gradients, relative to the largest element.</summary>
    public virtual double Tolerance => 1e-9;

    /// <summary>The most bytes of the tape that a gradient takes, by the formula of the loss's lengths.</summary>
    public virtual long TapeBytes => 0;

    /// <summary>The ways to compute it; the generated gradient is one of them.</summary>
    public abstract IEnumerable<GradientPeer> Peers();

    /// <summary>Ways of another program.</summary>
    public static Func<GradientWorkload, IEnumerable<GradientPeer>> Guests { get; set; } = _ => [];

    /// <summary>The bytes that an array takes of the tape.</summary>
    protected static long Taken<T>(int length) => ((long)length * Unsafe.SizeOf<T>() + 7) & ~7;

    /// <summary>Numbers between two bounds, the same in every run.</summary>
    protected static double[] Numbers(int seed, int count, double from, double to)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => from + ((to - from) * random.NextDouble()))];
    }
}
