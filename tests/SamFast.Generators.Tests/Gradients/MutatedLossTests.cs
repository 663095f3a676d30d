using System.Collections.Concurrent;
using System.Globalization;
using SamFast.Tests;
using Xunit.Abstractions;

namespace SamFast.Generators.Tests.Gradients;

/// <summary>Losses with a few changed places are refused, or their derivatives are right.</summary>
/// <remarks>SAMFAST_MUTATED_BODY_SEED selects other mutations; SAMFAST_MUTATED_BODIES sets their number.</remarks>
public class MutatedLossTests(ITestOutputHelper output)
{
    private const int Bodies = 300;
    private const int BatchSize = 100;
    private const int Reported = 6, Attempts = 500;

    [Fact]
    public void Every_loss_of_the_corpus_compiles_and_its_derivatives_are_right()
    {
        var classes = Corpus.All.Select((loss, i) => (Name: $"Loss{i}", loss)).ToDictionary(
            item => item.Name, item => Corpus.Class(item.Name, item.loss.Helpers, item.loss.Body));
        Assert.True(classes.Count >= 30, "The corpus is small.");
        var test = new LossTest<double>(new());
        Assert.Empty(test.Run(classes));
        Assert.Empty(test.Refusals);
        Assert.True(test.Compared > 2 * classes.Count, $"{test.Compared} points were compared.");
        Assert.Empty(new LossTest<float>(new()).Run(classes));
        Assert.Empty(new LossTest<double>(new(false, false, false)).Run(classes));
    }

    [Fact]
    public void A_mutated_loss_is_refused_or_its_derivatives_are_right()
    {
        int seed = Campaign.Of("SAMFAST_MUTATED_BODY_SEED", 1), count = Campaign.Of("SAMFAST_MUTATED_BODIES", Bodies);
        var mutator = new LossMutator(seed);
        var faults = new ConcurrentQueue<(string Fault, int Length, Func<string> Report)>();
        var refusals = new ConcurrentDictionary<string, int>();
        int valid = 0, compared = 0, undecided = 0;
        Parallel.For(0, (count + BatchSize - 1) / BatchSize, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, batch =>
        {
            var classes = LossCompiler.Valid(Enumerable.Range(batch * BatchSize, Math.Min(BatchSize, count - (batch * BatchSize)))
                .ToDictionary(number => $"Loss{number}", number => mutator.Create(number, $"Loss{number}")));
            var test = new LossTest<double>(batch % 2 == 0 ? new() : new(false, false, false), isTame: false);
            foreach (var (name, fault) in test.Run(classes))
                faults.Enqueue((fault, classes[name].Length, () => test.Report(name, classes[name], fault, Attempts)));
            foreach (string message in test.Refusals)
                refusals.AddOrUpdate(message[(message.IndexOf("here: ", StringComparison.Ordinal) + 6)..], 1, (_, sum) => sum + 1);
            Interlocked.Add(ref valid, classes.Count);
            Interlocked.Add(ref compared, test.Compared);
            Interlocked.Add(ref undecided, test.Undecided);
        });

        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{count} mutations, seed {seed}: {valid} compile, {refusals.Values.Sum()} are refused, {compared} comparisons, {undecided} undecided"));
        foreach (var (reason, number) in refusals.OrderByDescending(r => r.Value))
            output.WriteLine($"{number} × {reason}");
        foreach (var group in faults.GroupBy(f => f.Fault.Split('\n')[0][..Math.Min(60, f.Fault.Split('\n')[0].Length)]))
            output.WriteLine($"{group.Count()} × {group.Key}");
        Assert.True(faults.IsEmpty, $"{faults.Count} faults, seed {seed}\n" + string.Join("\n\n", faults.OrderBy(f => f.Length).Take(Reported).Select(f => f.Report())));
        Assert.True(valid > count / 5 && refusals.Values.Sum() > count / 40 && compared > valid, "Too few mutations are of each kind.");
    }
}
