namespace SamFast.Generators.Planning;

/// <summary>Second pass: cuts a chain into sweeps where a transform needs a measure of its input, takes that measure in
/// the sweep that produces the input, and decides whether the next sweep recomputes the input or finds it stored. Gates
/// measure likewise, and decide before anything changes.</summary>
/// <param name="policy">How slots are read and written.</param>
/// <param name="scratch">Makes the slot in which an update waits for the next sweep, or gives null where it may take
/// the gradient's place.</param>
/// <param name="gathered">The wrappers that have gathered the gradient that comes in.</param>
/// <param name="isApart">Whether the parameters are not where they are to be: a step that does not happen puts them
/// there.</param>
/// <param name="isGuard">Whether these are the wrappers around SAM, which counts its descents.</param>
internal sealed class Cutting(
    SlotPolicy policy, Func<Slot?> scratch, IReadOnlyList<Stage> gathered, bool isApart = false, bool isGuard = false)
{
    /// <returns>Preparations, decisions and sweeps, in order; the last sweep moves the parameters.</returns>
    public List<IStep> Cut(IReadOnlyList<Stage> stages, char sign)
    {
        var steps = Split(stages, out var waiting, out var sweep);
        sweep.Sign = sign;
        steps.AddRange(waiting);
        steps.Add(sweep);
        return steps;
    }

    /// <returns>Decisions, and the sweeps that measure for them.</returns>
    public List<IStep> Guard(IReadOnlyList<Stage> wrappers)
    {
        var steps = Split(wrappers, out var waiting, out _);
        steps.AddRange(waiting);
        return steps;
    }

    /// <param name="waiting">What precedes the last sweep.</param>
    /// <param name="sweep">The last sweep, in the making.</param>
    private List<IStep> Split(IReadOnlyList<Stage> stages, out List<IStep> waiting, out Sweep sweep)
    {
        var steps = new List<IStep>();
        waiting = [];
        sweep = NewSweep("Move", null);
        sweep.Operations.AddRange(gathered.Select(Complete));

        // The sweep that was cut last, as long as its result is still the input of the next transform.
        Sweep? measuring = null;
        foreach (var stage in stages)
        {
            if (stage.Kernel.Tensor is not null)
            {
                measuring = null;
                var place = Leave(sweep, stage, steps, waiting);
                steps.Add(new Preparation(stage));
                steps.Add(new TensorStep(stage, place));
                sweep = NewSweep("Move", place);
                continue;
            }

            if (stage.Kernel.Measures.Count > 0)
            {
                if (measuring is null)
                {
                    measuring = sweep;
                    measuring.Name = "Measure" + NameTable.Pascal(stage.Kernel.Measures[0].Name);
                    sweep = Continue(measuring);
                    steps.AddRange(waiting);
                    steps.Add(measuring);
                    waiting.Clear();
                }

                int number = 0;
                foreach (var measure in stage.Kernel.Measures)
                    measuring.Operations.Add(new Operation(OperationKind.Measure, stage, measure.Method, Measure: number++));
            }

            if (stage.IsGather)
            {
                measuring = null;
                waiting.Add(new Gathering(
                    stage,
                    First: Gather("FirstGather", stage, sweep, SlotPolicy.InitialThenStore),
                    Later: Gather("Gather", stage, sweep, SlotPolicy.InPlace)));
                sweep.Operations.Add(Complete(stage));
                continue;
            }

            if (stage.Model.Wrapper is not null)
            {
                waiting.Add(Decide(stage, stages));
                continue;
            }

            measuring = null;
            waiting.Add(new Preparation(stage));
            if (stage.Kernel.Accumulate is { } accumulate)
                sweep.Operations.Add(new Operation(OperationKind.Accumulate, stage, accumulate));
            sweep.Operations.Add(new Operation(OperationKind.Update, stage, stage.Kernel.Update!));
        }

        return steps;
    }

    /// <summary>A gate, and what happens where it is closed: nothing, or all but what it wraps.</summary>
    private Decision Decide(Stage gate, IReadOnlyList<Stage> stages)
    {
        var around = stages.TakeWhile(s => s != gate).ToArray();
        List<IStep> otherwise = isApart ? [new Sweep("Restore", null) { Sign = '=' }] : [];
        if (gate.IsBypass)
        {
            otherwise = new Cutting(policy, scratch, [.. gathered, .. around.Where(s => s.IsGather)])
                .Cut([.. stages.Where(s => s.Model.Wrapper is null && !gate.Wraps(s))], '+');
            foreach (var sweep in otherwise.OfType<Sweep>())
                sweep.Name = "Bypass" + (sweep.Sign is null ? sweep.Name : "");
        }

        return new Decision(gate, otherwise)
        {
            Around = [.. around.Where(s => s.Passed is not null)],
            Counts = gate.IsBypass && !isGuard,
        };
    }

    /// <summary>A call that only gathers.</summary>
    /// <param name="soFar">What makes the gradient that is gathered.</param>
    private Sweep Gather(string name, Stage stage, Sweep soFar, SlotPolicy accumulator)
    {
        var sweep = new Sweep(name, null) { Policy = accumulator, Sign = isApart ? '=' : null };
        sweep.Operations.AddRange(soFar.Operations);
        sweep.Operations.Add(new Operation(OperationKind.Accumulate, stage, stage.Kernel.Accumulate!));
        return sweep;
    }

    private static Operation Complete(Stage gathering) => new(OperationKind.Update, gathering, gathering.Kernel.Update!);

    /// <summary>Ends a sweep before a transform of whole tensors, which finds the update in memory.</summary>
    /// <param name="waiting">What precedes the sweep: gates decide before anything changes, whether a sweep is needed or
    /// not.</param>
    /// <returns>Where the update is: null for the gradient's place.</returns>
    private Slot? Leave(Sweep sweep, Stage next, List<IStep> steps, List<IStep> waiting)
    {
        steps.AddRange(waiting);
        waiting.Clear();
        bool isThere = sweep.Operations.Count == 0;
        if (isThere && sweep.Origin is not null)
            return sweep.Origin;
        var place = scratch();
        if (isThere && place is null)
            return null;

        sweep.Name = "Before" + next.Model.Title.Split('(')[0];
        sweep.Scratch = place;
        sweep.OverwritesGradient = place is null;
        steps.Add(sweep);
        return place;
    }

    /// <summary>The sweep after a cut: it begins with what the one before it computed.</summary>
    private Sweep Continue(Sweep sweep)
    {
        var updates = sweep.Operations.Where(o => o.Kind == OperationKind.Update).ToArray();
        if (updates.Length == 0)
            return NewSweep("Move", sweep.Origin);

        // Streams: recomputing loads the origin and the slots again; storing writes and reads one vector. At equal
        // traffic, storing saves the arithmetic.
        double recomputing = 1 + updates.SelectMany(o => o.Slots).Distinct().Sum(s => s.Streams);
        // What is gathered is always read again: SAM's phases do so, too.
        if (updates.All(o => o.ReadsGathered) || (updates.All(o => o.Stage.Kernel.IsReplayable) && recomputing < 2))
        {
            var again = NewSweep("Move", sweep.Origin);
            again.Operations.AddRange(updates.Select(o => o with { IsReplay = true }));
            return again;
        }

        sweep.Scratch = scratch();
        sweep.OverwritesGradient = sweep.Scratch is null;
        return NewSweep("Move", sweep.Scratch);
    }

    private Sweep NewSweep(string name, Slot? origin) => new(name, origin) { Policy = policy };
}
