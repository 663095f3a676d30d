namespace SamFast.Generators.Planning;

/// <summary>Memory traffic of a step, in streams: vectors read and written, relative to the parameters.</summary>
internal static class Traffic
{
    /// <summary>Streams of a step of the chain, or, in SAM with several descents, of a period.</summary>
    public static double Streams(Plan plan) => plan.Model.Descents == 1
        ? Streams(plan.Phases.Descent.Steps, Climb(plan))
        : Climb(plan) + (plan.Model.Descents * Streams(plan.Phases.Descent.Steps, 0));

    /// <summary>Streams before the descent.</summary>
    private static double Climb(Plan plan)
    {
        double guard = plan.Phases.Guard is { } phase ? plan.Model.Sam!.SyncPeriod * Streams(phase.Steps, 0) : 0;
        double gate = plan.Phases.Gate is { } deciding ? Streams(deciding.Steps) : 0;
        double ascents = plan.Model.Sam is { Ascents: > 0 and var count } && plan.Phases is { FirstAscent: { } first, NextAscent: var next }
            ? Streams(first.Steps) + ((count - 1L) * Streams((next ?? first).Steps))
            : 0;
        return guard + gate + ascents;
    }

    /// <summary>Streams of steps in all calls that lead to one step of the chain.</summary>
    /// <param name="before">Streams of each call before these steps.</param>
    private static double Streams(IReadOnlyList<IStep> steps, double before)
    {
        int gathered = 0;
        foreach (var (gathering, i) in steps.Select((step, i) => (step as Gathering, i)).Where(g => g.Item1 is not null))
        {
            before += Streams(steps.Take(i).Skip(gathered));
            before = (gathering!.Link.Period * before) + gathering.Streams;
            gathered = i;
        }

        return before + Streams(steps.Skip(gathered));
    }

    /// <summary>Streams of steps; in a partition, for the group with the most.</summary>
    private static double Streams(IEnumerable<IStep> steps)
    {
        var memory = steps.OfType<IMemoryStep>().ToLookup(p => p.Part is not null);
        return memory[false].Sum(p => p.Streams)
            + memory[true].GroupBy(p => p.Part).Select(part => part.Sum(p => p.Streams)).DefaultIfEmpty(0).Max();
    }
}
