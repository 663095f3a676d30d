using System.Globalization;
using SamFast.Generators.Declarations;
using SamFast.Generators.Kernels;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Planning;

/// <summary>A compiled optimizer: its members by their final names, and the sweeps of each phase.</summary>
internal sealed class Plan(OptimizerModel model, OwnNames own)
{
    public OwnNames Own { get; } = own;

    public OptimizerModel Model { get; } = model;

    /// <summary>The properties of scalar hyperparameters, in the order of the declaration.</summary>
    public List<Property> Properties { get; } = [];

    /// <summary>The properties and methods that read what a step has measured and computed.</summary>
    public List<Report> Reports { get; } = [];

    /// <summary>The properties with the effective learning rate, and its factors: each a <see cref="Property"/> or a
    /// <see cref="Field"/>.</summary>
    public List<(string Name, IReadOnlyList<object> Factors)> Rates { get; } = [];

    /// <summary>The hyperparameters of transforms that were left out, by the names of their properties.</summary>
    public List<(string Name, LeftOutModel Model)> LeftOut { get; } = [];

    /// <summary>The scalars kept between steps, and the coefficients of the current step.</summary>
    public List<Field> Fields { get; } = [];

    /// <summary>The transforms of the descent whose <c>Prepare</c> is not called in every step.</summary>
    public List<Stage> Steady { get; } = [];

    /// <summary>What the sweeps of the descent read in the precision of the parameters, by its name there, and as C#.</summary>
    public IEnumerable<(string Lane, string Value)> Lanes => Sweeps.Where(s => s.IsPrepared).SelectMany(s => s.Scalars)
        .Distinct().Where(s => s.Stays).Select(s => (s.Lane, s.Property?.Name ?? s.Lane));

    /// <summary>The method that computes them, where there are any.</summary>
    public string? Preparing { get; set; }

    /// <summary>The numbers of calls and of steps that wrappers keep.</summary>
    public List<string> Counters { get; } = [];

    /// <summary>What lets transforms start afresh, in the order of the chain.</summary>
    public List<Restart> Restarts { get; } = [];

    /// <summary>Makes the parameters to evaluate the model with; no part of a step.</summary>
    public Sweep? Evaluation { get; set; }

    /// <summary>The wrappers that gather gradients.</summary>
    public List<Stage> Gathers { get; } = [];

    /// <summary>The scalars that transforms of all parameters keep: names of arrays, and their lengths.</summary>
    public List<(string Name, int Length)> Arrays { get; } = [];

    /// <summary>The line search at the end of the chain.</summary>
    public Stage? Search { get; set; }

    /// <summary>Where the update is along which the line search goes.</summary>
    public Slot? Direction { get; set; }

    /// <summary>The state vectors in memory; those that need none are not here.</summary>
    public List<Slot> Slots { get; } = [];

    /// <summary>The state vectors whose lengths are their own.</summary>
    public List<Slot> OwnSlots { get; } = [];

    /// <summary>The random numbers of a step, by their stream.</summary>
    public List<Noise> Noises { get; } = [];

    /// <summary>The vectors of its own that are laid out like the caller's: points and gradients of SAM.</summary>
    public IEnumerable<Slot> Vectors => new[] { Saved, Perturbed, Gradient }.OfType<Slot>();

    /// <summary>The scalars that each tensor has.</summary>
    public IEnumerable<Field> PerSegment => Fields.Where(f => f.IsPerSegment);

    /// <summary>The masks that sweeps and scalars ask for: scalars that each tensor has, too.</summary>
    public List<Mask> Masks { get; } = [];

    /// <summary>Masks that have each tensor exactly once.</summary>
    public List<IReadOnlyList<Mask>> Partitions { get; } = [];

    /// <summary>How many scalars each tensor has.</summary>
    public int Scalars { get; set; }

    /// <summary>All distinct sweeps; a sweep's number is its index here.</summary>
    public List<Sweep> Sweeps { get; } = [];

    /// <summary>What stands around SAM: whether its next phase happens.</summary>
    public Phase? Guard { get; set; }

    /// <summary>All distinct transforms of whole tensors; their numbers are indices here.</summary>
    public List<TensorStep> TensorSteps { get; } = [];

