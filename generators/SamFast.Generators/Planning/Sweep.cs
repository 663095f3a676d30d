using SamFast.Generators.Declarations;
using SamFast.Generators.Kernels;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Planning;

/// <summary>One pass over memory.</summary>
internal sealed class Sweep(string name, Slot? origin) : IPass
{
    public string Name { get; set; } = name;

    public int Number { get; set; }

    /// <summary>Where the update comes from: a scratch slot, or the gradient.</summary>
    public Slot? Origin { get; } = origin;

    /// <summary>The tensors it is for, in a partition.</summary>
    public Mask? Part { get; init; }

    /// <summary>The tensors it acts on, where it leaves others as they are.</summary>
    public Mask? Thawed { get; set; }

    public List<Operation> Operations { get; } = [];

    /// <summary>Where the update is left for the next sweep, if not in the parameters.</summary>
    public Slot? Scratch { get; set; }

    /// <summary>Whether the update is left where the gradient was.</summary>
    public bool OverwritesGradient { get; set; }

    /// <summary>Whether the destination is a buffer that is not read again soon: a large one is written past the
    /// cache.</summary>
    public bool IsFar { get; set; }

    /// <summary>Where the parameters are saved, in SAM's first ascent.</summary>
    public Slot? Saved { get; set; }

    /// <summary>What becomes of the parameters: <c>+</c> the update, <c>-</c> the update, <c>=</c> the same in another
    /// place, or nothing.</summary>
    public char? Sign { get; set; }

    /// <summary>Whether it takes the parameters that an earlier sweep moved, and writes what becomes of them.</summary>
    public bool Projects { get; init; }

    /// <summary>Whether the parameters are written.</summary>
    public bool WritesParameter => Sign is not null || Projects;

    /// <summary>Whether what its formulas take of the optimizer is there in the precision of the parameters.</summary>
    public bool IsPrepared { get; set; }

    /// <summary>The scalars that the formulas take.</summary>
    public IEnumerable<Scalar> Scalars => Operations
        .SelectMany(o => o.Method.Bindings.Select(b => b.Role switch
        {
            Role.Coefficient or Role.State => new Scalar(o.Stage.Fields[b.Name], null),
            Role.Hyperparameter when o.Stage.Properties.TryGetValue(b.Name, out var property) => new Scalar(null, property),
            _ => null,
        }))
        .OfType<Scalar>().Distinct();

    /// <summary>How slots are read and written here.</summary>
    public SlotPolicy Policy { get; set; } = SlotPolicy.InPlace;

    /// <summary>Whether what it reads in the gradient's place is the diagonal of the Hessian.</summary>
    public bool IsObservation => Operations.Any(o => o.Kind == OperationKind.Observe);

    /// <summary>Whether the update that came before is of consequence here: some transforms make theirs of the state
    /// alone.</summary>
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

            return Sign is '+' or '-' || LeavesUpdate;
        }
    }

    /// <summary>Whether the next sweep finds the update in memory.</summary>
    public bool LeavesUpdate => Scratch is not null || OverwritesGradient;

    public bool ReadsParameter => WritesParameter || Operations.Any(o => o.Uses(Role.Parameter));

    /// <summary>What it touches of the caller's: parameters to read, the gradient, parameters to write.</summary>
    public IEnumerable<string> Buffers =>
    [
        .. ReadsParameter ? ["p"] : Array.Empty<string>(),
        .. (ReadsUpdate && Origin is null) || OverwritesGradient ? ["g"] : Array.Empty<string>(),
        .. WritesParameter ? ["to"] : Array.Empty<string>(),
    ];

    public IEnumerable<Operation> Measures => Operations.Where(o => o.Kind == OperationKind.Measure);

    /// <summary>All slots the formulas touch.</summary>
    public IEnumerable<Slot> Slots => Operations.SelectMany(o => o.Slots).Distinct();

    /// <summary>The random numbers that the formulas take.</summary>
    public IEnumerable<Noise> Noises => Operations.SelectMany(o => o.Noises).Distinct();

    /// <summary>Slots whose values come from memory.</summary>
    public IEnumerable<Slot> Loaded => Slots.Where(s => !StartsInitial(s));

    /// <summary>Slots whose values go to memory.</summary>
    public IEnumerable<Slot> Stored => Slots.Where(s => (Policy != SlotPolicy.Initial || Keeps(s)) && IsWritten(s));

    /// <summary>Streams per parameter: everything loaded and stored.</summary>
    public double Streams =>
        (ReadsUpdate ? 1 : 0) + (ReadsParameter ? 1 : 0) + Loaded.Sum(s => s.Streams) + Stored.Sum(s => s.Streams)
        + (WritesParameter ? 1 : 0) + (LeavesUpdate ? 1 : 0) + (Saved is null ? 0 : 1);

    /// <summary>Two sweeps of the same identity are the same code.</summary>
    public string Identity => string.Join("|",
        [Part?.Constant ?? "", Thawed?.Constant ?? "", Origin?.Name ?? "g", Scratch?.Name ?? "", OverwritesGradient.ToString(),
            IsFar.ToString(), Saved?.Name ?? "", Sign?.ToString() ?? "", Projects ? "projects" : "",
            Slots.Any(s => !s.IsGiven) ? Policy.ToString() : "", .. Operations.Select(o => o.Identity)]);

    /// <summary>Whether this sweep begins with the slot's initial value instead of loading it.</summary>
    public bool StartsInitial(Slot slot) => Keeps(slot) || !slot.IsShared
        && Policy is SlotPolicy.Initial or SlotPolicy.InitialThenStore
        && Operations.Where(o => o.Slots.Contains(slot)).All(o => !o.FindsNewState);

    /// <summary>The number of a measure in this sweep.</summary>
    public int NumberOf(Stage stage, string measure) => Measures
        .TakeWhile(m => m.Stage != stage || stage.Kernel.Measures[m.Measure].Name != measure).Count();

    /// <summary>Whether it is where the gradient is kept.</summary>
    private bool Keeps(Slot slot) => Operations.Any(o => o.Kind == OperationKind.Keep && o.Writes(slot));

    public bool IsWritten(Slot slot) => Operations.Any(o => o.Writes(slot));
}

