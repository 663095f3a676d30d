using SamFast.Generators.Kernels;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Planning;

/// <summary>Second pass: cuts a chain into sweeps where a transform needs a measure of its input, or of the state
/// it has just changed, takes that measure in the sweep that produces the input or changes the state, and decides whether
/// the next sweep recomputes the input or finds it stored. Gates measure likewise, and decide before anything
/// changes.</summary>
/// <param name="policy">How slots are read and written.</param>
/// <param name="scratch">Makes the slot in which an update waits for the next sweep, or gives null where it may take
/// the gradient's place.</param>
/// <param name="gathered">The wrappers that make the gradient that comes in: of several, or by a scale.</param>
/// <param name="isApart">Whether the parameters are not where they are to be: a step that does not happen puts them
/// there.</param>
/// <param name="kept">Where the gradient is kept that comes in, or null.</param>
/// <param name="isGuard">Whether these are the wrappers around SAM, which counts its descents.</param>
internal sealed class Cutting(
    SlotPolicy policy, Func<Slot?> scratch, IReadOnlyList<Stage> gathered, bool isApart = false, bool isGuard = false,
    Slot? kept = null)
{
    private const string Move = "Move";

    private readonly List<IStep> _steps = [];

    // What precedes the sweep in the making, and what follows it.
    private readonly List<IStep> _before = [];
    private readonly List<IStep> _after = [];
    private Sweep _sweep = null!;

    // The sweep that was cut last, as long as its result is still the input of the next transform.
    private Sweep? _measuring;

    // The tensors that the sweep in the making is for, and those of them that it acts on.
    private Mask? _part;
    private Mask? _thawed;

    /// <param name="around">Wrappers around the whole, for which no tensor is frozen.</param>
    /// <returns>Preparations, decisions, sweeps and conclusions, in order; the last sweep moves the parameters, or projects
    /// those that one before it moved. In a partition, those of one group after the other: each has such a last
    /// sweep.</returns>
    public List<IStep> Cut(Program program, char sign, params Stage[] around)
    {
        Begin();
        var all = program with { Stages = [.. around, .. program.Stages] };
        Split(around, all);
        _thawed = _sweep.Thawed = program.Thawed;
        _measuring = _thawed is null ? _measuring : null;
        Split(program.Stages, all);
        if (program.Parts.Count == 0)
            End(program.Stages, sign);
        else
            Divide(program.Parts, sign);
        return _steps;
    }

    /// <returns>The same, but that the last sweep leaves the update in scratch, for a line search.</returns>
    public List<IStep> Aim(Program program)
    {
        Begin();
        _thawed = _sweep.Thawed = program.Thawed;
        Split(program.Stages, program);
        _sweep.Name = "Aim";
        _sweep.Scratch = scratch();
        if (_sweep.Operations.Count > 0 || _sweep.Origin != _sweep.Scratch)
            Finish(_sweep);
        return _steps;
    }

    /// <returns>Decisions, and the sweeps that measure for them.</returns>
    public List<IStep> Guard(IReadOnlyList<Stage> wrappers)
    {
        Begin();
        Split(wrappers, Program.Empty with { Stages = wrappers });
        return [.. _steps, .. _before];
    }

    private void Begin()
    {
        _sweep = NewSweep(Move, null);
        _sweep.Operations.AddRange(gathered.Select(Complete));
        if (kept is not null)
            _sweep.Operations.Add(Operation.Keep(kept));
    }

    private void End(IReadOnlyList<Stage> stages, char sign)
    {
        _sweep.Sign = sign;
        foreach (var stage in stages.Where(s => s.Kernel.IsProjection))
            Project(stage);
        Finish(_sweep);
    }

    /// <summary>Goes on from the sweep in the making with the chain of each group.</summary>
    private void Divide(IReadOnlyList<(Mask Mask, Program Program)> parts, char sign)
    {
        // What all tensors count in is measured in one sweep, and concluded after it.
        if (_sweep.Measures.Any() || _after.Count > 0)
        {
            _sweep.Name = "Accumulate";
            Finish(Continue(_sweep));
        }

        var shared = _sweep;
        foreach (var (mask, program) in parts)
        {
            int first = _steps.Count;
            (_part, _thawed, _measuring) = (mask, program.Thawed, null);
            _sweep = NewSweep(shared.Name, shared.Origin);
            _sweep.Operations.AddRange(shared.Operations);
            Split(program.Stages, program);
            End(program.Stages, sign);
            foreach (var pass in _steps.Skip(first).OfType<IPass>())
                pass.Name += Casing.Words(mask.Model.Groups[0]);
        }
    }

    /// <summary>Ends the sweep in the making, so that it may measure, unless one just did.</summary>
    private void Cut(MeasureModel first)
    {
        if (_measuring is not null)
            return;
        _measuring = _sweep;
        _measuring.Name = "Measure" + Casing.Pascal(first.Name);
        Finish(Continue(_measuring));
    }

    /// <summary>Leaves the last sweep in the making.</summary>
    /// <param name="whole">The program that these stages are of.</param>
    private void Split(IReadOnlyList<Stage> stages, Program whole)
    {
        var early = stages.Where(s => s.Kernel.Measures.Any(m => m.Moment == Moment.AtHead)).ToList();
        foreach (var stage in stages.Where(s => !s.Kernel.IsProjection))
        {
            if (stage.Model.Wrapper is null && early.Count > 0)
            {
                Cut(early[0].Kernel.Measures.First(m => m.Moment == Moment.AtHead));
                early.ForEach(s => Measure(_measuring!, s, Moment.AtHead));
                early.Clear();
            }

            if (stage.Kernel.Tensor is not null)
            {
                _measuring = null;
                var place = Leave(stage);
                _steps.Add(new Preparation(stage));
                _steps.Add(new TensorStep(stage, place));
                _sweep = NewSweep(Move, place);
                continue;
            }

            if (stage.Kernel.Measures.FirstOrDefault(m => m.Moment == Moment.BeforePrepare) is { } first)
            {
                Cut(first);
                Measure(_measuring!, stage, Moment.BeforePrepare);
            }

            if (stage.IsGather)
            {
                _measuring = null;
                _before.Add(new Gathering(
                    stage,
                    First: Gather("FirstGather", stage, _sweep, SlotPolicy.InitialThenStore),
                    Later: Gather("Gather", stage, _sweep, SlotPolicy.InPlace)));
                _sweep.Operations.Add(Complete(stage));
                continue;
            }

            if (stage.Model.Wrapper is not null)
            {
                _before.Add(Decide(stage, whole));
                if (stage.MakesGradient)
                {
                    // What was measured is another gradient than the one that goes on.
                    _measuring = null;
                    _sweep.Operations.Add(Complete(stage));
                }

                continue;
            }

            _measuring = stage.Kernel.IsProbe ? _measuring : null;
            Apply(stage);
        }
    }

    /// <summary>A transform: its scalars, then its kernels, in two sweeps where <c>Update</c> waits for
    /// <c>Conclude</c>.</summary>
    private void Apply(Stage stage)
    {
        var kernel = stage.Kernel;
        _before.Add(new Preparation(stage));
        Measure(_sweep, stage, Moment.BeforeAccumulate);
        if (kernel.Accumulate is { } accumulate)
            _sweep.Operations.Add(new Operation(OperationKind.Accumulate, stage, accumulate));
        Measure(_sweep, stage, Moment.AfterAccumulate);
        if (kernel.Conclude is not null)
            _after.Add(new Conclusion(stage, _sweep));
        if (kernel.IsConcludedFirst)
        {
            _sweep.Name = "Accumulate";
            bool needsUpdate = stage.Masks.Count > 0 || kernel.Update!.Bindings.Any(b => b.Role == Role.Update);
            Finish(needsUpdate ? Continue(_sweep) : NewSweep(Move, null));
        }

        if (!kernel.IsProbe)
            _sweep.Operations.Add(new Operation(OperationKind.Update, stage, kernel.Update!, IsConcluded: kernel.IsConcludedFirst));
    }

    /// <summary>A projection, of the parameters that the sweep in the making writes: behind a measure of them, in a sweep of
    /// its own.</summary>
    private void Project(Stage stage)
    {
        if (stage.Kernel.Measures.Count > 0)
        {
            Measure(_sweep, stage, Moment.BeforePrepare);
            Finish(new Sweep("Project", null) { Policy = policy, Projects = true, Thawed = _thawed, Part = _part });
        }

        _before.Add(new Preparation(stage));
        _sweep.Operations.Add(new Operation(OperationKind.Project, stage, stage.Kernel.Update!));
    }

    /// <summary>The sweep in the making is complete.</summary>
    private void Finish(Sweep next)
    {
        _steps.AddRange(_before);
        _steps.Add(_sweep);
        _steps.AddRange(_after);
        _before.Clear();
        _after.Clear();
        _sweep = next;
    }

    /// <summary>Takes a transform's measures of one moment.</summary>
    private static void Measure(Sweep sweep, Stage stage, Moment moment)
    {
        var measures = stage.Kernel.Measures;
        foreach (int number in Enumerable.Range(0, measures.Count).Where(i => measures[i].Moment == moment))
            sweep.Operations.Add(new Operation(OperationKind.Measure, stage, measures[number].Method, Measure: number));
    }

    /// <summary>A gate, and what happens where it is closed: nothing, or all but what it wraps.</summary>
    private Decision Decide(Stage gate, Program whole)
    {
        var around = whole.Stages.TakeWhile(s => s != gate).ToArray();
        List<IStep> otherwise = isApart ? [new Sweep("Restore", null) { Sign = '=' }] : [];
        if (gate.IsBypass)
        {
            otherwise = new Cutting(policy, scratch, [.. gathered, .. around.Append(gate).Where(s => s.MakesGradient)])
                .Cut(whole.Without(gate) with { Thawed = _thawed }, '+');
            foreach (var sweep in otherwise.OfType<Sweep>())
                sweep.Name = "Bypass" + (sweep.Sign is null ? sweep.Name : sweep.Name.Substring(Move.Length));
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
        var sweep = NewSweep(name, null);
        sweep.Policy = accumulator;
        sweep.Sign = isApart ? '=' : null;
        sweep.Operations.AddRange(soFar.Operations);
        sweep.Operations.Add(new Operation(OperationKind.Accumulate, stage, stage.Kernel.Accumulate!));
        return sweep;
    }

    private static Operation Complete(Stage gathering) => new(OperationKind.Update, gathering, gathering.Kernel.Update!);

    /// <summary>Ends a sweep before a transform of whole tensors, which finds the update in memory.</summary>
    /// <remarks>What precedes the sweep is kept whether the sweep is needed or not: gates decide before anything changes.</remarks>
    /// <returns>Where the update is: null for the gradient's place.</returns>
    private Slot? Leave(Stage next)
    {
        _steps.AddRange(_before);
        _before.Clear();
        bool isThere = _sweep.Operations.Count == 0;
        if (isThere && _sweep.Origin is not null)
            return _sweep.Origin;
        var place = scratch();
        if (isThere && place is null)
            return null;

        _sweep.Name = "Before" + next.Model.Name;
        _sweep.Scratch = place;
        _sweep.OverwritesGradient = place is null;
        _steps.Add(_sweep);
        _steps.AddRange(_after);
        _after.Clear();
        return place;
    }

    /// <summary>The sweep after a cut: it begins with what the one before it computed.</summary>
    private Sweep Continue(Sweep sweep)
    {
        var updates = sweep.Operations.Where(o => o.Kind == OperationKind.Update).ToArray();
        if (updates.Length == 0)
            return NewSweep(Move, sweep.Origin);

        // Streams: recomputing loads the origin and the slots again; storing writes and reads one vector. At equal
        // traffic, storing saves the arithmetic.
        var again = NewSweep(Move, sweep.Origin);
        again.Operations.AddRange(updates.Select(o => o with { IsReplay = true }));
        double recomputing = (updates[0].NeedsUpdate ? 1 : 0) + again.Slots.Sum(s => s.Streams);
        // What is gathered is always read again: SAM's phases do so, too.
        // A random number takes longer than a vector.
        bool isCheap = recomputing < 2 && !again.Noises.Any();
        if (updates.All(o => o.ReadsGathered) || (updates.All(o => o.Stage.Kernel.IsReplayable) && isCheap))
            return again;

        sweep.Scratch = scratch();
        sweep.OverwritesGradient = sweep.Scratch is null;
        return NewSweep(Move, sweep.Scratch);
    }

    private Sweep NewSweep(string name, Slot? origin) => new(name, origin) { Policy = policy, Thawed = _thawed, Part = _part };
}
