using Microsoft.CodeAnalysis;
using SamFast.Generators.Diagnostics;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Declarations;

/// <summary>Reads masks: <c>"decay, norm"</c>, <c>"!bias"</c>.</summary>
internal static class MaskParser
{
    private const string Property = "Mask";

    /// <summary>Reads a mask.</summary>
    /// <param name="text">What was written; nothing where there is no mask.</param>
    /// <param name="name">What the mask is called.</param>
    /// <returns>The mask; null where there is none, or where it is wrong.</returns>
    public static MaskModel? Parse(object? text, string name, string owner, Reporter reporter, Location? location)
    {
        if (text is not string given)
            return null;
        bool isExcept = given.TrimStart().StartsWith("!", StringComparison.Ordinal);
        string[] groups = [.. (isExcept ? given.TrimStart().Substring(1) : given).Split(',').Select(group => group.Trim())];
        if (Objection(groups) is not { } objection)
            return new MaskModel(groups.Distinct().ToEquatableArray(), isExcept);
        reporter.Error(Descriptors.UnusableMask, location, owner,
            $"{name} {objection}: separate groups by commas, as in \"decay, norm\", or write \"!bias\" for all but a group");
        return null;
    }

    /// <summary>The masks that an alias's parameters and properties give to transforms of its chain, by the transform's
    /// name.</summary>
    public static IEnumerable<(string Transform, string Name, object? Text)> Given(
        AttributeData alias, IReadOnlyList<Argument> arguments)
    {
        foreach (var argument in arguments)
        {
            if (Target(argument.Parameter) is { } transform)
                yield return (transform, argument.Name, argument.Value.Value);
        }

        foreach (var property in alias.NamedArguments)
        {
            if (Find(alias.AttributeClass, property.Key) is { } symbol && Target(symbol) is { } transform)
                yield return (transform, property.Key, property.Value.Value);
        }
    }

    /// <summary>The transform whose mask a parameter or a property is, or null.</summary>
    public static string? Target(ISymbol symbol) =>
        symbol.TargetOf() is string target && target.EndsWith("." + Property, StringComparison.Ordinal)
            ? target.Substring(0, target.Length - Property.Length - 1)
            : null;

    private static ISymbol? Find(INamedTypeSymbol? type, string property) => type is null
        ? null
        : type.GetMembers(property).OfType<IPropertySymbol>().FirstOrDefault() ?? Find(type.BaseType, property);

    private static string? Objection(string[] groups) => groups switch
    {
        _ when groups.Any(group => group.Length == 0) => groups.Length == 1 ? "names no group" : "has a group without a name",
        _ when groups.Any(group => group.StartsWith("!", StringComparison.Ordinal)) => "has a '!' that is not at its beginning",
        _ when groups.Any(group => group.Any(char.IsControl)) => "has a group with a control character in its name",
        _ => null,
    };
}
