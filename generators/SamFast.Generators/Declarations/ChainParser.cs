using Microsoft.CodeAnalysis;
using SamFast.Generators.Diagnostics;
using SamFast.Generators.Kernels;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Declarations;

/// <summary>Reads the attributes of a class, in source order, as a chain: wrappers first, aliases resolved, schedules
/// attached to what they drive, transforms that do nothing left out.</summary>
internal sealed class ChainParser(INamedTypeSymbol target, ChainOptions options, Reporter reporter)
{
    private readonly List<Draft> _drafts = [];
    private readonly Stack<INamedTypeSymbol> _expanding = [];

    // Groups whose schedule has a mistake: that they have no value is a consequence.
    private readonly HashSet<int> _isAwaitingSchedule = [];

    // Hyperparameters whose last schedule ends.
    private readonly Dictionary<(int Group, string Of), (long Until, string Name, Location? Location)> _unfinished = [];
    // Attributes whose arguments may require something of each other.
    private readonly List<(int Group, string Owner, IReadOnlyList<Argument> Arguments)> _given = [];
    private int _group = -1;
    private string? _firstTransform;
    private string _groupName = "";

    public static ChainModel Parse(
        IEnumerable<AttributeData> attributes, INamedTypeSymbol target, ChainOptions options, Reporter reporter,
        Location? location)
    {
        var parser = new ChainParser(target, options, reporter);
        foreach (var attribute in attributes)
        {
            var at = At(attribute, location);
            if (attribute.AttributeClass.IsTransform() || attribute.AttributeClass.IsWrapper())
                parser.AddGroup(attribute, at);
            else if (attribute.AttributeClass.IsSchedule())
                parser.AddSchedule(attribute, at);
        }

        return parser.Finish();
    }

    /// <summary>Reads the chain on an attribute class, driven by the arguments of one of its uses, and by the schedules after
    /// it: an alias.</summary>
    public static ChainModel ParseAlias(
        AttributeData use, IEnumerable<AttributeData> schedules, INamedTypeSymbol target, string precision, Reporter reporter,
        Location? location)
    {
        var options = ChainOptions.Default with { IsDouble = precision != "float" };
        var parser = new ChainParser(target, options, reporter) { _group = 0, _groupName = use.AttributeClass!.ShortName() };
        if (Argument.Of(use, location) is { } arguments)
            parser.Expand(use.AttributeClass!.OriginalDefinition, arguments, location);
        else
            reporter.Fail();
        foreach (var schedule in schedules)
            parser.AddSchedule(schedule, At(schedule, location));
        return parser.Finish();
    }

    /// <summary>Reads what stands after [Sam], around it, as the end of the outer optimizer's chain.</summary>
    public static ChainModel ParseEnd(
        ChainModel outer, IEnumerable<AttributeData> attributes, INamedTypeSymbol target, ChainOptions options,
        Reporter reporter, Location? location)
    {
        var end = Parse(attributes, target, options, reporter, location);
        if (end.Stages.FirstOrDefault(s => s.Kernel.Reset is not null) is { } reset
            && outer.Stages.FirstOrDefault(s => s.Wrapper is { Kind: WrapperKind.Bypass, LastGroup: not null }) is { } bypass)
            reporter.Error(Descriptors.ResetBypass, location, reset.GroupName, bypass.GroupName);
        if (outer.Parts.Count > 0)
            PartitionParser.CheckEnds(end, reporter, location);
        int groups = outer.Stages.Select(s => s.Group + 1).DefaultIfEmpty(0).Max();
        OrderParser.Check(outer, end, reporter, location);
        var later = end.Stages.Select(s => s with { Group = s.Group + groups });
        return outer with
        {
            Stages = outer.Stages.Concat(later).ToEquatableArray(),
            LeftOut = outer.LeftOut.Concat(end.LeftOut).ToEquatableArray(),
        };
    }

