using System.Text.Json;
using SamFast.Tests.Conformance.Python;

namespace SamFast.Tests.Conformance;

/// <summary>Compares our defaults with optax's: the recorded arguments that the expression does not give. If all are the same, a call
/// tree may omit them.</summary>
internal static class Defaults
{
    /// <summary>Adds a sentence for each different default.</summary>
    public static void Compare(string expression, JsonElement tree, List<string> different) =>
        Compare(Parser.Parse(expression), tree, different);

    private static void Compare(Expression expression, JsonElement tree, List<string> different)
    {
        if (expression is not Expression.Call { Function.Path: not null } call || tree.ValueKind != JsonValueKind.Object)
            return;
        var recorded = new Call(tree);
        if (!recorded.IsDirect)
            return;
        JsonElement[] children = [.. recorded.Children];
        if (children.Length > 0)
        {
            foreach (var (argument, child) in call.Arguments.Zip(children))
                Compare(argument, child, different);
            return;
        }

        JsonProperty[] arguments = [.. recorded.Arguments];
        var given = call.Named.ToDictionary(named => named.Name, named => named.Value);
        foreach (var (argument, value) in arguments.Zip(call.Arguments))
            given[argument.Name] = value;
        foreach (var argument in arguments)
        {
            if (given.TryGetValue(argument.Name, out var inner))
                Compare(inner, argument.Value, different);
            else if (Differs(recorded, argument) is { } ours)
                different.Add($"{recorded.Name}({argument.Name}) is {argument.Value} there and {ours} here");
        }
    }

    private static string? Differs(Call call, JsonProperty argument)
    {
        var parameter = Vocabulary.Attribute(call)?.GetConstructors()[0].GetParameters()
            .FirstOrDefault(p => p.Name == Vocabulary.For(call.Name).Rename(argument.Name));
        if (parameter is null || argument.Value.ValueKind is JsonValueKind.Null or JsonValueKind.Object or JsonValueKind.Array)
            return null;
        if (!parameter.HasDefaultValue)
            return "required";
        return Literals.Of(argument.Value, parameter.ParameterType) == null || IsSame(argument.Value, parameter.DefaultValue)
            ? null
            : $"{parameter.DefaultValue}";
    }

    private static bool IsSame(JsonElement theirs, object? ours) => (theirs.ValueKind, ours) switch
    {
        (JsonValueKind.Number, double number) => theirs.GetDouble() == number,
        (JsonValueKind.Number, int number) => theirs.GetDouble() == number,
        (JsonValueKind.True, bool truth) => truth,
        (JsonValueKind.False, bool truth) => !truth,
        (JsonValueKind.String, Enum value) => string.Equals(
            value.ToString(), theirs.GetString()!.Replace("_", "", StringComparison.Ordinal).Replace("+", "Plus", StringComparison.Ordinal),
            StringComparison.OrdinalIgnoreCase),
        (JsonValueKind.String, int) => true,
        _ => string.Equals(theirs.ToString(), ours?.ToString(), StringComparison.Ordinal),
    };
}
