using System.Reflection;
using System.Text.Json;
using SamFast.Tests.Conformance.Python;

namespace SamFast.Tests.Conformance;

/// <summary>Translates call trees into attributes, and collects the names that are missing in the catalog.</summary>
/// <param name="dtype">The type of parameters, gradients and state, as numpy calls it.</param>
/// <param name="parameters">The parameter arrays, for masks and labels that are functions of them.</param>
internal sealed class Translator(string dtype, IReadOnlyList<Interpreter.Tensor>? parameters = null)
{
    private const string JoinedSchedules = "optax.join_schedules";

    private static readonly string[] Stateless = ["optax.stateless", "optax.stateless_with_tree_map"];

    private static readonly string[] Chains = ["optax.chain", "optax.named_chain"];

    private readonly IReadOnlyList<Interpreter.Tensor> _parameters = parameters ?? [];

    private readonly FunctionSource _functions = new();

    // The arrays on which the current transforms act; null for all.
    private Groups? _mask;

    /// <summary>Calls, and arguments of calls, that cannot be declared: <c>optax.adamw(mask)</c>.</summary>
    public SortedSet<string> Unsupported { get; } = new(StringComparer.Ordinal);

    /// <summary>The reasons for which the build will refuse a declaration that optax accepts.</summary>
    public List<string> Refusals { get; } = [];

    /// <summary>The chains of a partition, by their groups.</summary>
    public Dictionary<string, IReadOnlyList<string>> Parts { get; } = new(StringComparer.Ordinal);

    /// <summary>The groups of the parameter arrays that a partition labels.</summary>
    public Dictionary<string, string> Labels { get; } = new(StringComparer.Ordinal);

    /// <summary>The classes of functions that JSON cannot hold.</summary>
    public IReadOnlyList<string> Functions => _functions.Classes;

    private IReadOnlyList<string> Names => [.. _parameters.Select(tensor => tensor.Name)];

    /// <summary>The options of <c>[Optimizer]</c>, for the whole chain.</summary>
    public SortedSet<string> Options { get; } = new(StringComparer.Ordinal);

    /// <summary>The attributes of an optimizer, including those for optax's wrappers of the chain.</summary>
    public IReadOnlyList<string> Optimizer(JsonElement node)
    {
        node = Recorded.Plain(node, _parameters);
        var call = new Call(node);
        switch (call.Name)
        {
            case "optax.flatten":
                Options.Add("Flatten = true");
                return Optimizer(call["inner"]);
            case "optax.selective_transform" when Groups.Of(call["freeze_mask"], Names) is { } frozen:
                Options.Add($"Freeze = {frozen}");
                return Optimizer(call["optimizer"]);
            case var _ when Partitions.IsPartition(call) && Partitions.Of(call, Names) is { } partition && !NeedsMasks(call):
                return Partitioned(partition);
            default:
                return Wrapping.IsWrapper(call) ? Wrapped(call, Optimizer) : Chain(node);
        }
    }

    // One class per label. The names of groups are then labels, so that masks cannot name arrays.
    private IReadOnlyList<string> Partitioned(Partitions partition)
    {
        foreach (var (label, transform) in partition.Transforms)
            Parts.Add(partition.Groups[label], Chain(transform));
        foreach (var (array, label) in partition.Labels)
            Labels.Add(array, partition.Groups[label]);
        return [];
    }

    private bool NeedsMasks(Call partition) =>
        Options.Any(option => option.StartsWith("Freeze", StringComparison.Ordinal)) || HasMask(partition.Get("transforms"));

    private static bool HasMask(JsonElement tree) => tree.ValueKind switch
    {
        JsonValueKind.Object => Partitions.IsPartition(new Call(tree)) || Groups.Of(tree) is not null
            || tree.EnumerateObject().Any(property => HasMask(property.Value)),
        JsonValueKind.Array => tree.EnumerateArray().Any(HasMask),
        _ => false,
    };