    /// <summary>Reads what stands after [Sam], before what is around it, as the beginning of the outer optimizer's chain.</summary>
    public static ChainModel ParseHead(
        ChainModel outer, IEnumerable<AttributeData> attributes, INamedTypeSymbol target, ChainOptions options,
        Reporter reporter, Location? location)
    {
        var head = Parse(attributes, target, options, reporter, location);
        if (outer.Stages.FirstOrDefault(s => s.Wrapper is not null) is { } wrapper && head.Stages.Count > 0)
        {
            reporter.Error(Descriptors.UnusableCombination, location, head.Stages[0].GroupName,
                $"it stands before the outer optimizer, which has the wrapper [{wrapper.GroupName}] around its chain: write it there, "
                + "after that");
        }

        OrderParser.Check(head, outer, reporter, location);
        int groups = head.Stages.Select(s => s.Group + 1).DefaultIfEmpty(0).Max();
        var later = outer.Stages.Select(s => s with
        {
            Group = s.Group + groups,
            Wrapper = s.Wrapper is { LastGroup: { } last } own ? own with { LastGroup = last + groups } : s.Wrapper,
        });
        return outer with
        {
            Stages = head.Stages.Concat(later).ToEquatableArray(),
            LeftOut = head.LeftOut.Concat(outer.LeftOut).ToEquatableArray(),
        };
    }

    private static Location? At(AttributeData attribute, Location? location) =>
        attribute.ApplicationSyntaxReference is { } syntax ? Location.Create(syntax.SyntaxTree, syntax.Span) : location;

    private void AddGroup(AttributeData attribute, Location? location)
    {
        _group++;
        _groupName = attribute.AttributeClass!.ShortName();
        var arguments = Argument.Of(attribute, location);
        if (attribute.AttributeClass.IsWrapper())
        {
            AddWrapper(attribute, arguments, location);
            return;
        }

        _firstTransform ??= _groupName;
        Add(attribute, arguments, location);
    }

    private void AddWrapper(AttributeData attribute, IReadOnlyList<Argument>? arguments, Location? location)
    {
        var type = attribute.AttributeClass!;
        if (_firstTransform is not null)
            reporter.Error(Descriptors.WrapperAfter, location, type.ShortName(), $"[{_firstTransform}]");
        else if (arguments is null)
            reporter.Fail();
        else if ((type.IsGate() ? KernelParser.ParseGate(type, target, arguments, reporter, location)
            : KernelParser.Parse(type, target, arguments, reporter, location)) is { } kernel)
        {
            _drafts.Add(new Draft(
                _group, _groupName, type.ShortName(), ReportParser.Read(type, kernel, reporter, location), arguments, location)
            {
                Wrapper = new WrapperModel(
                    type.IsClimbGate() ? WrapperKind.Climb : type.IsBypass() ? WrapperKind.Bypass : type.IsGate() ? WrapperKind.Mask : WrapperKind.Gather),
                Wraps = attribute.Named("Wraps") as int?,
            });
        }
    }

    /// <summary>Finds the last attribute that a wrapper is for, where it is not for all.</summary>
    private void Reach(Draft wrapper, int wraps)
    {
        var groups = _drafts.Where(d => d.Wrapper is null && !d.Kernel.IsProjection).Select(d => d.Group).Distinct().ToArray();
        if (wraps < 1 || wraps > groups.Length)
        {
            reporter.Error(Descriptors.UnusableGate, wrapper.Location, wrapper.Name,
                $"Wraps is {wraps}, but "
                + (groups.Length == 0 ? "no transform follows it: leave Wraps out, and it wraps everything"
                    : $"must be from 1 to {groups.Length}, the number of transforms that follow it"));
            return;
        }

        var inside = _drafts.Where(d => d.Wrapper is not null && d.Group > wrapper.Group);
        if (inside.FirstOrDefault(d => !(d.Wraps <= wraps)) is { } longer)
        {
            reporter.Error(Descriptors.UnusableGate, wrapper.Location, wrapper.Name,
                $"it wraps {wraps} of the transforms, and [{longer.Name}] inside it more: write it after that");
            return;
        }

        wrapper.Wrapper = wrapper.Wrapper! with { LastGroup = groups[wraps - 1] };
    }

    private void Add(AttributeData attribute, IReadOnlyList<Argument>? arguments, Location? location)
    {
        var type = attribute.AttributeClass!;
        int first = _drafts.Count;
        if (arguments is not null)
            _given.Add((_group, type.ShortName(), arguments));
        if (arguments is null)
            reporter.Fail();
        else if (type.IsAlias())
            Expand(type, arguments, location);
        else if (KernelParser.Parse(type, target, arguments, reporter, location) is { } kernel)
        {
            _drafts.Add(new Draft(
                _group, _groupName, type.ShortName(),
                ReportParser.Read(type, kernel with { Meaning = OrderParser.MeaningOf(type, arguments) }, reporter, location),
                arguments, location));
        }

        if (_drafts.Count == first)
            return;
        Store(attribute, [.. _drafts.Skip(first)], location);
        Mask(attribute, arguments!, [.. _drafts.Skip(first)], location);
    }

