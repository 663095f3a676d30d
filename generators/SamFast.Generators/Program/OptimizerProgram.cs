using SamFast.Generators.Declarations;

namespace SamFast.Generators.Program;

/// <summary>A lowered declaration: its chains with all names, scalars and state vectors resolved.</summary>
/// <param name="Wrappers">The wrappers of a sharpness-aware optimizer; empty otherwise.</param>
/// <param name="Outer">The chain; in SAM, of the outer optimizer.</param>
/// <param name="Adversary">The chain of the ascents; null without ascents.</param>
internal sealed record OptimizerProgram(OptimizerModel Model, Chain Wrappers, Chain Outer, Chain? Adversary)
{
    /// <summary>The line search that ends the chain. It is not in <see cref="Outer"/>.</summary>
    public Link? Search { get; init; }

    /// <summary>The tensor masks in use, each once.</summary>
    public IReadOnlyList<Mask> Masks { get; init; } = [];

    /// <summary>Sets of masks of which each tensor is in exactly one.</summary>
    public IReadOnlyList<IReadOnlyList<Mask>> Partitions { get; init; } = [];

    /// <summary>Stores the gradient from which SAM climbed; null if no transform reads it.</summary>
    public Slot? AscentGradient { get; init; }

    /// <summary>The counters in private fields.</summary>
    public IReadOnlyList<Counter> Counters { get; init; } = [];

    /// <summary>The transforms that can reset others, in the order of the chain.</summary>
    public IReadOnlyList<Restart> Restarts { get; init; } = [];

    /// <summary>All links: wrappers, outer chain, line search, adversary.</summary>
    public IEnumerable<Link> Links => Wrappers.AllLinks.Concat(Outer.AllLinks).Concat(Search is null ? [] : [Search])
        .Concat(Adversary?.AllLinks ?? []);

    /// <summary>The properties of scalar hyperparameters, in the order of the declaration.</summary>
    public IEnumerable<Property> Properties => Links.SelectMany(l => l.Properties.Values).Distinct();

    /// <summary>The scalar states and coefficients.</summary>
    public IEnumerable<Scalar> Scalars => Links.SelectMany(l => l.Scalars.Values);

    /// <summary>The scalar arrays of transforms of all parameters.</summary>
    public IEnumerable<ScalarArray> Arrays => Links.SelectMany(l => l.Arrays.Values);

    /// <summary>The random numbers of a step.</summary>
    public IEnumerable<Noise> Noises => Links.SelectMany(l => l.Noises.Values);

    /// <summary>The wrappers that accumulate gradients.</summary>
    public IEnumerable<Link> Gathers => Wrappers.AllLinks.Concat(Outer.AllLinks).Where(l => l.IsGather);

    /// <summary>True if a step needs a new copy of the adversary's state, which replaces the old one when the period is
    /// complete: an exception between two ascents must not change the state.</summary>
    public bool KeepsTwoAdversaries => Model.Sam is { IsOpaque: true, ResetState: false, Ascents: > 0 };

    /// <summary>True if an exception restores the scalar to its value before the step or period.</summary>
    public bool IsRolledBack(Scalar scalar) => scalar.IsState && (Search is not null || (KeepsTwoAdversaries && scalar.IsAdversary));
}