    /// <summary>The attributes of a transform, or of all transforms in a chain.</summary>
    public IReadOnlyList<string> Chain(JsonElement node)
    {
        node = Recorded.Plain(node, _parameters);
        var call = Vocabulary.Rewrite(new Call(node));
        if (Chains.Contains(call.Name))
            return Sequence([.. call.Children]);
        if (Wrapping.IsWrapper(call))
            return Wrapped(call, Chain);
        if (call.Name == "optax.masked" && Groups.Of(call["mask"], Names) is { } mask)
            return Masked(mask, call["inner"]);
        if (Partitions.IsPartition(call) && Partitions.Of(call, Names) is { } partition)
            return [.. partition.Transforms.SelectMany(part => Masked(partition.Mask(part.Key), part.Value))];
        if (Stateless.Contains(call.Name) && _functions.Transform(call.Get("f")) is { } ours)
            return [_mask is null ? ours : $"{ours}(Mask = {_mask})"];
        if (Find<TransformAttribute>(call) is not { } type)
            return Report(call.Name);

        if (Departures.Refusal(call) is { } refusal)
            Refusals.Add(refusal);
        List<string> schedules = [], narrow = [], masks = [];
        var arguments = Arguments(call, type, (name, value) => schedules.AddRange(ScheduleOf(name, value)), narrow.Add, masks);
        if (_mask is not null)
            masks.Add($"Mask = {_mask}");
        string[] storage = narrow.Count == 0 ? [] : [$"BFloat16 = \"{string.Join(", ", narrow)}\""];
        return [Attribute(type, arguments, [.. storage, .. masks]), .. schedules, .. Following(call)];
    }

    /// <summary>The text that follows the call because of an argument.</summary>
    private IReadOnlyList<string> Following(Call call) =>
        Vocabulary.For(call.Name).Followed is { } name
        && call.Arguments.FirstOrDefault(a => a.Name == name).Value is { ValueKind: JsonValueKind.Object } transform
            ? Chain(transform)
            : [];

    /// <summary>Consecutive transforms. A wrapper among them comes first, and may wrap only some of them.</summary>
    private IReadOnlyList<string> Sequence(IReadOnlyList<JsonElement> children)
    {
        if (children.Count < 2 || !children.Any(child => Wrapping.IsWrapper(new Call(child))))
            return [.. children.SelectMany(Chain)];
        var first = new Call(children[0]);
        return (Wrapping.IsBypass(first) || Find<TransformAttribute>(first) is not null)
            && !children.Skip(1).Any(child => Wrapping.IsWrapper(new Call(child)))
            ? [.. Wrapped(first, Chain, isPart: true), .. children.Skip(1).SelectMany(Chain)]
            : Report($"{Chains[0]}({first.Name})");
    }

    private IReadOnlyList<string> Wrapped(Call call, Func<JsonElement, IReadOnlyList<string>> translate, bool isPart = false)
    {
        if (_mask is not null)
            return Report($"optax.masked({call.Name})");
        var inner = translate(call[Wrapping.Inner(call)]);
        if (Wrapping.IsGate(call))
        {
            string kind = Wrapping.IsBypass(call) ? nameof(ConditionallyTransformAttribute) : nameof(ConditionallyMaskAttribute);
            return _functions.Gate(call.Get(Wrapping.Condition), kind) is { } gate
                ? [isPart && Wrapping.IsBypass(call) ? $"{gate}(Wraps = {inner.Count})" : gate, .. inner]
                : Report($"{call.Name}({Wrapping.Condition})");
        }

        if ((Find<WrapperAttribute>(call) ?? Find<TransformAttribute>(call)) is not { } type)
            return Report(call.Name);

        List<string> schedules = [];
        var arguments = Arguments(call, type, (name, value) => schedules.AddRange(ScheduleOf(name, value)), _ => { });
        string[] own = [Attribute(type, arguments), .. schedules];
        // A transform that wraps others follows them.
        return type.IsAssignableTo(typeof(TransformAttribute)) ? [.. inner, .. own] : [.. Skipping(call), .. own, .. inner];
    }