    /// <summary>Sweeps and transforms of whole tensors, in the order of the code.</summary>
    public IEnumerable<IPass> Passes => Phases.SelectMany(p => p.Passes)
        .Concat(Observation is null ? [] : [Observation])
        .Select(pass => pass is TensorStep ? (IPass)TensorSteps[pass.Number] : Sweeps[pass.Number]).Distinct();

    /// <summary>The step of the chain; in SAM, of the outer optimizer.</summary>
    public Phase Descent { get; set; } = null!;

    /// <summary>What is done with the diagonal of the Hessian, after a step that was given one.</summary>
    public Sweep? Observation { get; set; }

    /// <summary>What decides whether SAM climbs.</summary>
    public Phase? Gate { get; set; }

    /// <summary>Where the gradient is kept from which SAM climbed, for those who ask.</summary>
    public Slot? Kept { get; set; }

    /// <summary>SAM's first ascent of a period.</summary>
    public Phase? FirstAscent { get; set; }

    /// <summary>SAM's later ascents, where they differ from the first.</summary>
    public Phase? NextAscent { get; set; }

    /// <summary>The perturbed point (opaque SAM).</summary>
    public Slot? Perturbed { get; set; }

    /// <summary>What the gradient function writes (opaque SAM).</summary>
    public Slot? Gradient { get; set; }

    /// <summary>The parameters from which the climb began (transparent SAM).</summary>
    public Slot? Saved { get; set; }

    public int ElementBytes => Model.Precision == "double" ? 8 : 4;

    public int BlockLength => 64 / ElementBytes;

    /// <summary>A conversion from double to the precision of the parameters, as C#.</summary>
    public string Narrowing => Model.Precision == "float" ? "(float)" : "";

    public IEnumerable<Phase> Phases => new[] { Guard, Gate, FirstAscent, NextAscent, Descent }.OfType<Phase>();

    /// <summary>Whether anything decides about steps.</summary>
    public bool HasGates => Phases.SelectMany(p => p.Steps).Any(s => s is Decision { Stage.IsClimbGate: false });

    /// <summary>Whether an exception between two ascents must not be seen in the adversary's state: it is then kept
    /// twice, and the second copy becomes the first when the period is complete.</summary>
    public bool KeepsTwoAdversaries => Model.Sam is { IsOpaque: true, ResetState: false, Ascents: > 0 };

    /// <summary>Whether an exception gives the scalar its value before the step, or the period, again.</summary>
    public bool IsRolledBack(Field field) =>
        field.IsState && (Search is not null || (KeepsTwoAdversaries && field.IsAdversary));

    /// <summary>Whether an exception must not be seen in a state vector: it is kept twice.</summary>
    public bool IsKeptTwice(Slot slot) => Search is not null
        ? !slot.IsGiven && Sweeps.Any(s => s.Slots.Contains(slot))
        : slot.IsAdversary && KeepsTwoAdversaries;

    /// <summary>Whether a number says which copy of state vectors is the one before the step.</summary>
    public bool KeepsStateTwice => KeepsTwoAdversaries || Slots.Any(s => s.Copies == 2);

    /// <summary>Whether sweeps must know which ascent of the period they are: what chance depends on.</summary>
    public bool CountsAscents =>
        Model.Sam is { ResetState: true, Ascents: > 1 }
        && (Slots.Any(s => s is { IsAdversary: true, IsStochastic: true }) || Noises.Any(n => n.IsAdversary));

    /// <summary>Whether a step takes the loss.</summary>
    public bool TakesValue => Phases.Any(p => p.TakesValue);

    public int SlotVectors => CountSlots(isBFloat16: false);

    public int BFloat16Vectors => CountSlots(isBFloat16: true);

    /// <summary>Bytes of memory traffic per parameter and outer step, or, where a period of SAM has several, per
    /// period.</summary>
    public long BytesMoved => (long)(ElementBytes * (Model.Descents == 1
        ? Streams(Descent.Steps, ClimbStreams)
        : ClimbStreams + (Model.Descents * Streams(Descent.Steps, 0))));

    public int StateBytes => (ElementBytes * (SlotVectors + OwnVectors)) + (2 * BFloat16Vectors);

