using System.Numerics;
using SamFast.Generators.Gradients.Passes;
using SamFast.Generators.Tests.Gradients.Duals;

namespace SamFast.Generators.Tests.Gradients;

/// <summary>Compiles losses, and compares their derivatives with those of duals.</summary>
/// <typeparam name="T">The type of numbers.</typeparam>
/// <param name="switches">The passes.</param>
/// <param name="isTame">False for losses whose loops may be long, with arrays on the stack in them.</param>
internal sealed class LossTest<T>(Switches switches, bool isTame = true) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The number of points at which a loss is compared.</summary>
    private const int Points = 3;

    private static readonly double _epsilon = double.CreateChecked(T.BitIncrement(T.One) - T.One);

    /// <summary>The number of points at which derivatives were compared.</summary>
    public int Compared { get; private set; }

    /// <summary>The number of points at which they could not be.</summary>
    public int Undecided { get; private set; }

    /// <summary>The messages of refused losses.</summary>
    public List<string> Refusals { get; } = [];

    public Dictionary<string, string> Run(IReadOnlyDictionary<string, string> classes) => Run(classes, LossCompiler.Duals(classes));

    /// <summary>Compares derivatives with those of duals, or with differences if a text does not compile with duals.</summary>
    /// <param name="classes">The texts of the classes by their names.</param>
    /// <param name="duals">The losses with duals.</param>
    /// <returns>The faults, by class.</returns>
    public Dictionary<string, string> Run(IReadOnlyDictionary<string, string> classes, IReadOnlyDictionary<string, Value<Dual>> duals)
    {
        var values = duals.Count == classes.Count ? null : LossCompiler.Values(classes);
        var reals = LossCompiler.Reals<T>(classes, switches);
        Refusals.AddRange(reals.Refusals.Values);
        var faults = reals.Faults.ToDictionary();
        foreach (var (name, loss) in reals.Losses)
        {
            var random = new Random(Points);
            for (int i = 0; i < Points && !faults.ContainsKey(name); i++)
            {
                var point = Point.Random(random, i);
                var verdict = duals.TryGetValue(name, out var expected) ? Verdict.Of(loss, expected, point, _epsilon, isTame)
                    : Differences.Verdict((Compiled<double>)(object)loss, values![name], point);
                if (verdict.Fault is { } fault)
                    faults[name] = $"point {i}: {fault}";
                else if (verdict.IsCompared)
                    Compared++;
                else
                    Undecided++;
            }
        }

        return faults;
    }

    /// <summary>A fault with the smallest text that has one.</summary>
    public string Report(string name, string text, string fault, int attempts)
    {
        string reduced = Reducer.Reduce(text, candidate => Fault(name, candidate) is not null, attempts);
        return $"{name}, {typeof(T).Name}, {switches}: {fault}\nReduced: {Fault(name, reduced)}\n{reduced}\n";
    }

    private string? Fault(string name, string text)
    {
        var valid = LossCompiler.Valid(new Dictionary<string, string> { [name] = text });
        return new LossTest<T>(switches, isTame).Run(valid).GetValueOrDefault(name);
    }
}
