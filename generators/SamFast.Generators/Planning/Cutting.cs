using SamFast.Generators.Model;

namespace SamFast.Generators.Planning;

/// <summary>Second pass: cuts a chain into sweeps where a transform needs a measure of its input, or of the state it has
/// just changed, takes that measure in the sweep that produces the input or changes the state, and decides whether the next
/// sweep recomputes the input or finds it stored.</summary>
internal static class Cutting
{
    /// <param name="scratch">Makes the slot in which an update waits for the next sweep, or gives null where it may take
    /// the gradient's place.</param>
    /// <returns>Preparations, sweeps and conclusions, in order; the last sweep moves the parameters.</returns>
    public static List<IStep> Cut(IReadOnlyList<Stage> stages, char sign, SlotPolicy policy, Func<Slot?> scratch)
    {
        var steps = new List<IStep>();
        var before = new List<IStep>();
        var after = new List<IStep>();
        var sweep = new Sweep("Move", null) { Policy = policy };

        void Finish()
        {
            steps.AddRange(before);
            steps.Add(sweep);
            steps.AddRange(after);
            before.Clear();
            after.Clear();
        }

        foreach (var stage in stages)
        {
            var kernel = stage.Kernel;
            if (Measure(sweep, stage, Moment.BeforePrepare) is { } first)
            {
                sweep.Name = "Measure" + NameTable.Pascal(first);
                var next = Continue(sweep, scratch);
                Finish();
                sweep = next;
            }

            before.Add(new Preparation(stage));
            Measure(sweep, stage, Moment.BeforeAccumulate);
            if (kernel.Accumulate is { } accumulate)
                sweep.Operations.Add(new Operation(OperationKind.Accumulate, stage, accumulate));
            Measure(sweep, stage, Moment.AfterAccumulate);
            if (kernel.Conclude is not null)
                after.Add(new Conclusion(stage, sweep));
            if (kernel.IsConcludedFirst)
            {
                sweep.Name = "Accumulate";
                bool needsUpdate = kernel.Update.Bindings.Any(b => b.Role == Role.Update);
                var next = needsUpdate ? Continue(sweep, scratch) : new Sweep("Move", null) { Policy = policy };
                Finish();
                sweep = next;
            }

            sweep.Operations.Add(new Operation(OperationKind.Update, stage, kernel.Update, IsConcluded: kernel.IsConcludedFirst));
        }

        sweep.Sign = sign;
        Finish();
        return steps;
    }

    /// <summary>Takes a transform's measures of one moment; the name of the first one, if there is one.</summary>
    private static string? Measure(Sweep sweep, Stage stage, Moment moment)
    {
        var measures = stage.Kernel.Measures;
        foreach (int number in Enumerable.Range(0, measures.Count).Where(i => measures[i].Moment == moment))
            sweep.Operations.Add(new Operation(OperationKind.Measure, stage, measures[number].Method, Measure: number));
        return measures.FirstOrDefault(m => m.Moment == moment)?.Name;
    }

    /// <summary>The sweep after a cut: it begins with what the one before it computed.</summary>
    private static Sweep Continue(Sweep sweep, Func<Slot?> scratch)
    {
        var updates = sweep.Operations.Where(o => o.Kind == OperationKind.Update).ToArray();
        if (updates.Length == 0)
            return new Sweep("Move", sweep.Origin) { Policy = sweep.Policy };

        // Streams: recomputing loads the origin and the slots again; storing writes and reads one vector. At equal
        // traffic, storing saves the arithmetic.
        var again = new Sweep("Move", sweep.Origin) { Policy = sweep.Policy };
        again.Operations.AddRange(updates.Select(o => o with { IsReplay = true }));
        double recomputing = (updates[0].Uses(Role.Update) ? 1 : 0) + again.Slots.Sum(s => s.Streams);
        if (updates.All(o => o.Stage.Kernel.IsReplayable) && recomputing < 2)
            return again;

        sweep.Scratch = scratch();
        sweep.OverwritesGradient = sweep.Scratch is null;
        return new Sweep("Move", sweep.Scratch) { Policy = sweep.Policy };
    }
}
