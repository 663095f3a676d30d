using SamFast.Generators.Kernels;
using SamFast.Generators.Program;

namespace SamFast.Generators.Planning;

/// <summary>Divides a chain into sweeps. A new sweep begins where a transform needs a measure of its input, or of the state it
/// has just changed. The measure is taken in the sweep that produces the input or changes the state. Gates measure likewise, and
/// decide before anything changes.</summary>
internal sealed class SweepBuilder
{
    private readonly SweepMode _mode;

    private readonly List<IStep> _steps = [];

    // The steps before and after the current, unfinished sweep.
    private readonly List<IStep> _before = [];
    private readonly List<IStep> _after = [];
    private Sweep _current;

    // The index of the sweep before the current one, while its result is the input of the next transform.
    private int? _measuring;

    // The tensors of the current sweep, and those of them that it updates.
    private Mask? _part;
    private Mask? _thawed;

    private SweepBuilder(SweepMode mode)
    {
        _mode = mode;
        _current = NewSweep(null, mode.Gathered.Select(Operation.Complete));
        if (mode.AscentGradient is not null)
            Append(Operation.Keep(mode.AscentGradient));
    }

    /// <summary>Divides a chain. Its last sweep moves the parameters, or projects moved ones; in a partition, there is such a
    /// sweep for each group.</summary>
    /// <param name="around">Wrappers of the whole, for which no tensor is frozen.</param>
    public static IReadOnlyList<IStep> ForChain(Chain chain, SweepMode mode, params Link[] around)
    {
        var builder = new SweepBuilder(mode);
        var whole = chain with { Links = [.. around, .. chain.Links] };
        builder.Add(around, whole);
        builder.Thaw(chain.Thawed);
        builder._measuring = chain.Thawed is null ? builder._measuring : null;
        builder.Add(chain.Links, whole);
        if (chain.Parts.Count == 0)
            builder.Move(chain.Links);
        else
            builder.Divide(chain.Parts);
        return [.. builder._steps];
    }

    /// <summary>Divides a chain that a line search follows: the last sweep leaves the update in scratch.</summary>
    public static IReadOnlyList<IStep> ForDirection(Chain chain, SweepMode mode)
    {
        var builder = new SweepBuilder(mode);
        builder.Thaw(chain.Thawed);
        builder.Add(chain.Links, chain);
        if (builder._current.Operations.Count > 0 || !Equals(builder._current.Origin, mode.Scratch))
        {
            builder._current = builder._current with { Purpose = SweepPurpose.Aim, Scratch = mode.Scratch };
            builder.Finish();
        }

        return [.. builder._steps];
    }

    /// <summary>The decisions of wrappers, with the sweeps that measure for them.</summary>
    public static IReadOnlyList<IStep> ForWrappers(IReadOnlyList<Link> wrappers, SweepMode mode)
    {
        var builder = new SweepBuilder(mode);
        builder.Add(wrappers, Chain.Empty with { Links = wrappers });
        return [.. builder._steps, .. builder._before];
    }

    private void Thaw(Mask? tensors)
    {
        _thawed = tensors;
        _current = _current with { Thawed = tensors };
    }

    /// <summary>Completes the sweep that moves the parameters, with the projections of the chain.</summary>
    private void Move(IReadOnlyList<Link> links)
    {
        _current = _current with { Sign = _mode.Sign, Saved = _mode.Saved, IsFar = _mode.IsFar };
        foreach (var link in links.Where(l => l.Kernel.IsProjection))
            Project(link);
        Finish();
    }

    /// <summary>Continues the current sweep with the chain of each group.</summary>
    private void Divide(IReadOnlyList<(Mask Mask, Chain Chain)> parts)
    {
        // Measures that include all tensors are taken in one sweep, and concluded after it.
        if (_current.Measures.Any() || _after.Count > 0)
        {
            _current = _current with { Purpose = SweepPurpose.Accumulate };
            Finish(Continue());
        }

        var shared = _current;
        foreach (var (mask, chain) in parts)
        {
            (_part, _thawed, _measuring) = (mask, chain.Thawed, null);
            _current = NewSweep(shared.Origin, shared.Operations);
            Add(chain.Links, chain);
            Move(chain.Links);
        }
    }

