using System.Reflection;
using System.Text.Json;

namespace SamFast.Tests.Conformance;

/// <summary>Translates call trees into attributes, and notes what the catalog does not have.</summary>
/// <param name="dtype">The type of parameters, gradients and state, as numpy calls it.</param>
internal sealed class Translator(string dtype)
{
    private static readonly string[] Chains = ["optax.chain", "optax.named_chain"];

    /// <summary>Calls, and arguments of calls, that cannot be declared: <c>optax.adamw(mask)</c>.</summary>
    public SortedSet<string> Unsupported { get; } = new(StringComparer.Ordinal);

    /// <summary>Why the build will refuse the declaration although optax accepts the call.</summary>
    public List<string> Refusals { get; } = [];

    /// <summary>The attributes of a transform, or of all transforms in a chain.</summary>
    public IReadOnlyList<string> Chain(JsonElement node)
    {
        var call = new Call(node);
        if (Chains.Contains(call.Name))
            return [.. call.Children.SelectMany(Chain)];
        if (Find<TransformAttribute>(call) is not { } type)
            return Report(call.Name);

        List<string> schedules = [];
        var arguments = Arguments(call, type, (name, value) => schedules.Add(ScheduleOf(name, value)));
        return [Attribute(type, arguments), .. schedules];
    }

    /// <summary>A schedule's type and all of its arguments, or null if the catalog does not have it.</summary>
    public (Type Type, IReadOnlyList<Argument> Arguments)? Schedule(JsonElement node)
    {
        var call = new Call(node);
        if (Find<ScheduleAttribute>(call) is not { } type)
        {
            Report(call.Name);
            return null;
        }

        if (Departures.Refusal(call) is { } refusal)
            Refusals.Add(refusal);
        return (type, Arguments(call, type, (name, _) => Report($"{call.Name}({name})")));
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
        call.IsDirect && Vocabulary.Attribute(call.Name) is { } type && type.IsAssignableTo(typeof(TBase))
            ? type
            : null;

    // A learning rate's schedule needs no name.
    private string ScheduleOf(string parameter, JsonElement node) => Schedule(node) is not var (type, arguments)
        ? ""
        : Attribute(type, arguments, parameter == "learningRate" ? [] : [$"Of = \"{parameter}\""]);

    private List<Argument> Arguments(Call call, Type type, Action<string, JsonElement> schedule)
    {
        var entry = Vocabulary.For(call.Name);
        var parameters = type.GetConstructors()[0].GetParameters();
        List<Argument> arguments = [];
        foreach (var (name, value) in call.Arguments.Select(argument => (argument.Name, argument.Value)))
        {
            if (entry.Split?.GetValueOrDefault(name) is { } split)
                arguments.AddRange(split(value));
            else if (parameters.FirstOrDefault(p => p.Name == entry.Rename(name)) is not { } parameter)
                Expect(IsNothing(value) || entry.Implies(name, value), call, name);
            else if (value.ValueKind == JsonValueKind.Null && entry.Absent?.GetValueOrDefault(name) is { } absent)
                arguments.Add(new Argument(parameter.Name!, absent));
            else if (value.ValueKind == JsonValueKind.Null)
                Expect(AddDefault(arguments, parameter, type), call, name);
            else if (parameter.ParameterType == typeof(double) && new Call(value).IsCall)
                schedule(parameter.Name!, value);
            else if (Literals.Of(value, parameter.ParameterType) is { } literal)
                arguments.Add(new Argument(parameter.Name!, literal));
            else
                Report($"{call.Name}({name})");
        }

        return arguments;
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

    // Storing state in the type it has anyway is no request.
    private bool IsNothing(JsonElement value) =>
        value.ValueKind == JsonValueKind.Null
        || (value.ValueKind == JsonValueKind.Object && !new Call(value).IsCall
            && value.EnumerateObject().All(p => p.Value.ToString().Split('.')[^1] == dtype));
}
