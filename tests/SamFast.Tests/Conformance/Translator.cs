using System.Reflection;
using System.Text.Json;

namespace SamFast.Tests.Conformance;

/// <summary>Translates call trees into attributes, and notes what the catalog does not have.</summary>
/// <param name="dtype">The type of parameters, gradients and state, as numpy calls it.</param>
internal sealed class Translator(string dtype)
{
    private const string JoinedSchedules = "optax.join_schedules";

    private static readonly string[] Stateless = ["optax.stateless", "optax.stateless_with_tree_map"];

    private static readonly string[] Chains = ["optax.chain", "optax.named_chain"];

    // The arrays on which the transforms being translated act; null for all.
    private Groups? _mask;

    /// <summary>Calls, and arguments of calls, that cannot be declared: <c>optax.adamw(mask)</c>.</summary>
    public SortedSet<string> Unsupported { get; } = new(StringComparer.Ordinal);

    /// <summary>Why the build will refuse the declaration although optax accepts the call.</summary>
    public List<string> Refusals { get; } = [];

    /// <summary>The chains of a partition, by their groups.</summary>
    public Dictionary<string, IReadOnlyList<string>> Parts { get; } = new(StringComparer.Ordinal);

    /// <summary>The groups of the parameter arrays, where a partition labels them.</summary>
    public Dictionary<string, string> Labels { get; } = new(StringComparer.Ordinal);

    /// <summary>What is said of the whole chain, in <c>[Optimizer]</c>.</summary>
    public SortedSet<string> Options { get; } = new(StringComparer.Ordinal);

    /// <summary>The attributes of an optimizer, some of which optax wraps around its chain.</summary>
    public IReadOnlyList<string> Optimizer(JsonElement node)
    {
        var call = new Call(node);
        switch (call.Name)
        {
            case "optax.flatten":
                Options.Add("Flatten = true");
                return Optimizer(call["inner"]);
            case "optax.selective_transform" when Groups.Of(call["freeze_mask"]) is { } frozen:
                Options.Add($"Freeze = {frozen}");
                return Optimizer(call["optimizer"]);
            case "optax.partition" when call["param_labels"].EnumerateObject().All(label => label.Value.ValueKind == JsonValueKind.String):
                foreach (var part in call["transforms"].EnumerateObject())
                    Parts.Add(part.Name, Chain(part.Value));
                foreach (var label in call["param_labels"].EnumerateObject())
                    Labels.Add(label.Name, label.Value.GetString()!);
                return [];
            default:
                return Wrapping.IsWrapper(call) ? Wrapped(call, Optimizer) : Chain(node);
        }
    }

    /// <summary>The attributes of a transform, or of all transforms in a chain.</summary>
    public IReadOnlyList<string> Chain(JsonElement node)
    {
        var call = Vocabulary.Rewrite(new Call(node));
        if (Chains.Contains(call.Name))
            return Sequence([.. call.Children]);
        if (Wrapping.IsWrapper(call))
            return Wrapped(call, Chain);
        if (call.Name == "optax.masked" && Groups.Of(call["mask"]) is { } mask)
            return Masked(mask, call["inner"]);
        if (Stateless.Contains(call.Name) && Wrapping.Attribute(call["f"]) is { } ours)
            return [ours];
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

    /// <summary>What an argument adds after the call.</summary>
    private IReadOnlyList<string> Following(Call call) =>
        Vocabulary.For(call.Name).Followed is { } name
        && call.Arguments.FirstOrDefault(a => a.Name == name).Value is { ValueKind: JsonValueKind.Object } transform
            ? Chain(transform)
            : [];

    /// <summary>Transforms in a row. A wrapper among them is the first one, and wraps only some.</summary>
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
        if (Wrapping.Gate(call) is { } gate)
            return [isPart ? $"{gate}(Wraps = {inner.Count})" : gate, .. inner];
        if ((Find<WrapperAttribute>(call) ?? Find<TransformAttribute>(call)) is not { } type)
            return Report(call.Name);

        List<string> schedules = [];
        var arguments = Arguments(call, type, (name, value) => schedules.AddRange(ScheduleOf(name, value)), _ => { });
        string[] own = [Attribute(type, arguments), .. schedules];
        // A transform that is around others follows them.
        return type.IsAssignableTo(typeof(TransformAttribute)) ? [.. inner, .. own] : [.. Skipping(call), .. own, .. inner];
    }

