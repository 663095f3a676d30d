using SamFast.Generators.Program;

namespace SamFast.Generators.Planning;

/// <summary>The steps of one call, in order.</summary>
/// <param name="Count">The count that transforms receive.</param>
internal sealed record Phase(PhaseKind Kind, Count Count, IReadOnlyList<IStep> Steps)
{
    /// <summary>All possible sequences of steps: the whole phase, and those after a closed gate.</summary>
    public IEnumerable<IReadOnlyList<IStep>> Paths => Steps.SelectMany(Otherwise).Append(Steps);

    /// <summary>All memory steps, in the order of the generated code.</summary>
    public IEnumerable<IMemoryStep> MemorySteps =>
        Steps.SelectMany(step => Otherwise(step).SelectMany(path => path).Prepend(step)).OfType<IMemoryStep>();

    public IEnumerable<Sweep> Sweeps => MemorySteps.OfType<Sweep>();

    /// <summary>True if a transform receives the loss.</summary>
    public bool TakesValue => Steps.OfType<PrepareCall>().Any(p => p.Link.Kernel.TakesValue);

    /// <summary>The phase with every memory step replaced.</summary>
    public Phase Select(Func<IMemoryStep, IMemoryStep> replace) => this with { Steps = Select(Steps, replace) };

    private static IReadOnlyList<IStep> Select(IReadOnlyList<IStep> steps, Func<IMemoryStep, IMemoryStep> replace) =>
    [
        .. steps.Select(step => step switch
        {
            IMemoryStep memory => replace(memory),
            Decision decision => decision with { Otherwise = Select(decision.Otherwise, replace) },
            Gathering gathering => gathering with { First = (Sweep)replace(gathering.First), Later = (Sweep)replace(gathering.Later) },
            _ => step,
        }),
    ];

    private static IEnumerable<IReadOnlyList<IStep>> Otherwise(IStep step) => step switch
    {
        Decision decision => [decision.Otherwise],
        Gathering gathering => [[gathering.First], [gathering.Later]],
        _ => Array.Empty<IReadOnlyList<IStep>>(),
    };
}

internal enum PhaseKind
{
    /// <summary>The wrappers of SAM: decide if its next phase happens.</summary>
    Guard,

    /// <summary>Decides if SAM climbs.</summary>
    Gate,

    FirstAscent,
    NextAscent,

    /// <summary>The step of the chain; in SAM, of the outer optimizer.</summary>
    Descent,

    /// <summary>Computes the update for a line search.</summary>
    Aim,
}

/// <summary>A step of a phase: a <see cref="PrepareCall"/>, a <see cref="Decision"/>, a <see cref="Gathering"/>, a
/// <see cref="Sweep"/>, a <see cref="TensorStep"/>, a <see cref="ConcludeCall"/> or a <see cref="Searching"/>.</summary>
internal interface IStep;

/// <summary>A step that reads or writes memory: a <see cref="Sweep"/> or a <see cref="TensorStep"/>.</summary>
internal interface IMemoryStep : IStep
{
    /// <summary>The name of its method; empty before naming.</summary>
    string Name { get; }

    /// <summary>The tensors it is for, in a partition.</summary>
    Mask? Part { get; }

    /// <summary>Vectors read and written, relative to the parameters.</summary>
    double Streams { get; }

    /// <summary>Steps with the same identity are the same code.</summary>
    string Identity { get; }

    IMemoryStep Named(string name);
}

/// <summary>A step of one link that reads no vectors.</summary>
internal interface ILinkStep : IStep
{
    Link Link { get; }
}

/// <summary>Evaluates a transform's schedules, then calls <c>Prepare</c>.</summary>
internal sealed record PrepareCall(Link Link) : ILinkStep;

/// <summary>Calls <c>Conclude</c> with measures of the sweep before it.</summary>
internal sealed record ConcludeCall(Link Link) : IStep;

/// <summary>Calls a gate. If it is closed, other steps end the phase.</summary>
/// <param name="Otherwise">The steps if it is closed.</param>
internal sealed record Decision(Link Link, IReadOnlyList<IStep> Otherwise) : ILinkStep
{
    /// <summary>The open bypasses before it, which count the step.</summary>
    public IReadOnlyList<Link> Around { get; init; } = [];

    /// <summary>True if the other steps count as a step of the optimizer.</summary>
    public bool Counts { get; init; }
}

/// <summary>Accumulates gradients. In all calls of a round but the last, one of two sweeps ends the phase.</summary>
/// <param name="First">Initializes the accumulator.</param>
/// <param name="Later">Adds to the accumulator.</param>
internal sealed record Gathering(Link Link, Sweep First, Sweep Later) : ILinkStep
{
    /// <summary>Streams per parameter of a whole round.</summary>
    public double Streams => Link.Period < 2 ? 0 : First.Streams + ((Link.Period - 2) * Later.Streams);
}

/// <summary>The line search that ends a phase.</summary>
internal sealed record Searching(Link Link) : ILinkStep;