    /// <summary>Adds links up to the last, unfinished sweep.</summary>
    /// <param name="whole">The chain of these links.</param>
    private void Add(IReadOnlyList<Link> links, Chain whole)
    {
        Link[] early = [.. links.Where(l => l.Kernel.Measures.Any(m => m.Moment == Moment.AtHead))];
        foreach (var link in links.Where(l => !l.Kernel.IsProjection))
        {
            if (!link.IsWrapper && early.Length > 0)
            {
                int measuring = Cut(early[0], Moment.AtHead);
                foreach (var measured in early)
                    Measure(measuring, measured, Moment.AtHead);
                early = [];
            }

            if (link.Kernel.Tensor is not null)
            {
                AddTensorStep(link);
                continue;
            }

            if (link.Kernel.Measures.Any(m => m.Moment == Moment.BeforePrepare))
                Measure(Cut(link, Moment.BeforePrepare), link, Moment.BeforePrepare);
            if (link.IsGather)
                AddGather(link);
            else if (link.IsWrapper)
                AddGate(link, whole);
            else
                AddTransform(link);
        }
    }

    /// <summary>The index of the sweep that measures the update: the one before the current sweep, or the current one, which then
    /// ends.</summary>
    private int Cut(Link link, Moment moment)
    {
        if (_measuring is null)
        {
            _current = _current with
            {
                Purpose = SweepPurpose.Measure,
                Subject = link.Kernel.Measures.First(m => m.Moment == moment).Name,
            };
            _measuring = Finish(Continue());
        }

        return _measuring.Value;
    }

    private void Measure(int sweep, Link link, Moment moment)
    {
        var completed = (Sweep)_steps[sweep];
        _steps[sweep] = completed with { Operations = [.. completed.Operations, .. Measures(link, moment)] };
    }

    private static IEnumerable<Operation> Measures(Link link, Moment moment) => link.Kernel.Measures
        .Select((measure, number) => new Operation(OperationKind.Measure, link, measure.Method, Measure: number))
        .Where(operation => operation.Measured.Moment == moment);

    private void Append(params IEnumerable<Operation> operations) =>
        _current = _current with { Operations = [.. _current.Operations, .. operations] };

    /// <summary>Adds the scalars of a transform, then its kernels; these are in two sweeps if <c>Update</c> reads results of
    /// <c>Conclude</c>.</summary>
    private void AddTransform(Link link)
    {
        var kernel = link.Kernel;
        _measuring = kernel.IsProbe ? _measuring : null;
        _before.Add(new PrepareCall(link));
        Append(Measures(link, Moment.BeforeAccumulate));
        if (kernel.Accumulate is { } accumulate)
            Append(new Operation(OperationKind.Accumulate, link, accumulate));
        Append(Measures(link, Moment.AfterAccumulate));
        if (kernel.Conclude is not null)
            _after.Add(new ConcludeCall(link));
        if (kernel.IsConcludedFirst)
        {
            _current = _current with { Purpose = SweepPurpose.Accumulate };
            bool needsUpdate = link.Masks.Count > 0 || kernel.Update!.Bindings.Any(b => b.Role == Role.Update);
            Finish(needsUpdate ? Continue() : NewSweep(null));
        }

        if (!kernel.IsProbe)
            Append(new Operation(OperationKind.Update, link, kernel.Update!, IsConcluded: kernel.IsConcludedFirst));
    }

    /// <summary>Adds a projection to the sweep that moves the parameters, or a sweep of its own if it measures them.</summary>
    private void Project(Link link)
    {
        if (link.Kernel.Measures.Count > 0)
        {
            Append(Measures(link, Moment.BeforePrepare));
            Finish(NewSweep(null) with { Purpose = SweepPurpose.Project, Projects = true });
        }

        _before.Add(new PrepareCall(link));
        Append(new Operation(OperationKind.Project, link, link.Kernel.Update!));
    }