    /// <summary>The gate that wraps gradient accumulation, from its argument for skipped gradients.</summary>
    private IReadOnlyList<string> Skipping(Call call)
    {
        const string Argument = "should_skip_update_fn";
        var function = call.Arguments.FirstOrDefault(a => a.Name == Argument).Value;
        if (function.ValueKind != JsonValueKind.Object)
            return [];
        return Wrapping.Skip(new Call(function)) is { } gate ? [gate] : Report($"{call.Name}({Argument})");
    }

    /// <summary>The attributes of a schedule; several for a join.</summary>
    /// <param name="more">The text of each attribute after its arguments.</param>
    public IReadOnlyList<string> Schedule(JsonElement node, params string[] more)
    {
        node = Recorded.Plain(node, _parameters);
        var call = new Call(node);
        if (call.Name == JoinedSchedules)
            return Join(call, more);
        if (_functions.Schedule(node) is { } function)
            return [more.Length == 0 ? function : $"{function}({string.Join(", ", more)})"];
        if (Find<ScheduleAttribute>(call) is not { } type)
            return Report(call.Name);

        if (Departures.Refusal(call) is { } refusal)
            Refusals.Add(refusal);
        var arguments = Arguments(call, type, (name, _) => Report($"{call.Name}({name})"), _ => { });
        return [Attribute(type, arguments, more)];
    }

    /// <summary>An attribute with its arguments, without defaults.</summary>
    public static string Attribute(Type type, IEnumerable<Argument> arguments, params string[] more)
    {
        string[] given = [.. arguments.Where(a => !a.IsDefault).Select(a => a.ToString()), .. more];
        string name = type.Name[..^"Attribute".Length];
        return given.Length == 0 ? name : $"{name}({string.Join(", ", given)})";
    }

    public IReadOnlyList<string> Report(string what)
    {
        Unsupported.Add(what);
        return [];
    }

    private static Type? Find<TBase>(Call call) =>
        call.IsDirect && Vocabulary.Attribute(call) is { } type && type.IsAssignableTo(typeof(TBase))
            ? type
            : null;

    private IReadOnlyList<string> Masked(Groups mask, JsonElement inner)
    {
        var around = _mask;
        _mask = around?.And(mask) ?? mask;
        var chain = Chain(inner);
        _mask = around;
        return chain;
    }

    // A schedule of the learning rate needs no Of.
    private IReadOnlyList<string> ScheduleOf(string parameter, JsonElement node) =>
        Schedule(node, parameter == "learningRate" ? [] : [$"Of = \"{parameter}\""]);

    private IReadOnlyList<string> Join(Call call, string[] more)
    {
        if (Flat(call, 0, long.MaxValue) is not { } pieces)
            return Report(call.Name);
        return [.. pieces.SelectMany((piece, i) => Schedule(
            piece.Schedule, [.. more, .. i < pieces.Count - 1 ? [$"Until = {piece.Until}"] : Array.Empty<string>()]))];
    }

    /// <summary>The schedules of a join in order, each until the next one begins. Nested joins are flattened: a join counts from
    /// the step at which it begins. Null if a boundary between two schedules is missing.</summary>
    private static List<(JsonElement Schedule, long Until)>? Flat(Call join, long start, long end)
    {
        JsonElement[] schedules = [.. join["schedules"].EnumerateArray()];
        long[] boundaries = [.. join["boundaries"].EnumerateArray().Select(boundary => (long)boundary.GetDouble())];
        if (schedules.Length != boundaries.Length + 1)
            return null;
        List<(JsonElement, long)> pieces = [];
        for (int i = 0; i < schedules.Length; i++)
        {
            long from = i == 0 ? start : start + boundaries[i - 1];
            long until = Math.Min(end, i < boundaries.Length ? start + boundaries[i] : end);
            if (from >= until && i > 0)
                continue;
            if (new Call(schedules[i]).Name != JoinedSchedules)
                pieces.Add((schedules[i], until));
            else if (Flat(new Call(schedules[i]), from, until) is { } inner)
                pieces.AddRange(inner);
            else
                return null;
        }

        return pieces;
    }

