using System.Numerics;
using SamFast.Benchmarks.Memory;

namespace SamFast.Benchmarks.Engine;

/// <summary>
/// Measures competitors in turns, in rotating order, in one process and the same memory. A ratio compares two turns of the
/// same round, so that other load on the machine affects both.
/// </summary>
internal sealed class Contest<T>(Pool<T> pool, IReadOnlyList<Competitor<T>> competitors, Effort effort)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly List<Entrant<T>> _entrants = [];

    /// <summary>The results, in the order of the competitors. Ratios are relative to the first one.</summary>
    public IEnumerable<Result> Results => _entrants.Select(entrant => entrant.ResultAgainst(_entrants[0]));

    public void Run()
    {
        foreach (var competitor in competitors)
        {
            if (competitor.Enter(new Problem<T>(pool)) is { } step)
                _entrants.Add(new Entrant<T>(competitor, step));
        }

        foreach (var entrant in _entrants)
            entrant.Prepare(effort.Turn);
        for (int round = 0; round < effort.Rounds(pool.Shape.Total); round++)
        {
            for (int turn = 0; turn < _entrants.Count; turn++)
                _entrants[(round + turn) % _entrants.Count].TakeTurn();
        }

        foreach (var entrant in _entrants)
            entrant.CountAllocations();
    }
}