    /// <summary>What gradient accumulation is told to skip: a gate around it.</summary>
    private IReadOnlyList<string> Skipping(Call call)
    {
        const string Argument = "should_skip_update_fn";
        var function = call.Arguments.FirstOrDefault(a => a.Name == Argument).Value;
        if (function.ValueKind != JsonValueKind.Object)
            return [];
        return Wrapping.Skip(new Call(function)) is { } gate ? [gate] : Report($"{call.Name}({Argument})");
    }

    /// <summary>The attributes of a schedule: several where it is a join.</summary>
    /// <param name="more">What each of them says besides its arguments.</param>
    public IReadOnlyList<string> Schedule(JsonElement node, params string[] more)
    {
        var call = new Call(node);
        if (call.Name == JoinedSchedules)
            return Join(call, more);
        if (Find<ScheduleAttribute>(call) is not { } type)
            return Report(call.Name);

        if (Departures.Refusal(call) is { } refusal)
            Refusals.Add(refusal);
        var arguments = Arguments(call, type, (name, _) => Report($"{call.Name}({name})"), _ => { });
        return [Attribute(type, arguments, more)];
    }

    /// <summary>An attribute with the arguments that are not left to their defaults.</summary>
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

    // A learning rate's schedule needs no name.
    private IReadOnlyList<string> ScheduleOf(string parameter, JsonElement node) =>
        Wrapping.Attribute(node) is { } gate
            ? [gate]
            : Schedule(node, parameter == "learningRate" ? [] : [$"Of = \"{parameter}\""]);

    // The counts of a join within a join would be its own.
    private IReadOnlyList<string> Join(Call call, string[] more)
    {
        JsonElement[] schedules = [.. call["schedules"].EnumerateArray()];
        string[] boundaries = [.. call["boundaries"].EnumerateArray().Select(b => $"Until = {b.GetRawText()}")];
        if (schedules.Length != boundaries.Length + 1 || schedules.Any(s => new Call(s).Name == JoinedSchedules))
            return Report(call.Name);
        return [.. schedules.SelectMany((schedule, i) => Schedule(schedule, [.. more, .. boundaries.Skip(i).Take(1)]))];
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
                arguments.AddRange(split(value));
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
            else if (parameter.ParameterType == typeof(double) && Wrapping.Attribute(value) is not null)
                schedule(parameter.Name!, value);
            else if (Literals.Of(value, parameter.ParameterType) is { } literal)
                arguments.Add(new Argument(parameter.Name!, literal));
            else
                Report($"{call.Name}({name})");
        }

        return arguments;
    }

    // A mask that is no parameter of ours: of one of the transforms that an alias has.
    private bool AddMask(List<string>? masks, string argument, JsonElement value, Type type)
    {
        bool isAlias = type.IsAssignableTo(typeof(AliasAttribute));
        string name = argument is not ("mask" or "weight_decay_mask") ? Vocabulary.Pascal(argument)
            : isAlias ? nameof(AliasAttribute.DecayMask) : nameof(TransformAttribute.Mask);
        if (masks is null || type.GetProperty(name)?.PropertyType != typeof(string) || !(isAlias || _mask is null)
            || Groups.Of(value) is not { } groups)
            return false;
        masks.Add($"{name} = {groups}");
        return true;
    }

    private void Expect(bool condition, Call call, string argument)
    {
        if (!condition)
            Report($"{call.Name}({argument})");
    }

    // A transform's scalar without a default must be given; a schedule's is then simply absent.
    private static bool AddDefault(List<Argument> arguments, ParameterInfo parameter, Type type)
    {
        bool isMissing = !parameter.HasDefaultValue
            || (parameter.DefaultValue is double.NaN && type.IsAssignableTo(typeof(TransformAttribute)));
        if (!isMissing)
            arguments.Add(new Argument(parameter.Name!, Literals.Default(parameter), IsDefault: true));
        return !isMissing;
    }

    // Storing state in the type it has anyway is no request. One to store it in single precision beside parameters in double is
    // not followed: ours is more exact.
    private bool IsNothing(JsonElement value) =>
        value.ValueKind == JsonValueKind.Null || IsType(value, dtype) || IsType(value, "float32");

    // We have it for float.
    private bool IsBFloat16(JsonElement value) => dtype == "float32" && IsType(value, "bfloat16");

    private static bool IsType(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && !new Call(value).IsCall
        && value.EnumerateObject().All(p => p.Value.ToString().Split('.')[^1] == name);
}
