namespace SamFast.Generators.Planning;

/// <summary>Finds state that must be in memory although no later phase reads it.</summary>
internal static class DeadState
{
    /// <summary>The phase, in which a sweep stores the slots that a later sweep of the phase reads again. Slots that always have
    /// their initial values when they are read need no memory, such as the adversary's momentum if it is reset in every period of
    /// two steps.</summary>
    public static Phase Keep(Phase phase)
    {
        var replayed = phase.Sweeps.SelectMany(s => s.Operations).Where(o => o.FindsNewState).SelectMany(o => o.Slots).ToArray();
        bool IsReplayed(Sweep sweep) => sweep.Slots.Any(slot => sweep.StartsInitial(slot) && replayed.Contains(slot));
        return phase.Select(step => step is Sweep { Policy: SlotPolicy.Initial } sweep && IsReplayed(sweep)
            ? sweep with { Policy = SlotPolicy.InitialThenStore }
            : step);
    }
}
