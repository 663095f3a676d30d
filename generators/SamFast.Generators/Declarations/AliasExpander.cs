using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SamFast.Generators.Diagnostics;
using SamFast.Generators.Kernels;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Declarations;

/// <summary>Reads an attribute of a chain as its links: one of a transform, those that it lists of an alias, aliases within it included.</summary>
/// <param name="group">The number and the name of the attribute in its chain.</param>
internal sealed class AliasExpander(
    INamedTypeSymbol target, ChainOptions options, (int Number, string Name) group, Reporter reporter, Location? location)
{
    /// <summary>Reads an attribute on an optimizer.</summary>
    public LinkGroup Read(AttributeData attribute) => Group(Expand(attribute, Argument.Of(attribute, location), []));

    /// <summary>Reads the links on an attribute class that is no alias itself, driven by the arguments of one of its uses.</summary>
    public LinkGroup ReadLinksOf(AttributeData use)
    {
        if (Argument.Of(use, location) is { } arguments)
            return Group(ExpandAlias(use.AttributeClass!.OriginalDefinition, arguments, []));
        reporter.Fail();
        return Group(Expansion.Empty);
    }

    private LinkGroup Group(Expansion expansion) => new(group.Number, group.Name, expansion.Links, expansion.Uses);

    /// <param name="around">The aliases that are being expanded, outermost first.</param>
    private Expansion Expand(AttributeData attribute, IReadOnlyList<Argument>? arguments, ImmutableArray<INamedTypeSymbol> around)
    {
        if (arguments is null)
        {
            reporter.Fail();
            return Expansion.Empty;
        }

        var type = attribute.AttributeClass!;
        var use = new Expansion([], [(type.ShortName(), arguments)]);
        var expansion = type.IsAlias() ? use.Then(ExpandAlias(type, arguments, around)) : use.Then(Transform(type, arguments));
        var stored = StorageReader.Apply(attribute, expansion.Links, options, reporter, location);
        return expansion with { Links = MaskReader.Apply(attribute, arguments, stored, reporter, location) };
    }

    private Expansion Transform(INamedTypeSymbol type, IReadOnlyList<Argument> arguments) =>
        KernelReader.Read(type, target, arguments, reporter, location) is not { } kernel ? Expansion.Empty
            : new Expansion([new DeclaredLink(
                group.Number, group.Name, type.ShortName(),
                ReportReader.Read(type, kernel with { Meaning = OrderRules.MeaningOf(type, arguments) }, reporter, location), arguments, location)], []);

    private Expansion ExpandAlias(INamedTypeSymbol alias, IReadOnlyList<Argument> arguments, ImmutableArray<INamedTypeSymbol> around)
    {
        if (AliasRules.IsFaulty(alias, target, reporter))
        {
            reporter.Fail();
            return Expansion.Empty;
        }

        foreach (string objection in AliasRules.Objections(alias, around))
            reporter.Error(Descriptors.UnusableAlias, location, alias.ShortName(), objection);
        if (AliasRules.IsCyclic(alias, around))
            return Expansion.Empty;

        var expansion = Expansion.Empty;
        var links = AliasRules.LinksOf(alias, location);
        foreach (var link in links.Where(link => IsChosen(link.Name, arguments)))
            expansion = expansion.Then(Expand(link.Attribute, link.Own?.Select(a => Given(a, link.Name, arguments)).ToArray(), around.Add(alias)));

        if (alias.IsAlias() && !reporter.HasErrors && AliasRules.Idle(links, arguments) is { } idle)
            reporter.Error(Descriptors.UnusableAlias, location, alias.ShortName(), idle);
        return expansion;
    }

    /// <summary>True if no flag of the alias leaves a link out.</summary>
    private static bool IsChosen(string link, IReadOnlyList<Argument> arguments) =>
        arguments.FirstOrDefault(a => AliasRules.Choices(a).Contains(link)) is not { Value: { Kind: TypedConstantKind.Primitive, Value: bool isFirst } } choice
        || isFirst == (AliasRules.Choices(choice)[0] == link);

    /// <summary>A link's argument, with the value that the alias gives it.</summary>
    private static Argument Given(Argument own, string link, IReadOnlyList<Argument> outer)
    {
        if (AliasRules.Driver(own, link, outer) is { } given)
        {
            return own with
            {
                Value = given.Value,
                Label = given.Label,
                Location = given.Location,
                IsGiven = given.IsGiven,
                Neutral = given.Neutral ?? own.Neutral,
            };
        }

        // The alias may use the same name for something else: LAMB's eps is Adam's, not the trust ratio's.
        return outer.Any(a => a.Label == own.Label) ? own with { Label = Casing.Lower(link) + Casing.Upper(own.Name) } : own;
    }

    /// <summary>The links of an attribute, and all arguments that it gives.</summary>
    private sealed record Expansion(ImmutableArray<DeclaredLink> Links, ImmutableArray<(string Owner, IReadOnlyList<Argument> Arguments)> Uses)
    {
        public static Expansion Empty { get; } = new([], []);

        public Expansion Then(Expansion next) => new(Links.AddRange(next.Links), Uses.AddRange(next.Uses));
    }
}
