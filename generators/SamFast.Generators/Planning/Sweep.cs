using SamFast.Generators.Kernels;
using SamFast.Generators.Program;

namespace SamFast.Generators.Planning;

/// <summary>A loop over memory. Two sweeps are equal if they are the same code.</summary>
/// <param name="Origin">Location of the incoming update: a scratch slot, or the gradient if null.</param>
internal sealed record Sweep(SweepPurpose Purpose, Slot? Origin, IReadOnlyList<Operation> Operations) : IMemoryStep
{
    public string Name { get; init; } = "";

    /// <summary>The measure or transform that the sweep is named after.</summary>
    public string Subject { get; init; } = "";

    /// <summary>True if it runs only while a bypass is closed.</summary>
    public bool IsBypass { get; init; }

    public Mask? Part { get; init; }

    /// <summary>The tensors it updates; null for all.</summary>
    public Mask? Thawed { get; init; }

    /// <summary>Receives the update for the next sweep.</summary>
    public Slot? Scratch { get; init; }

    /// <summary>True if the update replaces the gradient in memory.</summary>
    public bool OverwritesGradient { get; init; }

    /// <summary>True if a large destination is written with non-temporal stores.</summary>
    public bool IsFar { get; init; }

    /// <summary>Receives the unperturbed parameters, in SAM's first ascent.</summary>
    public Slot? Saved { get; init; }

    public Sign Sign { get; init; }

    /// <summary>True if it projects parameters that an earlier sweep moved.</summary>
    public bool Projects { get; init; }

    public SlotPolicy Policy { get; init; }

    /// <summary>True if the sweep computes new parameters.</summary>
    public bool Moves => Sign != Sign.None;

    public bool WritesParameter => Moves || Projects;

    /// <summary>The scalars that the formulas read.</summary>
    public IEnumerable<IScalarSource> Scalars => Operations
        .SelectMany(o => o.Method.Bindings.Select(b => b.Role switch
        {
            Role.Coefficient or Role.State => o.Link.Scalars[b.Name],
            Role.Hyperparameter when o.Link.Properties.TryGetValue(b.Name, out var property) => property,
            _ => (IScalarSource?)null,
        }))
        .OfType<IScalarSource>().Distinct();

    /// <summary>True if it reads the diagonal of the Hessian in place of the gradient.</summary>
    public bool IsObservation => Operations.Any(o => o.Kind == OperationKind.Observe);

    /// <summary>True if the result depends on the incoming update: some transforms compute theirs from state alone.</summary>
    public bool ReadsUpdate
    {
        get
        {
            foreach (var operation in Operations)
            {
                if (operation.NeedsUpdate || operation.Uses(Role.Hessian))
                    return true;
                if (operation.Kind == OperationKind.Update)
                    return false;
            }

            return Sign is Sign.Add or Sign.Subtract || LeavesUpdate;
        }
    }

    /// <summary>True if the next memory step finds the update in memory.</summary>
    public bool LeavesUpdate => Scratch is not null || OverwritesGradient;

    public bool ReadsParameter => WritesParameter || Operations.Any(o => o.Uses(Role.Parameter));

    public IEnumerable<Operation> Measures => Operations.Where(o => o.Kind == OperationKind.Measure);

    /// <summary>All slots that the formulas use.</summary>
    public IEnumerable<Slot> Slots => Operations.SelectMany(o => o.Slots).Distinct();

    public IEnumerable<Noise> Noises => Operations.SelectMany(o => o.Noises).Distinct();

    /// <summary>The slots read from memory.</summary>
    public IEnumerable<Slot> Loaded => Slots.Where(s => !StartsInitial(s));

    /// <summary>The slots written to memory.</summary>
    public IEnumerable<Slot> Stored => Slots.Where(s => (Policy != SlotPolicy.Initial || Keeps(s)) && IsWritten(s));

    public double Streams =>
        (ReadsUpdate ? 1 : 0) + (ReadsParameter ? 1 : 0) + Loaded.Sum(s => s.Streams) + Stored.Sum(s => s.Streams)
        + (WritesParameter ? 1 : 0) + (LeavesUpdate ? 1 : 0) + (Saved is null ? 0 : 1);

    public string Identity => string.Join("|",
        [Part?.Name ?? "", Thawed?.Name ?? "", Origin?.Name ?? "", Scratch?.Name ?? "", $"{OverwritesGradient} {IsFar}",
            Saved?.Name ?? "", $"{Sign} {Projects}", Slots.Any(s => !s.IsGiven) ? $"{Policy}" : "",
            .. Operations.Select(o => o.Identity)]);

    public IMemoryStep Named(string name) => this with { Name = name };

    /// <summary>True if the sweep starts from the slot's initial value instead of loading it.</summary>
    public bool StartsInitial(Slot slot) => Keeps(slot)
        || (Policy is SlotPolicy.Initial or SlotPolicy.InitialThenStore
            && Operations.Where(o => o.Slots.Contains(slot)).All(o => !o.FindsNewState && o.Resets(slot)));

    public bool IsWritten(Slot slot) => Operations.Any(o => o.Writes(slot));

    /// <summary>The number of a measure in this sweep.</summary>
    public int NumberOf(Link link, string measure) =>
        Measures.TakeWhile(m => !m.Link.Equals(link) || m.Measured.Name != measure).Count();

    public bool Equals(Sweep? other) => other is not null && (ReferenceEquals(this, other) || other.Identity == Identity);

    public override int GetHashCode() => Identity.GetHashCode();

    private bool Keeps(Slot slot) => Operations.Any(o => o.Kind == OperationKind.Keep && o.Writes(slot));
}

/// <summary>Purpose of a sweep.</summary>
internal enum SweepPurpose
{
    /// <summary>Computes new parameters.</summary>
    Move,

    /// <summary>Computes the update for a line search.</summary>
    Aim,

    /// <summary>Measures the update.</summary>
    Measure,

    /// <summary>Changes the state for a transform whose <c>Update</c> reads the result of <c>Conclude</c>.</summary>
    Accumulate,

    /// <summary>Stores the update for a transform of whole tensors.</summary>
    Before,

    /// <summary>Projects the moved parameters.</summary>
    Project,

    /// <summary>Starts accumulating gradients.</summary>
    FirstGather,

    /// <summary>Accumulates a gradient.</summary>
    Gather,

    /// <summary>Restores the unperturbed parameters.</summary>
    Restore,

    /// <summary>Averages the diagonal of the Hessian.</summary>
    Observe,

    /// <summary>Computes the parameters for evaluation.</summary>
    Evaluate,
}

/// <summary>New parameters as a function of the old ones and the update.</summary>
internal enum Sign
{
    None,
    Add,
    Subtract,

    /// <summary>The old parameters, at the destination.</summary>
    Copy,
}

/// <summary>Source and destination of a sweep's slots.</summary>
internal enum SlotPolicy
{
    /// <summary>Reads and writes in place.</summary>
    InPlace,

    /// <summary>Starts from initial values and stores nothing: no memory is needed.</summary>
    Initial,

    /// <summary>Starts from initial values and stores the results.</summary>
    InitialThenStore,

    /// <summary>Reads the committed copy and writes the working copy.</summary>
    CommittedToWorking,

    /// <summary>Reads and writes the working copy.</summary>
    Working,
}
