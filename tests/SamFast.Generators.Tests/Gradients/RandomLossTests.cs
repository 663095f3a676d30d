using System.Collections.Concurrent;
using System.Globalization;
using System.Numerics;
using SamFast.Generators.Gradients.Passes;
using SamFast.Generators.Tests.Gradients.Duals;
using SamFast.Tests;
using Xunit.Abstractions;

namespace SamFast.Generators.Tests.Gradients;

/// <summary>Random losses: generated derivatives are those of forward differentiation with duals, with and without the passes that make them
/// fast.</summary>
/// <remarks>SAMFAST_PROGRAM_SEED selects other losses; SAMFAST_PROGRAMS sets their number.</remarks>
public class RandomLossTests(ITestOutputHelper output)
{
    private const int Programs = 120;
    private const int BatchSize = 40;

    /// <summary>The most faults that are reduced, and the most attempts for each.</summary>
    private const int Reported = 6, Attempts = 800;

    private static readonly Switches[] _slow =
        [new(Vectorizes: false), new(Fuses: false), new(Keeps: false), new(Lanes: false), new(false, false, false, false)];

    private readonly ConcurrentQueue<(string Fault, int Length, Func<string> Report)> _faults = [];
    private readonly ConcurrentDictionary<string, int> _refusals = [];
    private int _compared;
    private int _undecided;
    private int _invalid;

    [Fact]
    public void Gradients_of_random_losses_equal_forward_derivatives()
    {
        int seed = Campaign.Of("SAMFAST_PROGRAM_SEED", 1), count = Campaign.Of("SAMFAST_PROGRAMS", Programs);
        Parallel.For(0, (count + BatchSize - 1) / BatchSize, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, batch =>
        {
            var classes = Enumerable.Range(batch * BatchSize, Math.Min(BatchSize, count - (batch * BatchSize)))
                .ToDictionary(number => $"Loss{number}", number => RandomLoss.Create(unchecked((seed * 1_000_003) + number), $"Loss{number}"));
            var duals = LossCompiler.Duals(classes);
            // One text in some thousands is no C#: it adds a real number to an integer of a tuple.
            Interlocked.Add(ref _invalid, classes.Count - duals.Count);
            classes = duals.Keys.ToDictionary(name => name, name => classes[name]);
            Check(new LossTest<double>(new()), classes, duals);
            if (batch % 8 == 0)
                Check(new LossTest<double>(_slow[batch / 8 % _slow.Length]), classes, duals);
            if (batch % 8 == 1)
                Check(new LossTest<float>(new()), classes, duals);
        });

        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{count} losses, seed {seed}: {_compared} comparisons, {_undecided} undecided; {_refusals.Values.Sum()} refused:"));
        foreach (var (reason, number) in _refusals.OrderByDescending(r => r.Value))
            output.WriteLine($"{number} × {reason}");
        foreach (var group in _faults.GroupBy(f => f.Fault.Split('\n')[0][..Math.Min(60, f.Fault.Split('\n')[0].Length)]))
            output.WriteLine($"{group.Count()} × {group.Key}");
        Assert.InRange(_invalid, 0, count / 100);
        Assert.True(_faults.IsEmpty, $"{_faults.Count} faults, seed {seed}\n" + string.Join("\n\n", _faults.OrderBy(f => f.Length).Take(Reported).Select(f => f.Report())));
    }

    private void Check<T>(LossTest<T> test, Dictionary<string, string> classes, IReadOnlyDictionary<string, Value<Dual>> duals) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (var (name, fault) in test.Run(classes, duals))
            _faults.Enqueue((fault, classes[name].Length, () => test.Report(name, classes[name], fault, Attempts)));
        foreach (string message in test.Refusals)
            _refusals.AddOrUpdate(message[(message.IndexOf("here: ", StringComparison.Ordinal) + 6)..], 1, (_, sum) => sum + 1);
        Interlocked.Add(ref _compared, test.Compared);
        Interlocked.Add(ref _undecided, test.Undecided);
    }
}
