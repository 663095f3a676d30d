using System.Text.Json;

namespace SamFast.Tests.Conformance;

/// <summary>
/// Which attribute stands for which optax function. By rule it has the function's name: <c>optax.scale_by_adam</c> is
/// <c>[ScaleByAdam]</c>, whatever the case, and without a final <c>_schedule</c>; its parameters likewise. So a new
/// transform is known here as soon as it exists, and the table holds only what does not follow the rule.
/// </summary>
internal static class Vocabulary
{
    /// <summary>For an argument that has no effect beside the other implied ones.</summary>
    private const string Anything = "*";

    private static readonly Dictionary<string, Entry> Exceptions = new()
    {
        ["optax.nadam"] = new("Adam"),
        ["optax.nadamw"] = new("AdamW"),
        ["optax.scale_by_lion"] = new(Implied: new() { ["mode"] = "\"hard\"", ["smooth_beta"] = Anything }),
        ["optax.scale_by_schedule"] = new(Renamed: new() { ["step_size_fn"] = "stepSize" }),
        ["optax.piecewise_constant_schedule"] = new(Split: new()
        {
            ["boundaries_and_scales"] = Literals.KeysAndValues("boundaries", "scales"),
        }),
        ["contrib.dadapt_adamw"] = new(Split: new() { ["betas"] = Literals.Pair("b1", "b2") }),
        ["contrib.prodigy"] = new(Split: new() { ["betas"] = Literals.Pair("b1", "b2") }),
    };

    public static Entry For(string call) => Exceptions.GetValueOrDefault(call) ?? new Entry();

    /// <summary>The attribute for a function, or null if the catalog has none.</summary>
    public static Type? Attribute(string call)
    {
        string[] path = call.Split('.');
        if (path[0] is not ("optax" or "contrib"))
            return null;
        string name = For(call).Attribute ?? Pascal(path[^1]);
        return Find(name)
            ?? (name.EndsWith("Schedule", StringComparison.Ordinal) ? Find(name[..^"Schedule".Length]) : null);
    }

    /// <summary><c>eps_root</c> → <c>epsRoot</c>.</summary>
    public static string Camel(string name) => Pascal(name) is { Length: > 0 } pascal
        ? char.ToLowerInvariant(pascal[0]) + pascal[1..]
        : name;

    private static Type? Find(string name) =>
        typeof(TransformAttribute).Assembly.GetType($"SamFast.{name}Attribute", throwOnError: false, ignoreCase: true)
            is { IsAbstract: false } type && type.GetConstructors().Length == 1 ? type : null;

    private static string Pascal(string name) => string.Concat(
        name.Split('_', StringSplitOptions.RemoveEmptyEntries).Select(w => char.ToUpperInvariant(w[0]) + w[1..]));

    /// <summary>What does not follow the rule.</summary>
    /// <param name="Attribute">The attribute's name.</param>
    /// <param name="Renamed">Our names of arguments.</param>
    /// <param name="Implied">Arguments we do not have, with the value (as JSON) that our transform implies.</param>
    /// <param name="Split">Arguments that are several of ours: how to get them.</param>
    internal sealed record Entry(
        string? Attribute = null,
        Dictionary<string, string>? Renamed = null,
        Dictionary<string, string>? Implied = null,
        Dictionary<string, Func<JsonElement, IEnumerable<Argument>>>? Split = null)
    {
        public string Rename(string argument) => Renamed?.GetValueOrDefault(argument) ?? Camel(argument);

        public bool Implies(string argument, JsonElement value) =>
            Implied?.GetValueOrDefault(argument) is { } implied
            && (implied == Anything || implied == value.GetRawText());
    }
}
