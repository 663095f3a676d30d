namespace SamFast.Generators.Planning;

/// <summary>The phases of an optimizer. A plain chain has one; SAM has ascents and a descent.</summary>
internal sealed record Phases(Phase Descent)
{
    /// <summary>The wrappers of SAM: decide if its next phase happens.</summary>
    public Phase? Guard { get; init; }

    /// <summary>Decides if SAM climbs.</summary>
    public Phase? Gate { get; init; }

    public Phase? FirstAscent { get; init; }

    /// <summary>The later ascents, if they differ from the first.</summary>
    public Phase? NextAscent { get; init; }

    /// <summary>Averages the diagonal of the Hessian, after a step that receives it.</summary>
    public Sweep? Observation { get; init; }

    /// <summary>Computes the parameters for evaluation, between steps.</summary>
    public Sweep? Evaluation { get; init; }

    public IEnumerable<Phase> All => new[] { Guard, Gate, FirstAscent, NextAscent, Descent }.OfType<Phase>();

    /// <summary>The memory steps, each once, in the order of the generated code.</summary>
    public IReadOnlyList<IMemoryStep> MemorySteps =>
        [.. All.SelectMany(p => p.MemorySteps).Concat(Observation is null ? [] : [Observation]).Distinct()];

    /// <summary>The sweep that replaces a sweep of the first ascent in later ascents; null if they are the same.</summary>
    public Sweep? InLaterAscents(Sweep sweep)
    {
        int index = FirstAscent is null || NextAscent is null ? -1 : Array.IndexOf([.. FirstAscent.Steps], sweep);
        return index < 0 || NextAscent!.Steps[index].Equals(sweep) ? null : (Sweep)NextAscent.Steps[index];
    }

    /// <summary>The phases with every memory step replaced.</summary>
    public Phases Select(Func<IMemoryStep, IMemoryStep> replace) => new(Descent.Select(replace))
    {
        Guard = Guard?.Select(replace),
        Gate = Gate?.Select(replace),
        FirstAscent = FirstAscent?.Select(replace),
        NextAscent = NextAscent?.Select(replace),
        Observation = Observation is null ? null : (Sweep)replace(Observation),
        Evaluation = Evaluation is null ? null : (Sweep)replace(Evaluation),
    };
}
