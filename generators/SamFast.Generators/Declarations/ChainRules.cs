using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SamFast.Generators.Diagnostics;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Declarations;

/// <summary>A chain whose attributes have been read, to be checked as a whole.</summary>
internal sealed class LinkChain(ImmutableArray<LinkGroup> groups, INamedTypeSymbol target, ChainOptions options)
{
    public ImmutableArray<LinkGroup> Groups { get; } = groups;

    public ImmutableArray<DeclaredLink> Links { get; } = [.. groups.SelectMany(group => group.Links)];

    public INamedTypeSymbol Target { get; } = target;

    public ChainOptions Options { get; } = options;

    /// <summary>The line search, or null.</summary>
    public DeclaredLink? Search => Links.FirstOrDefault(link => link.IsSearch);

    /// <summary>The groups of transforms that a wrapper may wrap.</summary>
    public int[] WrappedGroups => [.. Links.Where(l => l.Wrapper is null && !l.Kernel.IsProjection).Select(l => l.Group).Distinct()];

    /// <summary>The last group of a wrapper of so many transforms; null if there are fewer.</summary>
    public int? LastWrapped(int wraps) => wraps >= 1 && wraps <= WrappedGroups.Length ? WrappedGroups[wraps - 1] : null;
}

/// <summary>The rules for a chain as a whole: a method each, listed in one array.</summary>
internal static class ChainRules
{
    private static readonly Action<LinkChain, Reporter>[] _all =
    [
        SchedulesMustNotEndEarly, ArgumentsMustBeInRange, FlagsMustMeetTheirRequirements, FlattenedTensorsMustNotBeRead,
        WrappersMustReachTransforms, ProjectionsMustComeLast, EndsMustComeLast, RestartsMustNotBeBypassed, SearchMustEndThePlainChain,
        MasksMustNotSplitAllParameters,
    ];

    public static void Check(LinkChain chain, Reporter reporter)
    {
        foreach (var rule in _all)
            rule(chain, reporter);
    }

    private static void SchedulesMustNotEndEarly(LinkChain chain, Reporter reporter)
    {
        foreach (var last in chain.Groups.SelectMany(group => group.Last.Values))
        {
            if (ScheduleRules.Objection(last) is { } objection)
                reporter.Error(Descriptors.UnusableSchedule, last.Location, last.Name, objection);
        }
    }

    private static void ArgumentsMustBeInRange(LinkChain chain, Reporter reporter)
    {
        foreach (var group in chain.Groups)
        {
            foreach (var link in group.Links)
            {
                foreach (var argument in link.Arguments.Where(a => !a.IsNeutral && !link.IsScheduled(a)))
                    Ranges.Check(argument, link.Arguments, group.Name, group.HasFaultySchedule, reporter, link.IsFloat(argument, chain.Options));
            }
        }
    }

    private static void FlagsMustMeetTheirRequirements(LinkChain chain, Reporter reporter)
    {
        foreach (var group in chain.Groups)
        {
            foreach (var (owner, arguments) in group.Uses)
                Requirements.Check(arguments, owner, group.Last.ContainsKey, reporter);
        }
    }

    private static void FlattenedTensorsMustNotBeRead(LinkChain chain, Reporter reporter)
    {
        if (chain.Options.IsFlat && chain.Links.FirstOrDefault(l => l.Kernel.Tensor is not null) is { } whole)
        {
            reporter.Error(Descriptors.UnusableTensorKernel, whole.Location, whole.Name,
                "it works on each tensor, but Flatten makes all of them one: leave one of the two out");
        }
    }

    private static void WrappersMustReachTransforms(LinkChain chain, Reporter reporter)
    {
        foreach (var wrapper in chain.Links.Where(l => l.Wraps is not null))
        {
            int wraps = wrapper.Wraps!.Value, count = chain.WrappedGroups.Length;
            if (chain.LastWrapped(wraps) is null)
            {
                reporter.Error(Descriptors.UnusableGate, wrapper.Location, wrapper.Name,
                    $"Wraps is {wraps}, but "
                    + (count == 0 ? "no transform follows it: leave Wraps out, so that it wraps everything"
                        : $"the number of transforms that follow it is {count}: give a number from 1 to {count}"));
            }
            else if (chain.Links.FirstOrDefault(l => l.Wrapper is not null && l.Group > wrapper.Group && !(l.Wraps <= wraps)) is { } longer)
            {
                reporter.Error(Descriptors.UnusableGate, wrapper.Location, wrapper.Name,
                    $"it wraps {wraps} of the transforms, but [{longer.Name}] after it wraps more: write it after [{longer.Name}]");
            }
        }
    }

    private static void ProjectionsMustComeLast(LinkChain chain, Reporter reporter)
    {
        for (int i = 1; i < chain.Links.Length && chain.Search is null; i++)
        {
            var (before, link) = (chain.Links[i - 1], chain.Links[i]);
            if (before.Kernel.IsProjection && !link.Kernel.IsProjection)
                reporter.Error(Descriptors.ProjectionNotLast, link.Location, link.Name, before.Name);
        }
    }

    private static void EndsMustComeLast(LinkChain chain, Reporter reporter)
    {
        int last = chain.Links.ToList().FindLastIndex(l =>
            l.Wrapper is null && !l.IsIdentity && l.Kernel is { EndsChain: false, IsProjection: false });
        if (chain.Search is null && chain.Links.Take(Math.Max(last, 0)).FirstOrDefault(l => l.Kernel.EndsChain) is { } early)
            reporter.Error(Descriptors.NotTheEnd, early.Location, early.Name, chain.Links[last].Name);
    }

    private static void RestartsMustNotBeBypassed(LinkChain chain, Reporter reporter)
    {
        if (chain.Links.FirstOrDefault(l => l.Kernel.Reset is not null) is { } reset
            && chain.Links.FirstOrDefault(l => l is { Wrapper.Kind: WrapperKind.Bypass, Wraps: { } wraps }
                && chain.LastWrapped(wraps) < reset.Group) is { } bypass)
            reporter.Error(Descriptors.ResetBypass, reset.Location, reset.Name, bypass.Name);
    }

    private static void SearchMustEndThePlainChain(LinkChain chain, Reporter reporter)
    {
        if (chain.Search is not { } search)
            return;
        if (SearchRules.Incompatible(chain.Links, search) is { } incompatible)
            reporter.Error(Descriptors.LinesearchPlace, search.Location, search.Name, incompatible);
        else if (chain.Links.FirstOrDefault(l => l.Kernel.Tensor is { IsAll: false } && l.Kernel.Slots.Any()) is { } stateful)
        {
            reporter.Error(Descriptors.LinesearchState, stateful.Location, chain.Target.Name,
                $"{stateful.Name} works on whole tensors and keeps {string.Join(", ", stateful.Kernel.Slots.Select(s => s.Name))}",
                "use a transform over lanes, or one without state, such as [Centralize]");
        }
        else if (SearchRules.Misplaced(chain.Links, search) is { } misplaced)
            reporter.Error(Descriptors.LinesearchPlace, search.Location, search.Name, misplaced);
    }

    private static void MasksMustNotSplitAllParameters(LinkChain chain, Reporter reporter)
    {
        if (chain.Links.FirstOrDefault(l => l.Masks.Length > 0 && (l.IsSearch || l.Kernel.Tensor is { IsAll: true })) is { } masked)
        {
            reporter.Error(Descriptors.UnusableMask, masked.Location, masked.Name,
                "it works on all parameters at once, but has a mask: leave Mask out, or freeze the other tensors with Freeze");
        }
    }
}