    /// <summary>Reads on which tensors transforms act: all of an attribute's, or, of an alias, those it has a mask for. One that
    /// has a mask already acts on the tensors that are in both.</summary>
    private void Mask(AttributeData attribute, IReadOnlyList<Argument> arguments, IReadOnlyList<Draft> drafts, Location? location)
    {
        string owner = attribute.AttributeClass!.ShortName();
        if (MaskParser.Parse(attribute.Named("Mask"), "Mask", owner, reporter, location) is { } mask)
        {
            foreach (var draft in drafts)
                draft.Masks.Add(mask);
        }

        foreach (var (transform, name, text) in MaskParser.Given(attribute, arguments))
        {
            if (MaskParser.Parse(text, name, owner, reporter, location) is not { } own)
                continue;
            var masked = drafts.Where(d => d.Name == transform).ToArray();
            if (masked.Length == 0)
            {
                reporter.Error(Descriptors.UnusableMask, location, owner,
                    $"{name} is for {transform}, which is none of its transforms ({string.Join(", ", drafts.Select(d => d.Name))})");
            }

            foreach (var draft in masked)
                draft.Masks.Add(own);
        }
    }

    /// <summary>Reads which slots an attribute stores in bfloat16; those of an alias overrule those of its links.</summary>
    private void Store(AttributeData attribute, IReadOnlyList<Draft> drafts, Location? location)
    {
        string owner = attribute.AttributeClass!.ShortName();
        var whole = drafts.Where(d => d.Kernel.Tensor is not null).SelectMany(d => d.Kernel.Slots).Select(s => s.Name);
        if (StorageParser.Names(attribute).FirstOrDefault(whole.Contains) is { } slot)
        {
            reporter.Error(Descriptors.TensorStorage, location, owner, slot);
            return;
        }

        var slots = drafts.SelectMany(d => d.Kernel.Slots).Select(s => s.Name).Distinct().ToArray();
        if (StorageParser.Parse(attribute, owner, slots, options, reporter, location) is not { } given)
            return;
        foreach (var draft in drafts)
        {
            var own = given.BFloat16.Where(name => draft.Kernel.Slots.Any(s => s.Name == name)).ToEquatableArray();
            draft.Storage = new StorageModel(own.Count > 0 ? own : draft.Storage.BFloat16, given.IsStochastic ?? draft.Storage.IsStochastic);
        }

        if (drafts.All(d => d.Storage.BFloat16.Count == 0) && given.IsStochastic is not null)
        {
            reporter.Error(Descriptors.UnusableStorage, location, owner,
                "Rounding says how slots are stored in bfloat16, and none is: name them, "
                + (slots.Length == 0 ? "where there are some" : $"BFloat16 = \"{string.Join(", ", slots)}\""));
        }
    }

    /// <summary>Adds the transforms on an alias; its arguments reach theirs by name, or by <c>[Sets]</c>.</summary>
    private void Expand(INamedTypeSymbol alias, IReadOnlyList<Argument> arguments, Location? location)
    {
        void Refuse(string reason) => reporter.Error(Descriptors.UnusableAlias, location, alias.ShortName(), reason);

        var links = alias.GetAttributes().Where(a => a.AttributeClass.IsTransform()).ToArray();
        if (links.Length == 0)
            Refuse("it lists no transforms");
        if (alias.GetAttributes().Any(a => a.AttributeClass.IsSchedule()))
            Refuse($"a schedule stands at the optimizer, after [{alias.ShortName()}], and not on the alias");
        if (alias.GetAttributes().FirstOrDefault(a => a.AttributeClass.IsWrapper()) is { } wrapper)
        {
            Refuse($"[{wrapper.AttributeClass!.ShortName()}] stands at the optimizer, before [{alias.ShortName()}], and "
                + "not on the alias");
        }

        if (_expanding.Contains(alias, SymbolEqualityComparer.Default))
        {
            Refuse("it lists itself");
            return;
        }

        _expanding.Push(alias);
        var reached = new HashSet<string>(arguments.Where(a => MaskParser.Target(a.Parameter) is not null).Select(a => a.Name));
        var reachable = new List<string>();
        foreach (var link in links)
        {
            var own = Argument.Of(link, location);
            reachable.AddRange((own ?? []).Select(a => $"{link.AttributeClass!.ShortName()}.{a.Name}"));
            var given = own?.Select(a => Given(a, link, arguments, reached)).ToArray();
            string name = link.AttributeClass!.ShortName();
            var choice = arguments.FirstOrDefault(a => Choices(a).Contains(name));
            if (choice is not null)
                reached.Add(choice.Name);
            if (choice?.Value is not { Kind: TypedConstantKind.Primitive, Value: bool isFirst } || isFirst == (Choices(choice)[0] == name))
                Add(link, given, location);
        }

        _expanding.Pop();
        if (alias.IsAlias() && arguments.FirstOrDefault(a => !reached.Contains(a.Name)) is { } idle && !reporter.HasErrors)
            Refuse($"its parameter '{idle.Name}' reaches none of {string.Join(", ", reachable)}: name it alike, or say [Sets(\"…\")]");
    }

