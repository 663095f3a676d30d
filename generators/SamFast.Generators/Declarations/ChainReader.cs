using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SamFast.Generators.Diagnostics;
using SamFast.Generators.Kernels;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Declarations;

/// <summary>Reads the attributes of a class, in source order, as a chain: wrappers first, aliases expanded, schedules attached to the scalars
/// that they drive, transforms that do nothing left out.</summary>
internal static class ChainReader
{
    public static ChainModel Read(
        IEnumerable<AttributeData> attributes, INamedTypeSymbol target, ChainOptions options, Reporter reporter, Location? location)
    {
        var groups = ImmutableArray<LinkGroup>.Empty;
        string? firstTransform = null;
        foreach (var attribute in attributes)
        {
            var at = LocationOf(attribute, location);
            if (attribute.AttributeClass.IsSchedule())
                groups = Bind(attribute, groups, target, reporter, at);
            else if (attribute.AttributeClass.IsWrapper())
                groups = groups.Add(Wrapper(attribute, groups.Length, firstTransform, target, reporter, at));
            else if (attribute.AttributeClass.IsTransform())
            {
                string name = attribute.AttributeClass!.ShortName();
                firstTransform ??= name;
                groups = groups.Add(new AliasExpander(target, options, (groups.Length, name), reporter, at).Read(attribute));
            }
        }

        return Finish(groups, target, options, reporter);
    }

    /// <summary>Reads the chain on an attribute class, driven by the arguments of one of its uses and by the schedules after it.</summary>
    public static ChainModel ReadAlias(
        AttributeData use, IEnumerable<AttributeData> schedules, INamedTypeSymbol target, string precision, Reporter reporter,
        Location? location)
    {
        var options = ChainOptions.Default with { IsDouble = precision != "float" };
        var group = new AliasExpander(target, options, (0, use.AttributeClass!.ShortName()), reporter, location).ReadLinksOf(use);
        foreach (var schedule in schedules)
            group = ScheduleBinder.Bind(schedule, group, target, reporter, LocationOf(schedule, location));
        return Finish([group], target, options, reporter);
    }

    /// <summary>Reads the attributes after [Sam] from the first one that ends a chain, as the end of the outer optimizer's chain.</summary>
    public static ChainModel ReadEnd(
        ChainModel outer, IEnumerable<AttributeData> attributes, INamedTypeSymbol target, ChainOptions options,
        Reporter reporter, Location? location)
    {
        var end = Read(attributes, target, options, reporter, location);
        if (end.Stages.FirstOrDefault(s => s.Kernel.Reset is not null) is { } reset
            && outer.Stages.FirstOrDefault(s => s.Wrapper is { Kind: WrapperKind.Bypass, LastGroup: not null }) is { } bypass)
            reporter.Error(Descriptors.ResetBypass, location, reset.GroupName, bypass.GroupName);
        if (outer.Parts.Count > 0)
            PartitionRules.CheckEnds(end, reporter, location);
        OrderRules.Check(outer, end, reporter, location);
        return Join(outer, end) with { Thawed = outer.Thawed, Parts = outer.Parts };
    }

    /// <summary>Reads the attributes after [Sam] before the first one that ends a chain, as the beginning of the outer optimizer's chain.</summary>
    public static ChainModel ReadHead(
        ChainModel outer, IEnumerable<AttributeData> attributes, INamedTypeSymbol target, ChainOptions options,
        Reporter reporter, Location? location)
    {
        var head = Read(attributes, target, options, reporter, location);
        if (outer.Stages.FirstOrDefault(s => s.Wrapper is not null) is { } wrapper && head.Stages.Count > 0)
        {
            reporter.Error(Descriptors.UnusableCombination, location, head.Stages[0].GroupName,
                $"it precedes the outer optimizer, whose chain has the wrapper [{wrapper.GroupName}]: write it there, after [{wrapper.GroupName}]");
        }

        OrderRules.Check(head, outer, reporter, location);
        return Join(head, outer) with { Thawed = outer.Thawed, Parts = outer.Parts };
    }

    /// <summary>The stages of two chains, those of the second numbered after those of the first.</summary>
    private static ChainModel Join(ChainModel first, ChainModel second)
    {
        int groups = first.Stages.Select(s => s.Group + 1).DefaultIfEmpty(0).Max();
        var later = second.Stages.Select(s => s with
        {
            Group = s.Group + groups,
            Wrapper = s.Wrapper is { LastGroup: { } last } own ? own with { LastGroup = last + groups } : s.Wrapper,
        });
        return new ChainModel(first.Stages.Concat(later).ToEquatableArray())
        {
            LeftOut = first.LeftOut.Concat(second.LeftOut).ToEquatableArray(),
        };
    }

