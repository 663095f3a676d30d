namespace SamFast.Generators.Program;

/// <summary>A count of steps, calls or rounds.</summary>
/// <param name="Counter">The counter, if it is one of the program's own.</param>
internal sealed record Count(CountKind Kind, Counter? Counter = null)
{
    /// <summary>Completed steps of the optimizer.</summary>
    public static Count Steps { get; } = new(CountKind.Steps);

    /// <summary>Ascents of the current period.</summary>
    public static Count Ascents { get; } = new(CountKind.Ascents);

    /// <summary>Completed ascents of all periods.</summary>
    public static Count AdversarySteps { get; } = new(CountKind.AdversarySteps);

    /// <summary>A counter of the program.</summary>
    public static Count Of(Counter counter) => new(CountKind.Counter, counter);
}

internal enum CountKind
{
    Steps,
    Ascents,
    AdversarySteps,
    Counter,
}

/// <summary>A counter of a wrapper, or of a transform that resets others.</summary>
/// <param name="IsPublic">True if it is a property of the optimizer.</param>
internal sealed record Counter(string Name, bool IsPublic = false);

/// <summary>Transforms that another transform can reset.</summary>
/// <param name="Link">The transform that decides.</param>
/// <param name="Before">The transforms it resets.</param>
/// <param name="Count">Their steps since the last reset; null if none of them counts.</param>
internal sealed record Restart(Link Link, IReadOnlyList<Link> Before, Count? Count);