    private List<Argument> Arguments(
        Call call, Type type, Action<string, JsonElement> schedule, Action<string> storeNarrow, List<string>? masks = null)
    {
        var entry = Vocabulary.For(call.Name);
        var parameters = type.GetConstructors()[0].GetParameters();
        List<Argument> arguments = [];
        foreach (var (name, given) in call.Arguments.Select(argument => (argument.Name, argument.Value)))
        {
            var value = given.ValueKind == JsonValueKind.Null && entry.Alike?.GetValueOrDefault(name) is { } other
                ? call[other]
                : given;
            if (entry.Split?.GetValueOrDefault(name) is { } split)
                AddSplit(arguments, split, value, $"{call.Name}({name})");
            else if (parameters.FirstOrDefault(p => p.Name == entry.Rename(name)) is not { } parameter)
            {
                if (IsBFloat16(value) && entry.SlotsOf(name) is { } slots)
                    storeNarrow(slots);
                else
                    Expect(AddMask(masks, name, value, type) || IsNothing(value) || entry.Implies(name, value), call, name);
            }
            else if (value.ValueKind == JsonValueKind.Null && entry.Absent?.GetValueOrDefault(name) is { } absent)
                arguments.Add(new Argument(parameter.Name!, absent));
            else if (value.ValueKind == JsonValueKind.Null)
                Expect(AddDefault(arguments, parameter, type) || Departures.Refusal(call) is not null, call, name);
            else if (parameter.ParameterType == typeof(double) && new Call(value).IsCall)
                schedule(parameter.Name!, value);
            else if (parameter.ParameterType == typeof(double) && FunctionSource.IsSchedule(value))
                schedule(parameter.Name!, value);
            else if (parameter.ParameterType == typeof(string) && Groups.Of(value, Names) is { } groups)
                arguments.Add(new Argument(parameter.Name!, groups.ToString()));
            else if (Literals.Of(value, parameter.ParameterType) is { } literal)
                arguments.Add(new Argument(parameter.Name!, literal));
            else
                Report($"{call.Name}({name})");
        }

        return arguments;
    }

    private void AddSplit(
        List<Argument> arguments, Func<JsonElement, IEnumerable<Argument>> split, JsonElement value, string what)
    {
        try
        {
            arguments.AddRange([.. split(value)]);
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException)
        {
            Report(what);
        }
    }

    // A mask that is not a parameter of the attribute, but belongs to one of the transforms of an alias.
    private bool AddMask(List<string>? masks, string argument, JsonElement value, Type type)
    {
        bool isAlias = type.IsAssignableTo(typeof(AliasAttribute));
        string name = argument is not ("mask" or "weight_decay_mask") ? Vocabulary.Pascal(argument)
            : isAlias ? nameof(AliasAttribute.DecayMask) : nameof(TransformAttribute.Mask);
        if (masks is null || type.GetProperty(name)?.PropertyType != typeof(string) || !(isAlias || _mask is null)
            || Groups.Of(value, Names) is not { } groups)
            return false;
        masks.Add($"{name} = {groups}");
        return true;
    }

    private void Expect(bool condition, Call call, string argument)
    {
        if (!condition)
            Report($"{call.Name}({argument})");
    }

    // A scalar of a transform without a default must be given. A scalar of a schedule may be absent.
    private static bool AddDefault(List<Argument> arguments, ParameterInfo parameter, Type type)
    {
        bool isMissing = !parameter.HasDefaultValue
            || (parameter.DefaultValue is double.NaN && type.IsAssignableTo(typeof(TransformAttribute)));
        if (!isMissing)
            arguments.Add(new Argument(parameter.Name!, Literals.Default(parameter), IsDefault: true));
        return !isMissing;
    }

    // State in the type of the parameters is the default. Single precision for state beside parameters in double is ignored: our
    // state is more exact.
    private bool IsNothing(JsonElement value) =>
        value.ValueKind == JsonValueKind.Null || IsType(value, dtype) || IsType(value, "float32");

    // State in bfloat16 needs parameters in float.
    private bool IsBFloat16(JsonElement value) => dtype == "float32" && IsType(value, "bfloat16");

    private static bool IsType(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && !new Call(value).IsCall
        && value.EnumerateObject().All(p => p.Value.ToString().Split('.')[^1] == name);
}