    private static Location? LocationOf(AttributeData attribute, Location? location) =>
        attribute.ApplicationSyntaxReference is { } syntax ? Location.Create(syntax.SyntaxTree, syntax.Span) : location;

    private static ImmutableArray<LinkGroup> Bind(
        AttributeData schedule, ImmutableArray<LinkGroup> groups, INamedTypeSymbol target, Reporter reporter, Location? location)
    {
        if (groups.Length > 0)
            return groups.SetItem(groups.Length - 1, ScheduleBinder.Bind(schedule, groups[groups.Length - 1], target, reporter, location));
        if (ScheduleBinder.Read(schedule, target, reporter, location) is not null)
            reporter.Error(Descriptors.UnusableSchedule, location, schedule.AttributeClass!.ShortName(), ScheduleRules.MustFollowATransform);
        return groups;
    }

    private static LinkGroup Wrapper(
        AttributeData attribute, int number, string? firstTransform, INamedTypeSymbol target, Reporter reporter, Location? location)
    {
        var type = attribute.AttributeClass!;
        var group = new LinkGroup(number, type.ShortName(), [], []);
        if (firstTransform is not null)
        {
            reporter.Error(Descriptors.WrapperAfter, location, group.Name, $"[{firstTransform}]");
            return group;
        }

        if (Argument.Of(attribute, location) is not { } arguments)
        {
            reporter.Fail();
            return group;
        }

        return KernelReader.Read(type, target, arguments, reporter, location) is not { } kernel ? group : group with
        {
            Links =
            [
                new DeclaredLink(number, group.Name, group.Name, ReportReader.Read(type, kernel, reporter, location), arguments, location)
                {
                    Wrapper = new WrapperModel(KindOf(type)),
                    Wraps = attribute.Named("Wraps") as int?,
                },
            ],
        };
    }

    private static WrapperKind KindOf(INamedTypeSymbol wrapper) =>
        wrapper.IsClimbGate() ? WrapperKind.Climb
        : wrapper.IsBypass() ? WrapperKind.Bypass
        : wrapper.IsGate() ? WrapperKind.Mask
        : WrapperKind.Gather;

    private static ChainModel Finish(ImmutableArray<LinkGroup> groups, INamedTypeSymbol target, ChainOptions options, Reporter reporter)
    {
        var chain = new LinkChain(groups, target, options);
        ChainRules.Check(chain, reporter);
        var links = chain.Links.Select(link => link.Wraps is { } wraps && chain.LastWrapped(wraps) is { } last
            ? link with { Wrapper = link.Wrapper! with { LastGroup = last } } : link).ToArray();
        var stages = links.Where(link => !link.IsIdentity).Select(link => (Stage: link.ToStage(options), link.Location)).ToArray();
        OrderRules.Check(stages, reporter);
        return new ChainModel(
            stages.Select(s => s.Stage).ToEquatableArray(),
            MaskReader.Read(options.Freeze, "Freeze", "Optimizer", reporter, target.Locations.FirstOrDefault())?.Complement)
        {
            LeftOut = links.Where(link => link.IsIdentity).SelectMany(link => LeftOut(link, links)).ToEquatableArray(),
        };
    }

    /// <summary>The scalars of a transform that is left out, unless they reach one that is not.</summary>
    private static IEnumerable<LeftOutModel> LeftOut(DeclaredLink link, DeclaredLink[] links)
    {
        var neutral = link.Neutral!;
        bool isInRange = neutral.Neutral is { } value && Ranges.Of(neutral.Parameter, link.Arguments).Contains(value);
        string remedy = isInRange && neutral.Neutral == 0
            ? $"declare a value that is not 0, as in {neutral.Label}: 1e-9, and set it to 0 or to any other"
            : "declare the value that it is to have at first";
        return link.Arguments
            .Where(a => a.IsScalar && !links.Any(other => other.Group == link.Group && !other.IsIdentity && other.Arguments.Any(b => b.Label == a.Label)))
            .Select(a => new LeftOutModel(
                a.Label, link.GroupName, link.Name, a.Literal, $"{neutral.Label} of {link.GroupName} is declared as {neutral.Shown}", remedy));
    }
}
