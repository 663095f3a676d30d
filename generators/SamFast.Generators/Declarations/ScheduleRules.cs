using SamFast.Generators.Kernels;

namespace SamFast.Generators.Declarations;

/// <summary>The rules for schedules in a chain. A rule returns the problem and its remedy, or null.</summary>
internal static class ScheduleRules
{
    public const string MustFollowATransform = "no transform precedes it: write it after the one whose hyperparameter it drives";

    /// <summary>The problem of the scalar that a schedule drives, or null.</summary>
    /// <param name="driven">Its name; null if none is given, and several exist.</param>
    public static string? Objection(string? driven, string[] scalars, string group) =>
        scalars.Length == 0 ? $"{group} has no scalar to drive: leave the schedule out"
        : driven is null ? $"{group} has several scalars: say which one it drives, as in Of = \"{scalars[0]}\""
        : !scalars.Contains(driven) ? $"{group} has no scalar named '{driven}': name one of {string.Join(", ", scalars)}"
        : null;

    /// <summary>The problem of a schedule after those of the same scalar, or null.</summary>
    public static string? Objection(ScheduleModel schedule, string driven, LinkGroup group)
    {
        if (!group.Last.TryGetValue(driven, out var before))
            return null;
        if (before.Until == 0)
        {
            return $"{driven} of {group.Name} has a schedule already: keep one, or write Until on the first one, the count at which "
                + "this one takes over";
        }

        return schedule.Until == 0 || schedule.Until > before.Until ? null
            : $"Until is {schedule.Until}, but the schedule before it applies until {before.Until}: "
                + "give a larger count, from the beginning of the run";
    }

    /// <summary>The problem of the last schedule of a scalar, or null.</summary>
    public static string? Objection(LastSchedule last) => last.Until == 0 ? null
        : $"it ends at {last.Until}, but no schedule follows: write the next schedule after it, or leave Until out";
}