    /// <summary>How many vectors it has that are laid out like the caller's.</summary>
    public int OwnVectors => Vectors.Sum(v => v.Vectors);

    private int CountSlots(bool isBFloat16) =>
        Slots.Where(s => s.IsBFloat16 == isBFloat16).Select(s => s.Number + s.Vectors).DefaultIfEmpty(0).Max();

    private double ClimbStreams => GuardStreams + (Gate?.Streams ?? 0) + AscentStreams;

    private double GuardStreams => Guard is null ? 0 : Model.Sam!.SyncPeriod * Streams(Guard.Steps, 0);

    /// <summary>Streams per parameter of steps that happen after others, in all the calls that one step of the chain
    /// takes.</summary>
    private static double Streams(IReadOnlyList<IStep> steps, double before)
    {
        int gathered = 0;
        foreach (var (gathering, i) in steps.Select((step, i) => (step as Gathering, i)).Where(g => g.Item1 is not null))
        {
            before += Phase.StreamsOf(steps.Take(i).Skip(gathered));
            before = (gathering!.Stage.Period * before) + gathering.Streams;
            gathered = i;
        }

        return before + Phase.StreamsOf(steps.Skip(gathered));
    }

    private double AscentStreams => Model.Sam is { Ascents: > 0 } sam && FirstAscent is not null
        ? FirstAscent.Streams + ((sam.Ascents - 1L) * (NextAscent ?? FirstAscent).Streams)
        : 0;
}

/// <summary>A scalar hyperparameter as a property.</summary>
internal sealed record Property(string Name, string Lane, string Owner, HyperparameterModel Model);

/// <summary>A property that reads what a step has measured or computed.</summary>
/// <param name="Field">The state or the coefficient; null for a measure.</param>
internal sealed record Report(string Name, string Description, ReportModel Model, Stage Stage, Field? Field);

/// <summary>A scalar: a state with its initial value, or a coefficient. One of the optimizer is a private field; one that
/// each tensor has is a number in a table.</summary>
internal sealed record Field(string Lane, double Initial, bool IsState, bool IsAdversary, bool IsPerSegment)
{
    public string Name => IsPerSegment ? Casing.Pascal(Lane) : "_" + Lane;

    public int Number { get; set; }

    /// <summary>The masks of the tensors that have it, where each tensor has its own.</summary>
    public IReadOnlyList<Mask> Masks { get; init; } = [];

    /// <summary>Whether it is a whole number.</summary>
    public bool IsWhole { get; set; }

    /// <summary>The gate whose counter it is: it can be read from outside.</summary>
    public StageModel? Gate { get; set; }

    public string Type => IsWhole ? "long" : "double";

    /// <summary>Whether it is a coefficient that is not computed in every step, and that sweeps alone read.</summary>
    public bool IsSteady { get; set; }

    public string Literal =>
        IsWhole ? ((long)Initial).ToString(CultureInfo.InvariantCulture) : Argument.NumberLiteral(Initial);

    /// <summary>The scalar in a phase; a coefficient that stays is a local where it is computed.</summary>
    public string InPhase => IsPerSegment ? $"base.PerTensor({Name}, tensor)" : IsSteady ? $"double {Lane}" : Name;

    /// <summary>The scalar in a sweep.</summary>
    public string InSweep => IsPerSegment ? $"tile.Coefficient({Name})" : Name;
}

/// <summary>Some of the tensors.</summary>
internal sealed class Mask(string name, MaskModel model)
{
    /// <summary>As the constant with its number.</summary>
    public string Constant { get; } = name;

    /// <summary>As a local: whether the tile at hand is one of them.</summary>
    public string Local { get; } = Casing.Camel(name);

    public MaskModel Model { get; } = model;

    public int Number { get; set; }
}

