using System.Numerics;
using SamFast.Benchmarks.Memory;

namespace SamFast.Benchmarks.Engine;

/// <summary>What comes before a contest: everybody computes the same, and everybody is compiled for good.</summary>
internal sealed class Rehearsal<T>(
    string workload, IReadOnlyList<Competitor<T>> competitors, bool takesLists, double tolerance)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // More of the latter than the runtime's compiler counts.
    private const int Steps = 6, WarmUpSteps = 40;

    // Ends of every kind, two tiles and more, and a whole number of blocks.
    private static readonly Shape[] _vectors = [new(2), new(8), new(21), new(64), new(1_024), new(5_003)];

    private static readonly Shape[] _lists = [new(21, 3), new(64, 10), new(5_003, 2), new(30, 20, IsMixed: true)];

    private readonly Shape[] _shapes = takesLists ? [.. _vectors, .. _lists] : _vectors;

    /// <summary>Steps everybody a few times and compares each with the first.</summary>
    public void Compare()
    {
        foreach (var shape in _shapes)
        {
            var expected = Result(competitors[0], shape)!;
            foreach (var competitor in competitors.Where(competitor => competitor.ComputesTheSame))
            {
                if (Result(competitor, shape) is { } actual)
                    Compare(expected, actual, $"{workload}, {shape.Tensors} x {shape.Elements}, {competitor.Name}");
            }
        }
    }

    /// <summary>Calls everybody until they are compiled for good.</summary>
    public void WarmUp() => Compilation.Settle(() =>
    {
        foreach (var shape in _shapes)
        {
            foreach (var competitor in competitors)
                WarmUp(competitor, shape);
        }
    });

    /// <summary>Steps often, then as in a contest.</summary>
    private static void WarmUp(Competitor<T> competitor, Shape shape)
    {
        using var pool = new Pool<T>(shape, Placement.Pages);
        if (competitor.Enter(new Problem<T>(pool)) is not { } repetition)
            return;
        repetition.Repeat(WarmUpSteps);
        var entrant = new Entrant<T>(competitor, repetition);
        entrant.Prepare(TimeSpan.Zero);
        entrant.TakeTurn();
        entrant.CountAllocations();
    }

    private static T[]? Result(Competitor<T> competitor, Shape shape)
    {
        // A pool for each: here everybody starts from the same state.
        using var pool = new Pool<T>(shape, Placement.Pages) { IsRehearsal = true };
        var problem = new Problem<T>(pool);
        if (competitor.Enter(problem) is not { } repetition)
            return null;
        repetition.Repeat(Steps);
        return [.. problem.Parameters.SelectMany(tensor => tensor.Span.ToArray())];
    }

    private void Compare(T[] expected, T[] actual, string where)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            double error = double.CreateChecked(T.Abs(expected[i] - actual[i]));
            if (!(error <= tolerance * Math.Max(1, Math.Abs(double.CreateChecked(expected[i])))))
            {
                throw new DisagreementException(
                    $"Not the same computation ({where}): parameter {i} is {actual[i]}, SamFast's is {expected[i]}.");
            }
        }
    }
}
