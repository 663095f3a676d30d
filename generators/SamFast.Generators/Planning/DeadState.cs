namespace SamFast.Generators.Planning;

/// <summary>Fifth pass: keeps the slots that a sweep loads or stores, and no others. A slot whose value is always its
/// initial one where it is read (the adversary's momentum when it starts afresh in a period of 2) takes no memory.</summary>
internal static class DeadState
{
    public static void Drop(Plan plan)
    {
        KeepWhatIsReplayed(plan);
        var state = plan.Sweeps.SelectMany(s => s.Loaded.Concat(s.Stored).Concat(s.Scratch is null ? [] : [s.Scratch]));
        plan.Slots.AddRange(state.Concat(plan.TensorSteps.SelectMany(s => s.Slots)).Distinct());
        plan.OwnSlots.AddRange(plan.TensorSteps.SelectMany(s => s.OwnSlots));
    }

    /// <summary>A later sweep of the same phase that evaluates a transform again, or only then, reads its slots from memory,
    /// so the first one must write them after all.</summary>
    private static void KeepWhatIsReplayed(Plan plan)
    {
        foreach (var phase in plan.Phases)
        {
            var replayed = phase.Sweeps.SelectMany(s => s.Operations).Where(o => o.FindsNewState).SelectMany(o => o.Slots).ToArray();
            bool IsForgotten(Sweep sweep) => sweep.Policy == SlotPolicy.Initial
                && sweep.Slots.Any(slot => sweep.StartsInitial(slot) && replayed.Contains(slot));
            foreach (var sweep in phase.Sweeps.Where(IsForgotten))
                sweep.Policy = SlotPolicy.InitialThenStore;
        }
    }
}
