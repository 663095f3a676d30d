using System.Collections.Immutable;

namespace SamFast.Generators.Declarations;

/// <summary>The rules for a chain with a line search: a method each, listed in two arrays. A rule returns the problem and its remedy, or null.</summary>
internal static class SearchRules
{
    private static readonly Func<ImmutableArray<DeclaredLink>, DeclaredLink, string?>[] _compatibility = [MustNotBeWrapped, MustChooseTheLastPoint, MustNotNeedTheHessian];

    private static readonly Func<ImmutableArray<DeclaredLink>, DeclaredLink, string?>[] _order = [MustComeLast, MustHaveADirection];

    /// <summary>The problem of a link that no order allows beside the search, or null.</summary>
    public static string? Incompatible(ImmutableArray<DeclaredLink> links, DeclaredLink search) => First(_compatibility, links, search);

    /// <summary>The problem of the order, or null.</summary>
    public static string? Misplaced(ImmutableArray<DeclaredLink> links, DeclaredLink search) => First(_order, links, search);

    private static string? First(Func<ImmutableArray<DeclaredLink>, DeclaredLink, string?>[] rules, ImmutableArray<DeclaredLink> links, DeclaredLink search) =>
        rules.Select(rule => rule(links, search)).FirstOrDefault(objection => objection is not null);

    private static string? MustNotBeWrapped(ImmutableArray<DeclaredLink> links, DeclaredLink search) =>
        links.FirstOrDefault(l => l.Wrapper is not null) is { } wrapper
            ? $"but [{wrapper.Name}] would decide about the step on its own: leave [{wrapper.Name}] out" : null;

    private static string? MustChooseTheLastPoint(ImmutableArray<DeclaredLink> links, DeclaredLink search) =>
        links.FirstOrDefault(l => l != search && l.ExcludesSearch) is { } other
            ? $"but [{other.Name}] would move the parameters off the point that the search chose: leave one of the two out" : null;

    private static string? MustNotNeedTheHessian(ImmutableArray<DeclaredLink> links, DeclaredLink search) =>
        links.FirstOrDefault(l => l.Kernel.Observe is not null) is { } observer
            ? $"with losses and gradients only, but [{observer.Name}] needs the diagonal of the Hessian: leave one of the two out" : null;

    private static string? MustComeLast(ImmutableArray<DeclaredLink> links, DeclaredLink search)
    {
        if (links.SkipWhile(l => l != search).ElementAtOrDefault(1) is not { } next)
            return null;
        return next.Group == search.Group
            ? $"but [{next.Name}] would change the update after the search: write [{next.Name}] before [{search.Name}] in [{next.GroupName}]"
            : $"but [{next.GroupName}] would change the update after the search: write [{next.GroupName}] before [{search.GroupName}]";
    }

    private static string? MustHaveADirection(ImmutableArray<DeclaredLink> links, DeclaredLink search) =>
        search == links[0] ? "but none precedes it: write a transform before it whose update goes downhill, such as [Sgd(1)]" : null;
}
