using Microsoft.CodeAnalysis;
using SamFast.Generators.Diagnostics;
using SamFast.Generators.Model;

namespace SamFast.Generators.Parsing;

/// <summary>Reads the attributes of a class, in source order, as a chain: aliases resolved, schedules attached to what
/// they drive, transforms that do nothing left out.</summary>
internal sealed class ChainParser(INamedTypeSymbol target, ChainOptions options, Reporter reporter)
{
    private readonly List<Draft> _drafts = [];
    private readonly Stack<INamedTypeSymbol> _expanding = [];

    // Groups whose schedule has a mistake: that they have no value is a consequence.
    private readonly HashSet<int> _isAwaitingSchedule = [];
    private int _group = -1;
    private string _groupName = "";

    public static ChainModel Parse(
        IEnumerable<AttributeData> attributes, INamedTypeSymbol target, ChainOptions options, Reporter reporter,
        Location? location)
    {
        var parser = new ChainParser(target, options, reporter);
        foreach (var attribute in attributes)
        {
            var at = attribute.ApplicationSyntaxReference is { } syntax
                ? Location.Create(syntax.SyntaxTree, syntax.Span)
                : location;
            if (attribute.AttributeClass.IsTransform())
                parser.AddGroup(attribute, at);
            else if (attribute.AttributeClass.IsSchedule())
                parser.AddSchedule(attribute, at);
        }

        return parser.Finish();
    }

    /// <summary>Reads the chain on an attribute class, driven by the arguments of one of its uses: an alias.</summary>
    public static ChainModel ParseAlias(AttributeData use, INamedTypeSymbol target, Reporter reporter, Location? location)
    {
        var parser = new ChainParser(target, ChainOptions.Default, reporter) { _group = 0, _groupName = use.AttributeClass!.ShortName() };
        if (Argument.Of(use, location) is { } arguments)
            parser.Expand(use.AttributeClass!.OriginalDefinition, arguments, location);
        else
            reporter.Fail();
        return parser.Finish();
    }

    private void AddGroup(AttributeData attribute, Location? location)
    {
        _group++;
        _groupName = attribute.AttributeClass!.ShortName();
        Add(attribute, Argument.Of(attribute, location), location);
    }

    private void Add(AttributeData attribute, IReadOnlyList<Argument>? arguments, Location? location)
    {
        var type = attribute.AttributeClass!;
        int first = _drafts.Count;
        if (arguments is null)
            reporter.Fail();
        else if (type.IsAlias())
            Expand(type, arguments, location);
        else if (KernelParser.Parse(type, target, arguments, reporter, location) is { } kernel)
            _drafts.Add(new Draft(_group, _groupName, type.ShortName(), kernel, arguments, location));
        if (_drafts.Count > first)
            Store(attribute, [.. _drafts.Skip(first)], location);
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
        if (_expanding.Contains(alias, SymbolEqualityComparer.Default))
        {
            Refuse("it lists itself");
            return;
        }

        _expanding.Push(alias);
        var reached = new HashSet<string>();
        var reachable = new List<string>();
        foreach (var link in links)
        {
            var own = Argument.Of(link, location);
            reachable.AddRange((own ?? []).Select(a => $"{link.AttributeClass!.ShortName()}.{a.Name}"));
            var given = own?.Select(a => Given(a, link, arguments, reached)).ToArray();
            var choice = arguments.FirstOrDefault(a => Target(a) == link.AttributeClass!.ShortName());
            if (choice is not null)
                reached.Add(choice.Name);
            if (choice?.Value.Value is not false)
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

        foreach (var draft in _drafts.Where(d => d.Group == _group && d.Arguments.Any(a => a.IsScalar && a.Label == of)))
        {
            if (draft.Schedules.ContainsKey(of))
                reporter.Error(Descriptors.UnusableSchedule, location, type.ShortName(), $"{of} of {_groupName} has a schedule already");
            draft.Schedules[of] = schedule;
        }
    }

    private ChainModel Finish()
    {
        foreach (var draft in _drafts)
        {
            foreach (var argument in draft.Arguments.Where(a => !a.IsNeutral && !(a.IsScalar && draft.Schedules.ContainsKey(a.Label))))
                Ranges.Check(argument, draft.Arguments, draft.GroupName, _isAwaitingSchedule.Contains(draft.Group), reporter);
        }

        return new ChainModel(_drafts.Where(d => !d.IsIdentity).Select(d => d.ToStage(options)).ToEquatableArray());
    }

    private static string? Target(Argument argument) =>
        argument.Parameter.AttributeValue("SetsAttribute") as string;

    /// <summary>A transform whose schedules are still to come.</summary>
    private sealed record Draft(
        int Group, string GroupName, string Name, KernelModel Kernel, IReadOnlyList<Argument> Arguments, Location? Location)
    {
        public StorageModel Storage { get; set; } = StorageModel.Default;

        public Dictionary<string, ScheduleModel> Schedules { get; } = [];

        public bool IsIdentity => Arguments.Any(a => a.IsNeutral && !Schedules.ContainsKey(a.Label));

        public StageModel ToStage(ChainOptions options) => new(
            Argument.Title(Name, [.. Arguments.Where(a => !(a.IsScalar && Schedules.ContainsKey(a.Label)))]),
            Group, GroupName, Kernel,
            Arguments.Select(a => new HyperparameterModel(
                a.Name, a.Label, a.Literal, a.IsScalar, Ranges.Of(a.Parameter, Arguments),
                a.IsScalar && Schedules.TryGetValue(a.Label, out var schedule) ? schedule : null)).ToEquatableArray(),
            options.Precision, options.FlushBelow, Storage);
    }
}