/// <summary>A state vector.</summary>
internal sealed class Slot(
    string name, string meaning, double initial = 0, bool isAdversary = false, bool isBFloat16 = false, bool isStochastic = false,
    bool hasOwnLength = false, int several = 0, Mask? part = null)
{
    /// <summary>As a local: <c>mu</c>.</summary>
    public string Name { get; } = name;

    /// <summary>As the constant with its number.</summary>
    public string Constant { get; } = char.ToUpperInvariant(name[0]) + name.Substring(1);

    public string Meaning { get; } = meaning;

    public double Initial { get; } = initial;

    public bool IsAdversary { get; } = isAdversary;

    /// <summary>The tensors that have it, in a partition.</summary>
    public Mask? Part { get; } = part;

    /// <summary>Whether an adversary reads or writes it, and it is not the adversary's, or it is the caller's: it is in one
    /// place, and no period begins it afresh.</summary>
    public bool IsShared { get; set; }

    /// <summary>The masks of the tensors in which it has a meaning.</summary>
    public IReadOnlyList<Mask> Masks { get; init; } = [];

    /// <summary>Whether it is a place among the parameters.</summary>
    public bool IsPosition { get; init; }

    /// <summary>Whether it is the caller's, and no step changes it.</summary>
    public bool IsGiven { get; init; }

    public bool IsBFloat16 { get; } = isBFloat16;

    /// <summary>Whether chance decides how it is rounded to bfloat16.</summary>
    public bool IsStochastic { get; } = isBFloat16 && isStochastic;

    /// <summary>Whether each tensor says how long its part is.</summary>
    public bool HasOwnLength { get; } = hasOwnLength;

    /// <summary>Its part of a stream of parameters.</summary>
    public double Streams => IsBFloat16 ? 0.5 : 1;

    public int Copies { get; set; } = 1;

    /// <summary>How many a transform of all parameters has of it; 0 where it is not one of several.</summary>
    public int Several { get; } = several;

    /// <summary>How many vectors it takes in memory.</summary>
    public int Vectors => Copies * Math.Max(1, Several);

    public int Number { get; set; }
}

/// <summary>A random number for each element.</summary>
/// <param name="Name">As a local.</param>
/// <param name="Stream">Its number in the program.</param>
/// <param name="Seed">The property that tells one run from another.</param>
internal sealed record Noise(string Name, int Stream, string Seed, bool IsAdversary);

/// <summary>A chain as a straight line of wrappers and transforms.</summary>
/// <param name="Thawed">The tensors it acts on, where it leaves others as they are.</param>
/// <param name="Parts">How it goes on for the tensors of each mask, in a partition.</param>
internal sealed record Program(IReadOnlyList<Stage> Stages, Mask? Thawed, IReadOnlyList<(Mask Mask, Program Program)> Parts)
{
    /// <summary>Nothing.</summary>
    public static Program Empty { get; } = new([], null, []);

    /// <summary>Those of a partition's chains, too.</summary>
    public IEnumerable<Stage> AllStages => Stages.Concat(Parts.SelectMany(p => p.Program.AllStages));

    /// <summary>What is left where a bypass is closed.</summary>
    public Program Without(Stage bypass)
    {
        var parts = Parts.Select(p => (p.Mask, Program: p.Program.Without(bypass))).ToArray();
        return this with
        {
            Stages = [.. Stages.Where(s => s.Model.Wrapper is null && !bypass.Wraps(s))],
            Parts = parts.All(p => p.Program.Stages.Count == 0 && p.Program.Thawed is null) ? [] : parts,
        };
    }
}

/// <summary>One transform or wrapper of the program, with the names its kernels bind to.</summary>
internal sealed class Stage(StageModel model, string id)
{
    private const string EveryK = "everyK";

    /// <summary>Tells two uses of one transform apart.</summary>
    public string Id { get; } = id;

    public StageModel Model { get; } = model;

    public KernelModel Kernel => Model.Kernel;

    public Dictionary<string, Slot> Slots { get; } = [];

    public Dictionary<string, Field> Fields { get; } = [];

    /// <summary>The arrays of scalars that it keeps.</summary>
    public Dictionary<string, string> Arrays { get; } = [];

    public Dictionary<string, Property> Properties { get; } = [];

    /// <summary>The locals that hold measures, and the numbers of those in their sweep.</summary>
    public Dictionary<string, string> Measures { get; } = [];

    public Dictionary<string, Noise> Noises { get; } = [];

    /// <summary>The masks that a tile's tensor must be in for the transform to act on it.</summary>
    public List<Mask> Masks { get; } = [];

    /// <summary>The masks outside of which there is no step at all.</summary>
    public List<Mask> Scope { get; } = [];

