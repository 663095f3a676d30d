using SamFast.Generators.Program;

namespace SamFast.Generators.Planning;

/// <summary>Properties of a phase that its sweeps depend on.</summary>
/// <param name="Policy">Source and destination of slots.</param>
/// <param name="Scratch">The slot that holds an update between sweeps; null if the update may replace the gradient.</param>
/// <param name="Gathered">The wrappers that have made the incoming gradient.</param>
internal sealed record SweepMode(PhaseKind Kind, SlotPolicy Policy, Slot? Scratch, IReadOnlyList<Link> Gathered)
{
    /// <summary>Receives the incoming gradient, for transforms of the descent.</summary>
    public Slot? AscentGradient { get; init; }

    /// <summary>Receives the unperturbed parameters, in the first ascent.</summary>
    public Slot? Saved { get; init; }

    /// <summary>True if the new parameters are in another buffer than the old ones.</summary>
    public bool IsFar { get; init; }

    /// <summary>True if the parameters are perturbed: a call without a step restores them.</summary>
    public bool RestoresParameters { get; init; }

    /// <summary>True for the steps after a closed bypass.</summary>
    public bool IsBypass { get; init; }

    /// <summary>True for wrappers of SAM, which counts its descents itself.</summary>
    public bool IsGuard => Kind is PhaseKind.Guard or PhaseKind.Gate;

    public Sign Sign => Kind is PhaseKind.FirstAscent or PhaseKind.NextAscent ? Sign.Subtract : Sign.Add;

    /// <summary>The steps after a closed bypass.</summary>
    public SweepMode Bypass(IReadOnlyList<Link> gathered) =>
        new(PhaseKind.Descent, Policy, Scratch, gathered) { IsBypass = true };
}
