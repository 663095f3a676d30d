using SamFast.Generators.Model;

namespace SamFast.Generators.Planning;

/// <summary>A compiled optimizer: its members by their final names, and the sweeps of each phase.</summary>
internal sealed class Plan(OptimizerModel model)
{
    public OptimizerModel Model { get; } = model;

    /// <summary>The properties of scalar hyperparameters, in the order of the declaration.</summary>
    public List<Property> Properties { get; } = [];

    /// <summary>The scalars kept between steps, and the coefficients of the current step.</summary>
    public List<Field> Fields { get; } = [];

    /// <summary>The state vectors in memory; those that need none are not here.</summary>
    public List<Slot> Slots { get; } = [];

    /// <summary>The vectors of its own that are laid out like the caller's: points and gradients of SAM.</summary>
    public IEnumerable<Slot> Vectors => new[] { Saved, Perturbed, Gradient }.OfType<Slot>();

    /// <summary>The scalars that each tensor has.</summary>
    public IEnumerable<Field> PerSegment => Fields.Where(f => f.IsPerSegment);

    /// <summary>All distinct sweeps; a sweep's number is its index here.</summary>
    public List<Sweep> Sweeps { get; } = [];

    /// <summary>The step of the chain; in SAM, of the outer optimizer.</summary>
    public Phase Descent { get; set; } = null!;

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

    public IEnumerable<Phase> Phases => new[] { FirstAscent, NextAscent, Descent }.OfType<Phase>();

    /// <summary>Whether an exception between two ascents must not be seen in the adversary's state: it is then kept
    /// twice, and the second copy becomes the first when the period is complete.</summary>
    public bool KeepsTwoAdversaries => Model.Sam is { IsOpaque: true, ResetState: false, Ascents: > 0 };

    /// <summary>Whether an exception between two ascents gives the scalar its value before the period again.</summary>
    public bool IsRolledBack(Field field) => KeepsTwoAdversaries && field is { IsState: true, IsAdversary: true };

    /// <summary>Whether sweeps must know which ascent of the period they are: what the chance of rounding depends on.</summary>
    public bool CountsAscents =>
        Model.Sam is { ResetState: true, Ascents: > 1 } && Slots.Any(s => s is { IsAdversary: true, IsStochastic: true });

    /// <summary>Whether a step takes the loss.</summary>
    public bool TakesValue => Phases.Any(p => p.TakesValue);

    public int SlotVectors => Slots.Where(s => !s.IsBFloat16).Sum(s => s.Copies);

    public int BFloat16Vectors => Slots.Where(s => s.IsBFloat16).Sum(s => s.Copies);

    /// <summary>Bytes of memory traffic per parameter and outer step.</summary>
    public long BytesMoved => (long)(ElementBytes * (Descent.Streams + AscentStreams));

    public int StateBytes => (ElementBytes * (SlotVectors + Vectors.Count())) + (2 * BFloat16Vectors);

    private double AscentStreams => Model.Sam is { Ascents: > 0 } sam && FirstAscent is not null
        ? FirstAscent.Streams + ((sam.Ascents - 1L) * (NextAscent ?? FirstAscent).Streams)
        : 0;
}

/// <summary>A scalar hyperparameter as a property.</summary>
internal sealed record Property(string Name, string Lane, string Owner, HyperparameterModel Model);

/// <summary>A scalar: a state with its initial value, or a coefficient. One of the optimizer is a private field; one that
/// each tensor has is a number in a table.</summary>
internal sealed record Field(string Lane, double Initial, bool IsState, bool IsAdversary, bool IsPerSegment)
{
    public string Name => IsPerSegment ? NameTable.Pascal(Lane) : "_" + Lane;

    public int Number { get; set; }

    /// <summary>The scalar in a phase.</summary>
    public string InPhase => IsPerSegment ? $"PerSegment({Name}, segment)" : Name;

    /// <summary>The scalar in a sweep.</summary>
    public string InSweep => IsPerSegment ? $"tile.Coefficient({Name})" : Name;
}

/// <summary>A state vector.</summary>
internal sealed class Slot(
    string name, string meaning, double initial = 0, bool isAdversary = false, bool isBFloat16 = false, bool isStochastic = false)
{
    /// <summary>As a local: <c>mu</c>.</summary>
    public string Name { get; } = name;

    /// <summary>As the constant with its number.</summary>
    public string Constant { get; } = char.ToUpperInvariant(name[0]) + name.Substring(1);

    public string Meaning { get; } = meaning;

    public double Initial { get; } = initial;

    public bool IsAdversary { get; } = isAdversary;

    public bool IsBFloat16 { get; } = isBFloat16;

    /// <summary>Whether chance decides how it is rounded to bfloat16.</summary>
    public bool IsStochastic { get; } = isBFloat16 && isStochastic;

    /// <summary>Its part of a stream of parameters.</summary>
    public double Streams => IsBFloat16 ? 0.5 : 1;

    public int Copies { get; set; } = 1;

    public int Number { get; set; }
}

/// <summary>One transform of the program, with the names its kernels bind to.</summary>
internal sealed class Stage(StageModel model, string id)
{
    /// <summary>Tells two uses of one transform apart.</summary>
    public string Id { get; } = id;

    public StageModel Model { get; } = model;

    public KernelModel Kernel => Model.Kernel;

    public Dictionary<string, Slot> Slots { get; } = [];

    public Dictionary<string, Field> Fields { get; } = [];

    public Dictionary<string, Property> Properties { get; } = [];

    /// <summary>The locals that hold measures, and the numbers of those in their sweep.</summary>
    public Dictionary<string, string> Measures { get; } = [];

    /// <summary>A constant of the declaration, as C#.</summary>
    public string? Constant(string name) => Model.Hyperparameters.FirstOrDefault(h => h.Name == name && !h.IsScalar)?.Literal;
}

/// <summary>What happens to the parameters in one call: scalars and sweeps, in order.</summary>
internal sealed class Phase(string name, string count, List<IStep> steps)
{
    public string Name { get; } = name;

    /// <summary>The number of completed steps, as C#.</summary>
    public string Count { get; } = count;

    public IReadOnlyList<IStep> Steps { get; } = steps;

    public IEnumerable<Sweep> Sweeps => Steps.OfType<Sweep>();

    public double Streams => Sweeps.Sum(s => s.Streams);

    /// <summary>Whether a transform asks for the loss.</summary>
    public bool TakesValue => Steps.OfType<Preparation>().Any(p => p.Stage.Kernel.TakesValue);
}

/// <summary>A part of a phase: a <see cref="Preparation"/>, a <see cref="Sweep"/> or a <see cref="Conclusion"/>.</summary>
internal interface IStep;

/// <summary>A transform's scalars of this step: schedules, then <c>Prepare</c>.</summary>
internal sealed record Preparation(Stage Stage) : IStep;

/// <summary>A transform's scalars after its state has changed: <c>Conclude</c>.</summary>
/// <param name="Sweep">The sweep that took its measures, run just before.</param>
internal sealed record Conclusion(Stage Stage, Sweep Sweep) : IStep;