    /// <summary>The tensors whose chain it is in, in a partition.</summary>
    public Mask? Part { get; init; }

    /// <summary>Whether it acts on the tile at hand, as C#; null where it always does.</summary>
    public string? Condition => Masks.Count == 0 ? null : string.Join(" && ", Masks.Select(m => m.Local));

    /// <summary>The masks of the tensors that it acts on.</summary>
    public IEnumerable<Mask> Everywhere => Scope.Concat(Masks).Distinct();

    /// <summary>Whether it acts on a segment, as C#; null where it always does.</summary>
    public string? InSegment =>
        Everywhere.Any() ? string.Join(" && ", Everywhere.Select(m => $"base.IsIn({m.Constant}, tensor)")) : null;

    /// <summary>Whether it acts on tensors of a shape, as C#; null where it always does.</summary>
    public string? OfShape =>
        Everywhere.Any() ? string.Join(" && ", Everywhere.Select(m => $"shape.Group {m.Model.Pattern}")) : null;

    /// <summary>The number of completed steps as C#, where it is not the phase's.</summary>
    public string? Count { get; set; }

    /// <summary>The number of rounds completed as C#, where a schedule of k asks.</summary>
    public string? Rounds { get; set; }

    public bool IsGather => Model.Wrapper?.Kind == WrapperKind.Gather;

    /// <summary>Whether it is a wrapper that hands on another gradient than it gets.</summary>
    public bool MakesGradient => Model.Wrapper is not null && Kernel.Update is not null;

    public bool IsClimbGate => Model.Wrapper?.Kind == WrapperKind.Climb;

    /// <summary>Whether SAM has climbed, as C#.</summary>
    public string HasClimbed { get; set; } = "true";

    /// <summary>Whether it is SAM's last descent of a period, as C#.</summary>
    public string IsLastDescent { get; set; } = "true";

    public bool IsBypass => Model.Wrapper?.Kind == WrapperKind.Bypass;

    /// <summary>How many gradients a wrapper gathers for one step, as it is declared; 2 or more where a schedule
    /// says.</summary>
    public long Period => Model.Hyperparameters.Single(h => h.Name == EveryK) is { IsScheduled: false } everyK
        ? (long)Math.Ceiling(double.Parse(everyK.Literal, CultureInfo.InvariantCulture))
        : 2;

    /// <summary>k as C#.</summary>
    public string Every => Properties[EveryK].Name;

    /// <summary>How many times a bypass has let a step happen, as C#; null where nothing asks.</summary>
    public string? Passed { get; set; }

    /// <summary>Whether it depends on the number of completed steps.</summary>
    public bool Counts => Kernel.TakesCount
        || Model.Hyperparameters.Any(h => h.IsScheduled);

    /// <summary>Whether a wrapper is for a stage that follows it. The chains of a partition follow all of the transforms
    /// that it may be limited to. None is for projections: what moves is projected.</summary>
    public bool Wraps(Stage stage) => Model.Wrapper is { } wrapper && !stage.Kernel.IsProjection
        && (wrapper.LastGroup is null || (stage.Part is null && stage.Model.Group <= wrapper.LastGroup));

    /// <summary>A constant of the declaration, as C#.</summary>
    public string? Constant(string name) =>
        Model.Hyperparameters.FirstOrDefault(h => h.Name == name && !h.IsScalar)?.Literal is not { } literal ? null
            : literal.StartsWith(Names.FromGlobal, StringComparison.Ordinal) ? $"{Names.Library}::{literal.Substring(Names.FromGlobal.Length)}"
            : literal;

    /// <summary>A hyperparameter in generated code: a property, or what was declared.</summary>
    public string Hyperparameter(string name) =>
        Properties.TryGetValue(name, out var property) ? property.Name : Constant(name)!;
}

/// <summary>Transforms that start afresh when another one says so.</summary>
/// <param name="Stage">The one that does.</param>
/// <param name="Before">Those that do.</param>
/// <param name="Count">How many steps those that ask have taken since, as C#; null where none asks.</param>
internal sealed record Restart(Stage Stage, IReadOnlyList<Stage> Before, string? Count);

