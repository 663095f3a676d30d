namespace SamFast.Generators.Planning;

/// <summary>Decides if a sweep evaluates transforms of the sweep before it again, or loads the update that this one
/// stored.</summary>
internal static class ReplayRule
{
    /// <summary>Streams to store an update and load it again.</summary>
    private const double StoringStreams = 2;

    /// <param name="updates">The transforms of the completed sweep, in order.</param>
    public static bool Replays(IReadOnlyList<Operation> updates)
    {
        // SAM's phases read the accumulated gradient again in any case.
        if (updates.All(o => o.ReadsGathered))
            return true;

        // At equal traffic, storing saves the arithmetic. A random number takes longer than a vector from memory.
        double replaying = (updates[0].NeedsUpdate ? 1 : 0) + updates.SelectMany(o => o.Slots).Distinct().Sum(s => s.Streams);
        return replaying < StoringStreams && updates.All(o => o.Link.Kernel.IsReplayable && !o.Noises.Any());
    }
}
