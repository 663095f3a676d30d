namespace SamFast.Generators.Planning;

/// <summary>Second pass: cuts a chain into sweeps where a transform needs a measure of its input, takes that measure in
/// the sweep that produces the input, and decides whether the next sweep recomputes the input or finds it stored.</summary>
internal static class Cutting
{
    /// <param name="scratch">Makes the slot in which an update waits for the next sweep, or gives null where it may take
    /// the gradient's place.</param>
    /// <returns>Preparations and sweeps, in order; the last sweep moves the parameters.</returns>
    public static List<IStep> Cut(IReadOnlyList<Stage> stages, char sign, SlotPolicy policy, Func<Slot?> scratch)
    {
        var steps = new List<IStep>();
        var waiting = new List<IStep>();
        var sweep = new Sweep("Move", null) { Policy = policy };

        foreach (var stage in stages)
        {
            if (stage.Kernel.Tensor is not null)
            {
                var place = Leave(sweep, stage, steps, waiting, scratch);
                steps.Add(new Preparation(stage));
                steps.Add(new TensorStep(stage, place));
                sweep = new Sweep("Move", place) { Policy = policy };
                continue;
            }

            if (stage.Kernel.Measures.Count > 0)
            {
                int number = 0;
                foreach (var measure in stage.Kernel.Measures)
                    sweep.Operations.Add(new Operation(OperationKind.Measure, stage, measure.Method, Measure: number++));
                sweep.Name = "Measure" + NameTable.Pascal(stage.Kernel.Measures[0].Name);
                var next = Continue(sweep, scratch);
                steps.AddRange(waiting);
                steps.Add(sweep);
                waiting.Clear();
                sweep = next;
            }

            waiting.Add(new Preparation(stage));
            if (stage.Kernel.Accumulate is { } accumulate)
                sweep.Operations.Add(new Operation(OperationKind.Accumulate, stage, accumulate));
            sweep.Operations.Add(new Operation(OperationKind.Update, stage, stage.Kernel.Update));
        }

        sweep.Sign = sign;
        steps.AddRange(waiting);
        steps.Add(sweep);
        return steps;
    }

    /// <summary>Ends a sweep before a transform of whole tensors, which finds the update in memory.</summary>
    /// <returns>Where the update is: null for the gradient's place.</returns>
    private static Slot? Leave(Sweep sweep, Stage next, List<IStep> steps, List<IStep> waiting, Func<Slot?> scratch)
    {
        bool isThere = sweep.Operations.Count == 0;
        if (isThere && sweep.Origin is not null)
            return sweep.Origin;
        var place = scratch();
        if (isThere && place is null)
            return null;

        sweep.Name = "Before" + next.Model.Title.Split('(')[0];
        sweep.Scratch = place;
        sweep.OverwritesGradient = place is null;
        steps.AddRange(waiting);
        steps.Add(sweep);
        waiting.Clear();
        return place;
    }

    /// <summary>The sweep after a cut: it begins with what the one before it computed.</summary>
    private static Sweep Continue(Sweep sweep, Func<Slot?> scratch)
    {
        var updates = sweep.Operations.Where(o => o.Kind == OperationKind.Update).ToArray();
        if (updates.Length == 0)
            return new Sweep("Move", sweep.Origin) { Policy = sweep.Policy };

        // Streams: recomputing loads the origin and the slots again; storing writes and reads one vector. At equal
        // traffic, storing saves the arithmetic.
        double recomputing = 1 + updates.SelectMany(o => o.Slots).Distinct().Sum(s => s.Streams);
        if (updates.All(o => o.Stage.Kernel.IsReplayable) && recomputing < 2)
        {
            var again = new Sweep("Move", sweep.Origin) { Policy = sweep.Policy };
            again.Operations.AddRange(updates.Select(o => o with { IsReplay = true }));
            return again;
        }

        sweep.Scratch = scratch();
        sweep.OverwritesGradient = sweep.Scratch is null;
        return new Sweep("Move", sweep.Scratch) { Policy = sweep.Policy };
    }
}