    /// <summary>A link's argument, with the value that the alias was given for it.</summary>
    private static Argument Given(Argument own, AttributeData link, IReadOnlyList<Argument> outer, HashSet<string> reached)
    {
        string name = $"{link.AttributeClass!.ShortName()}.{own.Name}";
        var given = outer.FirstOrDefault(a => Target(a) is { } target ? target == name : a.Name == own.Name);
        if (given is null)
        {
            // The alias may use the same name for something else: LAMB's eps is Adam's, and not the trust ratio's.
            string transform = link.AttributeClass!.ShortName();
            return outer.Any(a => a.Label == own.Label)
                ? own with { Label = char.ToLowerInvariant(transform[0]) + transform.Substring(1) + char.ToUpperInvariant(own.Name[0]) + own.Name.Substring(1) }
                : own;
        }

        reached.Add(given.Name);
        return own with
        {
            Value = given.Value,
            Label = given.Label,
            Location = given.Location,
            Neutral = given.Neutral ?? own.Neutral,
        };
    }

    private void AddSchedule(AttributeData attribute, Location? location)
    {
        var type = attribute.AttributeClass!;
        if (Argument.Of(attribute, location) is not { } arguments)
        {
            _isAwaitingSchedule.Add(_group);
            reporter.Fail();
            return;
        }

        if (ScheduleParser.Parse(attribute, arguments, target, reporter, location) is not { } schedule)
        {
            _isAwaitingSchedule.Add(_group);
            return;
        }

        if (_group < 0)
        {
            reporter.Error(Descriptors.UnusableSchedule, location, type.ShortName(),
                "there is no transform before it: write it after the one whose hyperparameter it drives");
            return;
        }

        var scalars = _drafts.Where(d => d.Group == _group).SelectMany(d => d.Arguments).Where(a => a.IsScalar)
            .Select(a => a.Label).Distinct().ToArray();
        string? of = attribute.Named("Of") as string
            ?? (scalars.Contains("learningRate") ? "learningRate" : scalars.Length == 1 ? scalars[0] : null);
        if (of is null || !scalars.Contains(of))
        {
            _isAwaitingSchedule.Add(_group);
            reporter.Error(Descriptors.UnusableSchedule, location, type.ShortName(),
                scalars.Length == 0 ? $"{_groupName} has no scalar that it could drive"
                : of is null ? $"{_groupName} has several scalars, so say which one it drives: Of = \"{scalars[0]}\""
                : $"{_groupName} has no scalar named '{of}'; it has {string.Join(", ", scalars)}");
            return;
        }

        var driven = _drafts.Where(d => d.Group == _group && d.Arguments.Any(a => a.IsScalar && a.Label == of));
        Drive(driven, of, type.ShortName(), schedule, location);
    }

    /// <summary>Adds a schedule to those of a hyperparameter: it takes over where the one before it ends.</summary>
    private void Drive(IEnumerable<Draft> drafts, string of, string name, ScheduleModel schedule, Location? location)
    {
        var key = (_group, of);
        if (_unfinished.TryGetValue(key, out var before) && schedule.Until != 0 && schedule.Until <= before.Until)
        {
            reporter.Error(Descriptors.UnusableSchedule, location, name,
                $"Until is {schedule.Until}, but the schedule before it applies until {before.Until}: "
                + "say a larger count, from the beginning of the run");
        }
        else if (before.Until == 0 && drafts.Any(d => d.Schedules.ContainsKey(of)))
        {
            reporter.Error(Descriptors.UnusableSchedule, location, name,
                $"{of} of {_groupName} has a schedule already: keep one, or say where this one takes over, with Until on the "
                + "one before");
        }

        if (schedule.Until == 0)
            _unfinished.Remove(key);
        else
            _unfinished[key] = (schedule.Until, name, location);
        foreach (var draft in drafts)
            draft.Schedules[of] = [.. draft.Schedules.TryGetValue(of, out var earlier) ? earlier : [], schedule];
    }

