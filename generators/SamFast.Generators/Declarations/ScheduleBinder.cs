using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SamFast.Generators.Diagnostics;
using SamFast.Generators.Kernels;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Declarations;

/// <summary>Attaches schedules to the scalars that they drive.</summary>
internal static class ScheduleBinder
{
    /// <summary>Attaches a schedule to the group before it.</summary>
    /// <returns>The group with the schedule, or with the mark of a faulty one.</returns>
    public static LinkGroup Bind(AttributeData attribute, LinkGroup group, INamedTypeSymbol target, Reporter reporter, Location? location)
    {
        var faulty = group with { HasFaultySchedule = true };
        if (Read(attribute, target, reporter, location) is not { } schedule)
            return faulty;

        string[] scalars = [.. group.Links.SelectMany(l => l.Arguments).Where(a => a.IsScalar).Select(a => a.Label).Distinct()];
        string? driven = attribute.Named("Of") as string
            ?? (scalars.Contains("learningRate") ? "learningRate" : scalars.Length == 1 ? scalars[0] : null);
        string name = attribute.AttributeClass!.ShortName();
        if (ScheduleRules.Objection(driven, scalars, group.Name) is { } unknown)
        {
            reporter.Error(Descriptors.UnusableSchedule, location, name, unknown);
            return faulty;
        }

        if (ScheduleRules.Objection(schedule, driven!, group) is { } objection)
            reporter.Error(Descriptors.UnusableSchedule, location, name, objection);
        return Add(schedule, driven!, group, new LastSchedule(schedule.Until, name, location));
    }

    /// <summary>Reads a schedule attribute.</summary>
    /// <returns>The schedule, or null if the reporter has errors.</returns>
    public static ScheduleModel? Read(AttributeData attribute, INamedTypeSymbol target, Reporter reporter, Location? location)
    {
        if (Argument.Of(attribute, location) is { } arguments)
            return ScheduleReader.Read(attribute, arguments, target, reporter, location);
        reporter.Fail();
        return null;
    }

    private static LinkGroup Add(ScheduleModel schedule, string driven, LinkGroup group, LastSchedule last) => group with
    {
        Last = group.Last.SetItem(driven, last),
        Links = [.. group.Links.Select(link => !link.HasScalar(driven) ? link : link with
        {
            Schedules = link.Schedules.SetItem(
                driven, (link.Schedules.TryGetValue(driven, out var earlier) ? earlier : []).Add(schedule)),
        })],
    };
}