    private void AddGather(Link link)
    {
        _measuring = null;
        _before.Add(new Gathering(
            link,
            First: Gather(SweepPurpose.FirstGather, link, SlotPolicy.InitialThenStore),
            Later: Gather(SweepPurpose.Gather, link, SlotPolicy.InPlace)));
        Append(Operation.Complete(link));
    }

    /// <summary>A sweep that only accumulates the gradient of the current sweep.</summary>
    private Sweep Gather(SweepPurpose purpose, Link link, SlotPolicy policy) =>
        NewSweep(null, [.. _current.Operations, new Operation(OperationKind.Accumulate, link, link.Kernel.Accumulate!)]) with
        {
            Purpose = purpose,
            Policy = policy,
            Sign = _mode.RestoresParameters ? Sign.Copy : Sign.None,
        };

    private void AddGate(Link link, Chain whole)
    {
        _before.Add(Decide(link, whole));
        if (!link.MakesGradient)
            return;

        // Measures so far are of another gradient than the one that continues.
        _measuring = null;
        Append(Operation.Complete(link));
    }

    /// <summary>A gate, with the steps if it is closed: none, or all links that it does not wrap.</summary>
    private Decision Decide(Link gate, Chain whole)
    {
        Link[] around = [.. whole.Links.TakeWhile(l => !l.Equals(gate))];
        IReadOnlyList<IStep> otherwise = gate.IsBypass
            ? ForChain(
                whole.Without(gate) with { Thawed = _thawed },
                _mode.Bypass([.. _mode.Gathered, .. around.Append(gate).Where(l => l.MakesGradient)]))
            : _mode.RestoresParameters ? [new Sweep(SweepPurpose.Restore, null, []) { Sign = Sign.Copy }] : [];
        return new Decision(gate, otherwise)
        {
            Around = [.. around.Where(l => l.Passed is not null)],
            Counts = gate.IsBypass && !_mode.IsGuard,
        };
    }

    /// <summary>Adds a transform that replaces the update in memory.</summary>
    private void AddTensorStep(Link link)
    {
        _measuring = null;
        var place = Leave(link);
        _steps.Add(new PrepareCall(link));
        _steps.Add(new TensorStep(link, place));
        _current = NewSweep(place);
    }

    /// <summary>Stores the update for a transform of whole tensors, unless it is in memory already. The steps before the sweep
    /// remain in any case: gates decide before anything changes.</summary>
    /// <returns>Location of the update; null for the gradient.</returns>
    private Slot? Leave(Link next)
    {
        _steps.AddRange(_before);
        _before.Clear();
        bool isInMemory = _current.Operations.Count == 0;
        if (isInMemory && (_current.Origin is not null || _mode.Scratch is null))
            return _current.Origin;

        _current = StoringUpdate(_current) with { Purpose = SweepPurpose.Before, Subject = next.Model.Name };
        Finish();
        return _mode.Scratch;
    }

    private Sweep StoringUpdate(Sweep sweep) =>
        sweep with { Scratch = _mode.Scratch, OverwritesGradient = _mode.Scratch is null };

    /// <summary>The sweep after the current one: it replays cheap transforms, or begins with the stored update.</summary>
    private Sweep Continue()
    {
        Operation[] updates = [.. _current.Operations.Where(o => o.Kind == OperationKind.Update)];
        if (updates.Length == 0)
            return NewSweep(_current.Origin);
        if (ReplayRule.Replays(updates))
            return NewSweep(_current.Origin, updates.Select(o => o with { IsReplay = true }));
        _current = StoringUpdate(_current);
        return NewSweep(_current.Scratch);
    }

    /// <summary>Completes the current sweep.</summary>
    /// <returns>Its index among the steps.</returns>
    private int Finish(Sweep? next = null)
    {
        _steps.AddRange(_before);
        int index = _steps.Count;
        _steps.Add(_current);
        _steps.AddRange(_after);
        _before.Clear();
        _after.Clear();
        _current = next ?? _current;
        return index;
    }

    private Sweep NewSweep(Slot? origin, IEnumerable<Operation>? operations = null) =>
        new(SweepPurpose.Move, origin, [.. operations ?? []])
        {
            Policy = _mode.Policy,
            IsBypass = _mode.IsBypass,
            Thawed = _thawed,
            Part = _part,
        };
}
