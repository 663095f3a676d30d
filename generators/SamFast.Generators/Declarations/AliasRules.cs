using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SamFast.Generators.Diagnostics;
using SamFast.Generators.Kernels;
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

    /// <summary>True if an alias of the same project has mistakes of its own. They are reported at its declaration.</summary>
    public static bool IsFaulty(INamedTypeSymbol alias, INamedTypeSymbol user, Reporter reporter)
    {
        if (!alias.IsAlias() || !KernelClass.IsOfProject(alias, user))
            return false;
        var own = reporter.ForUsed();
        Check(alias.OriginalDefinition, own);
        return own.HasErrors;
    }

    /// <summary>Reports the mistakes of an alias in its declaration: an optimizer that uses it may be in another project, or not exist yet.</summary>
    public static void Check(INamedTypeSymbol alias, Reporter reporter)
    {
        var location = alias.Locations.FirstOrDefault();
        var constructors = alias.InstanceConstructors.Where(c => c.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal).ToArray();
        foreach (string objection in Objections(alias, []).Concat(IntervalRules.Objections(alias)))
            reporter.Error(Descriptors.UnusableAlias, location, alias.ShortName(), objection);
        if (reporter.HasErrors || constructors.Length != 1)
            return;
        Argument[] arguments = [.. constructors[0].Parameters.Select(p => new Argument(p, default, p.Name, location))];
        if (Idle(LinksOf(alias, location), arguments) is { } idle)
            reporter.Error(Descriptors.UnusableAlias, location, alias.ShortName(), idle);
    }

    /// <summary>The transforms that an alias lists; the arguments are null if the compiler cannot make sense of them.</summary>
    public static (AttributeData Attribute, string Name, IReadOnlyList<Argument>? Own)[] LinksOf(INamedTypeSymbol alias, Location? location) =>
    [
        .. alias.GetAttributes().Where(a => a.AttributeClass.IsTransform())
            .Select(link => (link, link.AttributeClass!.ShortName(), Argument.Of(link, location))),
    ];

    /// <summary>The objection to a parameter of an alias that reaches no transform, or null.</summary>
    public static string? Idle((AttributeData Attribute, string Name, IReadOnlyList<Argument>? Own)[] links, IReadOnlyList<Argument> arguments)
    {
        var reached = links.SelectMany(link => (link.Own ?? []).Select(a => Driver(a, link.Name, arguments))
            .Append(arguments.FirstOrDefault(a => Choices(a).Contains(link.Name)))).OfType<Argument>().Select(a => a.Name);
        if (arguments.FirstOrDefault(a => MaskReader.Target(a.Parameter) is null && !reached.Contains(a.Name)) is not { } idle)
            return null;
        var reachable = links.SelectMany(link => (link.Own ?? []).Select(a => $"{link.Name}.{a.Name}"));
        return $"its parameter '{idle.Name}' reaches none of {string.Join(", ", reachable)}: give it the same name, or write [Sets(\"…\")]";
    }

    /// <summary>The argument of the alias that a link's argument takes its value from: by <c>[Sets]</c>, or by name.</summary>
    public static Argument? Driver(Argument own, string link, IReadOnlyList<Argument> outer) =>
        outer.FirstOrDefault(a =>
            ParameterTarget.Of(a.Parameter) is { } target ? target == new ParameterTarget.Hyperparameter(link, own.Name) : a.Name == own.Name);

    /// <summary>The transform that a flag includes if it is true, and the one that it includes if it is false, or null.</summary>
    public static string?[] Choices(Argument argument) =>
        ParameterTarget.Of(argument.Parameter) is ParameterTarget.Choice choice ? [choice.IfTrue, choice.IfFalse] : [];
}