    private ChainModel Finish()
    {
        foreach (var (until, name, location) in _unfinished.Values)
        {
            reporter.Error(Descriptors.UnusableSchedule, location, name,
                $"it ends at {until} and nothing follows: write the next schedule after it, or leave Until out");
        }

        foreach (var draft in _drafts)
        {
            foreach (var argument in draft.Arguments.Where(a => !a.IsNeutral && !(a.IsScalar && draft.Schedules.ContainsKey(a.Label))))
            {
                Ranges.Check(
                    argument, draft.Arguments, draft.GroupName, _isAwaitingSchedule.Contains(draft.Group), reporter,
                    draft.IsFloat(argument, options));
            }
        }

        foreach (var (group, owner, arguments) in _given)
        {
            Requirements.Check(
                arguments, owner, label => _drafts.Any(d => d.Group == group && d.Schedules.ContainsKey(label)), reporter);
        }

        if (options.IsFlat && _drafts.FirstOrDefault(d => d.Kernel.Tensor is not null) is { } whole)
        {
            reporter.Error(Descriptors.UnusableTensorKernel, whole.Location, whole.Name,
                "it works on each tensor, and Flatten makes all of them one: leave one of the two out");
        }

        foreach (var draft in _drafts)
        {
            if (draft.Wraps is { } wraps)
                Reach(draft, wraps);
        }

        for (int i = 1; i < _drafts.Count; i++)
        {
            if (_drafts[i - 1].Kernel.IsProjection && !_drafts[i].Kernel.IsProjection)
                reporter.Error(Descriptors.ProjectionNotLast, _drafts[i].Location, _drafts[i].Name, _drafts[i - 1].Name);
        }

        CheckEnd();
        CheckLinesearch();
        if (_drafts.FirstOrDefault(d => d.Masks.Count > 0 && (d.Kernel.Search is not null || d.Kernel.Tensor is { IsAll: true })) is { } masked)
            reporter.Error(Descriptors.UnusableMask, masked.Location, masked.Name, "it works on all parameters at once: leave Mask out, or freeze the others");
        var stages = _drafts.Where(d => !d.IsIdentity).Select(d => (Stage: d.ToStage(options), d.Location)).ToArray();
        OrderParser.Check(stages, reporter);
        return new ChainModel(
            stages.Select(s => s.Stage).ToEquatableArray(),
            MaskParser.Parse(options.Freeze, "Freeze", "Optimizer", reporter, target.Locations.FirstOrDefault())?.Complement)
        {
            LeftOut = _drafts.Where(d => d.IsIdentity).SelectMany(LeftOut).ToEquatableArray(),
        };
    }

    /// <summary>The scalars of a transform that was left out, unless they reach another one that was not.</summary>
    private IEnumerable<LeftOutModel> LeftOut(Draft draft)
    {
        var neutral = draft.Arguments.First(a => a.IsNeutral && !draft.Schedules.ContainsKey(a.Label));
        bool isInRange = neutral.Neutral is { } value && Ranges.Of(neutral.Parameter, draft.Arguments).Contains(value);
        string remedy = isInRange && neutral.Neutral == 0
            ? $"declare a value that is not 0, as in {neutral.Label}: 1e-9, and set it to 0 or to any other"
            : "declare the value that it is to have at first";
        return draft.Arguments
            .Where(a => a.IsScalar && !_drafts.Any(d => d.Group == draft.Group && !d.IsIdentity && d.Arguments.Any(b => b.Label == a.Label)))
            .Select(a => new LeftOutModel(
                a.Label, draft.GroupName, draft.Name, a.Literal, $"{neutral.Label} of {draft.GroupName} is declared as {neutral.Shown}", remedy));
    }

