using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SamFast.Generators.Diagnostics;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Declarations;

/// <summary>Reads masks: <c>"decay, norm"</c>, <c>"!bias"</c>.</summary>
internal static class MaskReader
{
    private const string Property = "Mask";

    /// <summary>Reads a mask.</summary>
    /// <param name="text">The text of the mask; null if there is none.</param>
    /// <param name="name">The name of the property or the parameter.</param>
    /// <returns>The mask; null if there is none, or if the reporter has errors.</returns>
    public static MaskModel? Read(object? text, string name, string owner, Reporter reporter, Location? location)
    {
        if (text is not string given)
            return null;
        bool isExcept = given.TrimStart().StartsWith("!", StringComparison.Ordinal);
        string[] groups = [.. (isExcept ? given.TrimStart().Substring(1) : given).Split(',').Select(group => group.Trim())];
        if (Objection(groups) is not { } objection)
            return new MaskModel(groups.Distinct().ToEquatableArray(), isExcept);
        reporter.Error(Descriptors.UnusableMask, location, owner,
            $"{name} {objection}: separate groups by commas, as in \"decay, norm\", or write \"!bias\" for all groups but one");
        return null;
    }

    /// <summary>Adds the masks of an attribute to its links: <c>Mask</c> to all, the masks of an alias to those that it names. A link with several masks
    /// acts on the tensors that are in all of them.</summary>
    public static ImmutableArray<DeclaredLink> Apply(
        AttributeData attribute, IReadOnlyList<Argument> arguments, ImmutableArray<DeclaredLink> links, Reporter reporter, Location? location)
    {
        if (links.IsEmpty)
            return links;
        string owner = attribute.AttributeClass!.ShortName();
        var masks = new List<(string? Transform, MaskModel Mask)>();
        if (Read(attribute.Named(Property), Property, owner, reporter, location) is { } mask)
            masks.Add((null, mask));
        foreach (var (transform, name, text) in Given(attribute, arguments))
        {
            if (Read(text, name, owner, reporter, location) is not { } own)
                continue;
            masks.Add((transform, own));
            if (links.All(l => l.Name != transform))
            {
                reporter.Error(Descriptors.UnusableMask, location, owner,
                    $"{name} is for {transform}, which is none of its transforms: write Mask, or use one of {string.Join(", ", links.Select(l => l.Name))}");
            }
        }

        return [.. links.Select(link => link with
        {
            Masks = link.Masks.AddRange(masks.Where(m => m.Transform is null || m.Transform == link.Name).Select(m => m.Mask)),
        })];
    }

    /// <summary>The masks that an alias's parameters and properties give to transforms of its chain, by the transform's
    /// name.</summary>
    private static IEnumerable<(string Transform, string Name, object? Text)> Given(
        AttributeData alias, IReadOnlyList<Argument> arguments)
    {
        foreach (var argument in arguments)
        {
            if (Target(argument.Parameter) is { } transform)
                yield return (transform, argument.Name, argument.IsDefault ? argument.Value.Value : argument.Value.Value ?? "");
        }

        foreach (var property in alias.NamedArguments)
        {
            if (Find(alias.AttributeClass, property.Key) is { } symbol && Target(symbol) is { } transform)
                yield return (transform, property.Key, property.Value.Value);
        }
    }

    /// <summary>The transform whose mask a parameter or a property is, or null.</summary>
    public static string? Target(ISymbol symbol) => (ParameterTarget.Of(symbol) as ParameterTarget.Mask)?.Transform;

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
