using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Declarations;

/// <summary>The rules for the class of an alias: a method each, listed in one array. A rule returns the problem and its remedy, or null.</summary>
internal static class AliasRules
{
    private static readonly Func<INamedTypeSymbol, ImmutableArray<INamedTypeSymbol>, string?>[] _all =
        [MustListTransforms, MustNotListSchedules, MustNotListWrappers, MustNotListItself];

    /// <param name="around">The aliases that are being expanded, outermost first.</param>
    public static IEnumerable<string> Objections(INamedTypeSymbol alias, ImmutableArray<INamedTypeSymbol> around) =>
        _all.Select(rule => rule(alias, around)).OfType<string>();

    public static bool IsCyclic(INamedTypeSymbol alias, ImmutableArray<INamedTypeSymbol> around) =>
        around.Contains(alias, SymbolEqualityComparer.Default);

    private static string? MustListTransforms(INamedTypeSymbol alias, ImmutableArray<INamedTypeSymbol> around) =>
        alias.GetAttributes().Any(a => a.AttributeClass.IsTransform()) ? null : "it lists no transforms: write them as attributes on it";

    private static string? MustNotListSchedules(INamedTypeSymbol alias, ImmutableArray<INamedTypeSymbol> around) =>
        alias.GetAttributes().Any(a => a.AttributeClass.IsSchedule())
            ? $"it lists a schedule: write the schedule on the optimizer, after [{alias.ShortName()}]" : null;

    private static string? MustNotListWrappers(INamedTypeSymbol alias, ImmutableArray<INamedTypeSymbol> around) =>
        alias.GetAttributes().FirstOrDefault(a => a.AttributeClass.IsWrapper())?.AttributeClass!.ShortName() is { } wrapper
            ? $"it lists the wrapper [{wrapper}]: write [{wrapper}] on the optimizer, before [{alias.ShortName()}]" : null;

    private static string? MustNotListItself(INamedTypeSymbol alias, ImmutableArray<INamedTypeSymbol> around) =>
        IsCyclic(alias, around) ? $"it lists itself: leave [{alias.ShortName()}] out of [{around[around.Length - 1].ShortName()}]" : null;
}
