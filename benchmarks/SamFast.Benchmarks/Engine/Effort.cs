namespace SamFast.Benchmarks.Engine;

/// <summary>How much time to spend.</summary>
/// <param name="Threads">SamFast's threads; everybody else has one.</param>
/// <param name="IsQuick">Whether a first impression is enough.</param>
/// <param name="IsBusy">Whether something else keeps all processors but one busy meanwhile.</param>
internal sealed record Effort(int Threads, bool IsQuick, bool IsBusy)
{
    /// <summary>How long a competitor steps before it is the next one's turn, at least; where processors are shared, for
    /// several of the scheduler's slices.</summary>
    public TimeSpan Turn => TimeSpan.FromMilliseconds(IsBusy ? 40 : IsQuick ? 3 : 8);

    /// <summary>How often everybody takes a turn.</summary>
    public int Rounds(int size) => (size, IsQuick) switch
    {
        ( > 4 << 20, true) => 7,
        ( > 32 << 20, false) => 11,
        ( > 4 << 20, false) => 15,
        (_, true) => 15,
        _ => 41,
    };
}