    /// <summary>Reports what changes an update after the last word, and what cannot start afresh.</summary>
    private void CheckEnd()
    {
        var last = _drafts.LastOrDefault(d =>
            d.Wrapper is null && !d.IsIdentity && d.Kernel is { EndsChain: false, IsProjection: false });
        if (_drafts.FirstOrDefault(d => d.Kernel.EndsChain && _drafts.IndexOf(d) < _drafts.IndexOf(last!)) is { } early)
            reporter.Error(Descriptors.NotTheEnd, early.Location, early.Name, last!.Name);
        if (_drafts.FirstOrDefault(d => d.Kernel.Reset is not null) is { } reset
            && _drafts.FirstOrDefault(d =>
                d.Wrapper is { Kind: WrapperKind.Bypass, LastGroup: { } end } && end < reset.Group) is { } bypass)
            reporter.Error(Descriptors.ResetBypass, reset.Location, reset.Name, bypass.Name);
    }

    /// <summary>Reports a line search that is not the end of a plain chain, or what could not be taken back after
    /// it.</summary>
    private void CheckLinesearch()
    {
        if (_drafts.FirstOrDefault(d => d.Kernel.Search is not null) is not { } search)
            return;
        void Refuse(string reason) => reporter.Error(Descriptors.LinesearchPlace, search.Location, search.Name, reason);

        if (_drafts.FirstOrDefault(d => d.Wrapper is not null) is { } wrapper)
        {
            Refuse($"and [{wrapper.Name}] would decide about the step without it: leave the wrapper out; a loss that is not "
                + "finite is no step for the search either");
        }
        else if (search == _drafts[0])
            Refuse("and there is nothing: write [Sgd(1)] before it, for example, whose update goes downhill");
        else if (_drafts.SkipWhile(d => d != search).ElementAtOrDefault(1) is { } next)
            Refuse($"and nothing may change the update after it: write [{next.GroupName}] before it, or leave one of the two out");
        else if (_drafts.FirstOrDefault(d => d.Kernel.Observe is not null) is { } observer)
            Refuse($"and gives the loss and gradients only: [{observer.Name}] asks for the diagonal of the Hessian, so leave one out");
        else if (_drafts.FirstOrDefault(d => d.Kernel.Tensor is { IsAll: false } && d.Kernel.Slots.Any()) is { } stateful)
        {
            reporter.Error(Descriptors.LinesearchState, stateful.Location, target.Name,
                $"{stateful.Name} works on whole tensors and keeps {string.Join(", ", stateful.Kernel.Slots.Select(s => s.Name))}, "
                + "which could not be taken back: use a transform over lanes, or one without state, such as [Centralize]");
        }
    }

    /// <summary>The transform that is in where a bool is true, and the one that is where it is false.</summary>
    private static string[] Choices(Argument argument) => Target(argument)?.Split('|') ?? [];

    private static string? Target(Argument argument) =>
        argument.Parameter.TargetOf();

    /// <summary>A transform or a wrapper whose schedules are still to come.</summary>
    private sealed record Draft(
        int Group, string GroupName, string Name, KernelModel Kernel, IReadOnlyList<Argument> Arguments, Location? Location)
    {
        public StorageModel Storage { get; set; } = StorageModel.Default;

        public WrapperModel? Wrapper { get; set; }

        public List<MaskModel> Masks { get; } = [];

        /// <summary>How many transforms a wrapper is declared to be for.</summary>
        public int? Wraps { get; init; }

        public Dictionary<string, List<ScheduleModel>> Schedules { get; } = [];

        /// <summary>Whether steps compute with a scalar in float.</summary>
        public bool IsFloat(Argument argument, ChainOptions options) =>
            argument.IsScalar && !options.IsDouble && Kernel.Narrows(argument.Name);

        public bool IsIdentity => Arguments.Any(a => a.IsNeutral && !Schedules.ContainsKey(a.Label));

        public StageModel ToStage(ChainOptions options) => new(
            Argument.Title(Name, [.. Arguments.Where(a => !(a.IsScalar && Schedules.ContainsKey(a.Label)))])
                + (Masks.Count == 0 ? "" : " " + string.Join(" and ", Masks.Distinct())),
            Group, GroupName, options.IsFlat ? Kernel.Flat : Kernel,
            Arguments.Select(a => new HyperparameterModel(
                a.Name, a.Label, a.Literal, a.IsScalar, Ranges.Of(a.Parameter, Arguments),
                (a.IsScalar && Schedules.TryGetValue(a.Label, out var schedules) ? schedules : []).ToEquatableArray(),
                a.Parameter.AttributeValue("CountsFromAttribute") as int? ?? 0, IsFloat(a, options))).ToEquatableArray(),
            options.Precision, Wrapper is null ? options.FlushBelow : 0, Storage, Masks.Distinct().ToEquatableArray(), Wrapper);
    }
}