/// <summary>What happens to the parameters in one call: scalars and sweeps, in order.</summary>
internal sealed class Phase(string name, string count, List<IStep> steps)
{
    public string Name { get; } = name;

    /// <summary>The number of completed steps, as C#.</summary>
    public string Count { get; } = count;

    public IReadOnlyList<IStep> Steps { get; } = steps;

    /// <summary>What may happen: all of the steps, or, where one of them decides so, others.</summary>
    public IEnumerable<IReadOnlyList<IStep>> Paths => Steps.SelectMany(Otherwise).Append(Steps);

    /// <summary>All sweeps and transforms of whole tensors, in the order of the code.</summary>
    public IEnumerable<IPass> Passes =>
        Steps.SelectMany(step => Otherwise(step).SelectMany(path => path).Prepend(step)).OfType<IPass>();

    public IEnumerable<Sweep> Sweeps => Passes.OfType<Sweep>();

    /// <summary>Streams per parameter where the step happens.</summary>
    public double Streams => StreamsOf(Steps);

    /// <summary>Whether a transform asks for the loss.</summary>
    public bool TakesValue => Steps.OfType<Preparation>().Any(p => p.Stage.Kernel.TakesValue);

    /// <summary>Streams per parameter; in a partition, for the group that has most.</summary>
    public static double StreamsOf(IEnumerable<IStep> steps)
    {
        var passes = steps.OfType<IPass>().ToLookup(p => p.Part is not null);
        return passes[false].Sum(p => p.Streams)
            + passes[true].GroupBy(p => p.Part).Select(part => part.Sum(p => p.Streams)).DefaultIfEmpty(0).Max();
    }

    private static IEnumerable<IReadOnlyList<IStep>> Otherwise(IStep step) => step switch
    {
        Decision decision => [decision.Otherwise],
        Gathering gathering => [[gathering.First], [gathering.Later]],
        _ => Array.Empty<IReadOnlyList<IStep>>(),
    };
}

/// <summary>A part of a phase: a <see cref="Preparation"/>, a <see cref="Decision"/>, a <see cref="Gathering"/>, a
/// <see cref="Sweep"/>, a <see cref="TensorStep"/>, a <see cref="Conclusion"/> or a <see cref="Searching"/>.</summary>
internal interface IStep;

/// <summary>A part of a phase that passes over memory.</summary>
internal interface IPass : IStep
{
    string Name { get; set; }

    /// <summary>The tensors it is for, in a partition.</summary>
    Mask? Part { get; }

    int Number { get; set; }

    double Streams { get; }

    string Identity { get; }
}

/// <summary>What one transform or wrapper does in a phase besides its kernels.</summary>
internal interface IStaged : IStep
{
    Stage Stage { get; }
}

/// <summary>A transform's scalars of this step: schedules, then <c>Prepare</c>.</summary>
internal sealed record Preparation(Stage Stage) : IStaged;

/// <summary>A gate: where it is closed, other steps happen, and the phase ends.</summary>
internal sealed record Decision(Stage Stage, IReadOnlyList<IStep> Otherwise) : IStaged
{
    /// <summary>The bypasses around it, which have let the step happen.</summary>
    public IReadOnlyList<Stage> Around { get; set; } = [];

    /// <summary>Whether what happens otherwise is a step.</summary>
    public bool Counts { get; set; }
}

/// <summary>Gradient accumulation: in the calls before the last of a round, one of two sweeps happens, and the phase
/// ends.</summary>
/// <param name="First">Writes the accumulator.</param>
/// <param name="Later">Adds to it.</param>
internal sealed record Gathering(Stage Stage, Sweep First, Sweep Later) : IStaged
{
    /// <summary>Streams per parameter of a whole round.</summary>
    public double Streams => Stage.Period < 2 ? 0 : First.Streams + ((Stage.Period - 2) * Later.Streams);
}


/// <summary>A transform's scalars after its state has changed: <c>Conclude</c>.</summary>
/// <param name="Sweep">The sweep that took its measures, run just before.</param>
internal sealed record Conclusion(Stage Stage, Sweep Sweep) : IStep;

/// <summary>The line search along the update, at the end.</summary>
internal sealed record Searching(Stage Stage) : IStaged;
