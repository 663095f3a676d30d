using System.Numerics;
using System.Runtime.InteropServices;

namespace SamFast.Tests;

/// <summary>A process that prints a hash for each loss, projection and sharpness estimate: the program that this assembly is
/// with the argument <see cref="Command"/>. The hashes must not depend on the instructions that the process may use.</summary>
internal static class BitsProcess
{
    public const string Command = "bits";

    private static readonly int[] s_lengths = [1, 2, 7, 15, 16, 17, 33, 100, 4097];

    private static readonly double[] s_special =
    [
        0, -0.0, 1, -1, 1e-3, -1e-8, 1e-40, -1e-310, double.Epsilon, 20, -20, 88.5, -88.5, -103.9, 300, -709.5, 710, -746,
        1e19, -1e20, 1e38, 1e200, double.MaxValue, double.NaN, double.PositiveInfinity, double.NegativeInfinity,
    ];

    /// <summary>Prints a line for each function and type.</summary>
    public static int Run(TextWriter output)
    {
        Print<float>(output);
        Print<double>(output);
        return 0;
    }

    private static void Print<T>(TextWriter output) where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        foreach (var loss in LossCase.All)
            output.WriteLine($"{typeof(T).Name} {loss}: {Hash<T>(loss):x16}");
        foreach (var (name, run) in WithParameters<T>())
            output.WriteLine($"{typeof(T).Name} {name}: {Hash(run):x16}");
        foreach (var (name, project) in Projected<T>())
            output.WriteLine($"{typeof(T).Name} {name}: {Hash(project):x16}");
        output.WriteLine($"{typeof(T).Name} SharpnessMeter: {HashOfSharpness<T>():x16}");
    }

    private static ulong Hash<T>(LossCase loss) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var hash = default(Hasher);
        foreach (int examples in s_lengths.Where(length => length * loss.Row < 20_000))
        {
            var (predictions, targets) = loss.Example<T>(examples, seed: examples);
            Add(ref hash, loss.Run<T>(), predictions, targets, examples);
            Spread(predictions, examples);
            Add(ref hash, loss.Run<T>(), predictions, targets, examples);
        }

        return hash.Value;
    }

    private static void Add<T>(ref Hasher hash, Runner<T> run, T[] predictions, T[] targets, int examples)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var gradient = new T[predictions.Length];
        foreach (var weights in (T[][])[[], Vectors.Uniform<T>(examples, examples)])
        {
            hash.Add(run(predictions, targets, gradient, Reduction.Mean, weights));
            hash.Add<T>(gradient);
        }
    }

    private static ulong Hash<T>(Runner<T> run) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var hash = default(Hasher);
        foreach (int length in s_lengths)
        {
            var (predictions, targets) = (Vectors.Uniform<T>(length, length), Vectors.Uniform<T>(length, length + 1));
            Add(ref hash, run, predictions, targets, length);
            Spread(predictions, length);
            Add(ref hash, run, predictions, targets, length);
        }

        return hash.Value;
    }

    private static IEnumerable<(string Name, Runner<T> Run)> WithParameters<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (double delta in (double[])[1e-44, 1e-30, 0.3, 5, 1e38])
            yield return ($"Huber({delta})", (p, t, g, r, w) => Losses.HuberLoss(p, t, g, delta, r, w));
        foreach (double parameter in (double[])[1e-50, 0.3, 5, 1e39, 1e300])
        {
            yield return ($"Focal({parameter})", (p, t, g, r, w) => Losses.SigmoidFocalLoss(p, t, g, parameter, 0.25, r, w));
            yield return ($"Poly({parameter})", (p, t, g, r, _) => Losses.PolyLossCrossEntropy(p, t, p.Length, g, parameter, r));
            yield return ($"Cosine({parameter})", (p, t, g, r, _) => Losses.CosineDistance(p, t, p.Length, g, parameter, r));
        }

        yield return ("Integer labels", (p, _, g, r, _) =>
            Losses.SoftmaxCrossEntropyWithIntegerLabels(p, [p.Length / 2], p.Length, g, r));
        yield return ("SmoothLabels", (p, _, g, _, _) => Project(p, g, values => Losses.SmoothLabels(values, values.Length, 0.1, values)));
    }

    private static IEnumerable<(string Name, Runner<T> Run)> Projected<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (double size in (double[])[1e-45, 0.01, 1, 1000, 1e30])
        {
            yield return ($"Simplex({size})", (p, _, g, _, _) => Project(p, g, values => Projections.Simplex(values, size)));
            yield return ($"L1Sphere({size})", (p, _, g, _, _) => Project(p, g, values => Projections.L1Sphere(values, size)));
            yield return ($"L1Ball({size})", (p, _, g, _, _) => Project(p, g, values => Projections.L1Ball(values, size)));
            yield return ($"Halfspace({size})", (p, t, g, _, _) =>
                Project(p, t, g, (values, other) => Projections.Halfspace(values, other, size)));
        }

        yield return ("Vector", (p, t, g, _, _) => Project(p, t, g, Projections.Vector));
    }

    private delegate void Projection<T>(Span<T> values);

    private delegate void ProjectionOnto<T>(Span<T> values, ReadOnlySpan<T> other);

    private static double Project<T>(ReadOnlySpan<T> values, Span<T> result, Projection<T> projection)
    {
        values.CopyTo(result);
        projection(result);
        return 0;
    }

    private static double Project<T>(
        ReadOnlySpan<T> values, ReadOnlySpan<T> other, Span<T> result, ProjectionOnto<T> projection)
    {
        values.CopyTo(result);
        projection(result, other);
        return 0;
    }

    /// <summary>Random numbers of all magnitudes, and special ones among them.</summary>
    private static void Spread<T>(T[] values, int seed) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new Random(seed);
        double range = typeof(T) == typeof(float) ? 37 : 300;
        for (int i = 0; i < values.Length; i++)
        {
            double magnitude = Math.Pow(10, range * (2 * random.NextDouble() - 1) * random.NextDouble());
            values[i] = T.CreateTruncating(random.Next(8) == 0
                ? s_special[random.Next(s_special.Length)]
                : random.Next(2) == 0 ? magnitude : -magnitude);
        }
    }

    private static ulong HashOfSharpness<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var hash = default(Hasher);
        foreach (int length in (int[])[1, 17, 100, 5000])
        {
            var meter = new SharpnessMeter<T>(length, seed: 3);
            T[] parameters = Vectors.Uniform<T>(length, length), product = new T[length];
            hash.Add(meter.Climb(parameters, Quartic<T>, rho: 0.1, ascentSteps: 3).Sharpness);
            hash.Add(meter.Average(parameters, Quartic<T>, directions: 10).Sharpness);
            GradientFunction<T> gradient = (point, at) => Quartic(point, at);
            hash.Add(meter.LargestEigenvalue(parameters, gradient, iterations: 10).Value);
            hash.Add<T>(meter.Direction);
            hash.Add(meter.Trace(parameters, gradient, probes: 10).Value);
            var function = new Gradient<T>();
            meter.HessianProduct(parameters, ref function, Vectors.Uniform<T>(length, 9), product);
            hash.Add<T>(product);
        }

        return hash.Value;
    }

    /// <summary>Σ ¼·c·x⁴ with c = 1, 2, 3, 1, …, and its gradient where one is asked for.</summary>
    private static double Quartic<T>(ReadOnlySpan<T> point, Span<T> gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double sum = 0;
        for (int i = 0; i < point.Length; i++)
        {
            T slope = T.CreateTruncating(1 + (i % 3)) * point[i] * point[i] * point[i];
            sum += double.CreateTruncating(slope * point[i]) / 4;
            if (!gradient.IsEmpty)
                gradient[i] = slope;
        }

        return sum;
    }

    private readonly struct Gradient<T> : IGradient<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Evaluate(ReadOnlySpan<T> point, Span<T> gradient, GradientEvaluation evaluation) => Quartic(point, gradient);
    }

    /// <summary>FNV-1a of the bits, every NaN being the same.</summary>
    private struct Hasher
    {
        private ulong _hash;

        public readonly ulong Value => _hash;

        public void Add(double value)
        {
            ulong bits = double.IsNaN(value) ? 1 : BitConverter.DoubleToUInt64Bits(value);
            foreach (byte octet in MemoryMarshal.AsBytes(new ReadOnlySpan<ulong>(in bits)))
                _hash = (_hash ^ octet) * 0x100000001b3;
            _hash ^= 0xcbf29ce484222325;
        }

        public void Add<T>(ReadOnlySpan<T> values) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            foreach (T value in values)
                Add(double.CreateTruncating(value));
        }
    }
}
