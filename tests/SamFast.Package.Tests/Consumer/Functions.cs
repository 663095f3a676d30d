using System.Numerics;
using System.Runtime.CompilerServices;
using SamFast;
using SamFast.Runtime;

/// <summary>Losses, projections and measures of sharpness. Prints a hash of each result: <c>LogCosh32 Single 1 3F8A…</c></summary>
internal static class Functions<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Classes = 7, Rows = 149, Count = Classes * Rows;

    private delegate double Loss(ReadOnlySpan<T> predictions, ReadOnlySpan<T> targets, Span<T> gradient);

    private delegate void Projection(Span<T> values);

    public static void Run()
    {
        Hash("SquaredError", (p, t, g) => Losses.SquaredError(p, t, g));
        Hash("HuberLoss", (p, t, g) => Losses.HuberLoss(p, t, g));
        Hash("LogCosh", (p, t, g) => Losses.LogCosh(p, t, g));
        Hash("CosineSimilarity", (p, t, g) => Losses.CosineSimilarity(p, t, Classes, g, 1e-6));
        Hash("KlDivergence", (p, t, g) => Losses.KlDivergence(p, t, Classes, g));
        Hash("SigmoidFocalLoss", (p, t, g) => Losses.SigmoidFocalLoss(p, t, g));
        Hash("SoftmaxCrossEntropy", (p, t, g) => Losses.SoftmaxCrossEntropy(p, t, Classes, g));
        Hash("PolyLossCrossEntropy", (p, t, g) => Losses.PolyLossCrossEntropy(p, t, Classes, g));

        Hash("Simplex", values => Projections.Simplex(values));
        Hash("L1Ball", values => Projections.L1Ball(values));
        Hash("Hyperplane", values => Projections.Hyperplane(values, Numbers(3), 0.5));

        Hash("Exp", Lanes512<T>.Exp);
        Hash("Log", Lanes512<T>.Log);
        Hash("Tanh", Lanes512<T>.Tanh);
        Hash("Sin", Lanes512<T>.Sin);
        Hash("Cos", Lanes512<T>.Cos);
        Hash("Pow", a => Lanes512<T>.Pow(Lanes512<T>.Abs(a), Lanes512<T>.Create(0.1) * a));
        Hash("Sigmoid", Lanes512<T>.Sigmoid);
        Hash("Softplus", Lanes512<T>.Softplus);
        Hash("ExpM1", Lanes512<T>.ExpM1);
        Hash("LogP1", Lanes512<T>.LogP1);

        var meter = new SharpnessMeter<T>(Count, seed: 5);
        T[] targets = Numbers(2);
        double Objective(ReadOnlySpan<T> p, Span<T> g) =>
            Losses.SoftmaxCrossEntropy<T>(p, targets, Classes, g.IsEmpty ? new T[Count] : g);
        void Gradient(ReadOnlySpan<T> p, Span<T> g) => Objective(p, g);
        Print("Climb", [meter.Climb(Predictions(), Objective, ascentSteps: 2).Sharpness]);
        Print("Average", [meter.Average(Predictions(), Objective, directions: 5).Sharpness]);
        Print("LargestEigenvalue", [meter.LargestEigenvalue(Predictions(), Gradient, iterations: 5).Value]);
        Print("Trace", [meter.Trace(Predictions(), Gradient, probes: 5).Value]);
    }

    private static void Hash(string name, Loss loss)
    {
        var gradient = new T[Count];
        double value = loss(Predictions(), Numbers(2), gradient);
        Print(name, [.. gradient, T.CreateTruncating(value)]);
    }

    private static void Hash(string name, Projection project)
    {
        T[] values = Predictions();
        project(values);
        Print<T>(name, values);
    }

    /// <summary>A function of numbers between −30 and 30, and of as many between −3·10⁶ and 3·10⁶.</summary>
    private static void Hash(string name, Func<Lanes512<T>, Lanes512<T>> function)
    {
        T[] values = [.. Predictions(), .. Predictions().Select(number => number * T.CreateChecked(1e5))];
        for (int i = 0; i + Lanes512<T>.Count <= values.Length; i += Lanes512<T>.Count)
        {
            var arguments = Lanes512<T>.Create(30) * Lanes512<T>.Load(ref values[0], (nuint)i);
            Lanes512<T>.Store(function(arguments), ref values[0], (nuint)i);
        }

        Print<T>(name, values);
    }

    private static void Print<N>(string name, ReadOnlySpan<N> numbers) where N : unmanaged =>
        Console.WriteLine($"{name}{8 * Unsafe.SizeOf<T>()} {typeof(T).Name} 1 {Fnv.Hash(numbers)}");

    private static T[] Predictions() => [.. Numbers(1).Select(number => (T.One + T.One) * (number - T.CreateChecked(0.5)))];

    /// <summary>Numbers between 0 and 1, in basic arithmetic only.</summary>
    private static T[] Numbers(int seed) =>
        [.. Enumerable.Range(0, Count).Select(i => T.CreateChecked(((i * 37) + (seed * 59)) % 1013) / T.CreateChecked(1024))];
}
