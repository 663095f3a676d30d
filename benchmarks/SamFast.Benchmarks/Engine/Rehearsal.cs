using System.Numerics;
using SamFast.Benchmarks.Memory;

namespace SamFast.Benchmarks.Engine;

/// <summary>The preparation of a contest: checks that all competitors compute the same, and warms them up.</summary>
internal sealed class Rehearsal<T>(
    string workload, IReadOnlyList<Competitor<T>> competitors, bool takesLists, double tolerance)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // WarmUpSteps is more than the number of calls after which tiered compilation optimizes.
    private const int Steps = 6, WarmUpSteps = 40;

    // Lengths with every kind of remainder, more than two tiles, and a whole number of blocks.
    private static readonly Shape[] _vectors = [new(2), new(8), new(21), new(64), new(1_024), new(5_003)];

    private static readonly Shape[] _lists = [new(21, 3), new(64, 10), new(5_003, 2), new(30, 20, IsMixed: true)];

    private readonly Shape[] _shapes = takesLists ? [.. _vectors, .. _lists] : _vectors;

    /// <summary>Runs a few steps of each competitor and compares the results with those of the first one.</summary>
    public void Compare()
    {
        foreach (var shape in _shapes)
        {
            var expected = Result(competitors[0], shape)!;
            foreach (var competitor in competitors.Where(competitor => competitor.ComputesTheSame))
            {
                if (Result(competitor, shape) is { } actual)
                    Agreement.Check<T>(expected, actual, tolerance, $"{workload}, {shape.Tensors} x {shape.Elements}, {competitor.Name}");
            }
        }
    }

    /// <summary>Calls all competitors until their code is fully optimized.</summary>
    public void WarmUp() => Compilation.Settle(() =>
    {
        foreach (var shape in _shapes)
        {
            foreach (var competitor in competitors)
                WarmUp(competitor, shape);
        }
    });

    /// <summary>Takes many steps, and then a turn as in a contest.</summary>
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
        // One pool per competitor, so that all start from the same state.
        using var pool = new Pool<T>(shape, Placement.Pages) { IsRehearsal = true };
        var problem = new Problem<T>(pool);
        if (competitor.Enter(problem) is not { } repetition)
            return null;
        repetition.Repeat(Steps);
        return [.. problem.Parameters.SelectMany(tensor => tensor.Span.ToArray())];
    }
}
