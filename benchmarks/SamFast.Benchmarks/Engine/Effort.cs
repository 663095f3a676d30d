namespace SamFast.Benchmarks.Engine;

/// <summary>The extent of a measurement.</summary>
/// <param name="Threads">SamFast's threads; the other competitors have one.</param>
/// <param name="IsQuick">True for a short, less exact measurement.</param>
/// <param name="IsBusy">True if all processors except one are kept busy.</param>
internal sealed record Effort(int Threads, bool IsQuick, bool IsBusy)
{
    /// <summary>The minimum duration of a turn: several time slices of the scheduler, for shared processors.</summary>
    public TimeSpan Turn => TimeSpan.FromMilliseconds(IsBusy ? 40 : IsQuick ? 3 : 8);

    /// <summary>Number of turns of each competitor.</summary>
    public int Rounds(int size) => (size, IsQuick) switch
    {
        ( > 4 << 20, true) => 7,
        ( > 32 << 20, false) => 11,
        ( > 4 << 20, false) => 15,
        (_, true) => 15,
        _ => 41,
    };
}