/// <summary>A scalar that a sweep's formulas take: a field, or the property of a hyperparameter.</summary>
internal sealed record Scalar(Field? Field, Property? Property)
{
    /// <summary>As a local.</summary>
    public string Lane => Field?.Lane ?? Property!.Lane;

    /// <summary>Where a sweep finds it in double, as C#.</summary>
    public string InSweep => Field?.InSweep ?? Property!.Name;

    /// <summary>Whether it stays from step to step: a sweep of the descent alone finds it in the precision of the parameters.</summary>
    public bool Stays => Field is { IsSteady: true } || Property is { Model.IsScheduled: false };
}

/// <summary>How a sweep reads and writes slots.</summary>
internal enum SlotPolicy
{
    /// <summary>Read and written where they are.</summary>
    InPlace,

    /// <summary>At their initial values, and not needed afterwards: no memory at all.</summary>
    Initial,

    /// <summary>At their initial values, and written.</summary>
    InitialThenStore,

    /// <summary>Read from the committed copy, written to the working one.</summary>
    CommittedToWorking,

    /// <summary>Read and written in the working copy.</summary>
    Working,
}

internal enum OperationKind
{
    Measure,
    Accumulate,
    Update,
    Project,
    Observe,
    Evaluate,

    /// <summary>Keeps the gradient as it is.</summary>
    Keep,
}

/// <summary>A kernel call in a sweep.</summary>
/// <param name="IsReplay">Whether an earlier sweep made the same call.</param>
/// <param name="IsConcluded">Whether it waited for <c>Conclude</c>, and <c>Accumulate</c> ran in an earlier sweep.</param>
/// <param name="Measure">The number of the measure among those of the transform.</param>
internal sealed record Operation(
    OperationKind Kind, Stage Stage, MethodModel Method, bool IsReplay = false, bool IsConcluded = false, int Measure = 0)
{
    /// <summary>Keeps the gradient in a slot.</summary>
    public static Operation Keep(Slot slot)
    {
        var method = new MethodModel(nameof(Keep), new[]
        {
            new BindingModel("update", Role.Update),
            new BindingModel(slot.Name, Role.Slot, IsRef: true),
        }.ToEquatableArray());
        var stage = new Stage(StageModel.Keeping, nameof(Keep));
        stage.Slots[slot.Name] = slot;
        return new Operation(OperationKind.Keep, stage, method);
    }

    /// <summary>Whether the state has its new values already, in memory.</summary>
    public bool FindsNewState => IsReplay || IsConcluded || ReadsGathered;

    public IEnumerable<Slot> Slots => Method.Bindings.Where(b => b.Role == Role.Slot).Select(b => Stage.Slots[b.Name]);

    public IEnumerable<Noise> Noises => Method.Bindings.Where(b => b.IsRandom).Select(b => Stage.Noises[b.Name]);

    public string Identity => $"{Stage.Id}.{Method.Name}.{IsReplay}";

    /// <summary>Whether it completes what earlier calls have gathered.</summary>
    public bool ReadsGathered => Kind == OperationKind.Update && Stage.IsGather;

    /// <summary>Whether it takes the update, or passes it on where the transform does not act.</summary>
    public bool NeedsUpdate => Uses(Role.Update) || (Kind == OperationKind.Update && Stage.Masks.Count > 0);

    public bool Uses(Role role) => Method.Bindings.Any(b => b.Role == role);

    public bool Writes(Slot slot) =>
        Method.Bindings.Any(b => b is { Role: Role.Slot, IsRef: true } && Stage.Slots[b.Name] == slot);
}
