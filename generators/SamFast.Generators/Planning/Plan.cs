using SamFast.Generators.Declarations;
using SamFast.Generators.Program;

namespace SamFast.Generators.Planning;

/// <summary>A compiled optimizer: the results of all passes.</summary>
internal sealed record Plan(
    OptimizerProgram Program, OwnNames Own, Workspace Workspace, Phases Phases, MemoryLayout Memory, CoefficientCache Cache,
    Reports Reports)
{
    public OptimizerModel Model => Program.Model;

    /// <summary>All sweeps, each once. Their indices are their numbers.</summary>
    public IReadOnlyList<Sweep> Sweeps { get; } =
        [.. Phases.MemorySteps.OfType<Sweep>(), .. Phases.Evaluation is null ? Array.Empty<Sweep>() : [Phases.Evaluation]];

    /// <summary>All transforms of whole tensors, each once. Their indices are their numbers.</summary>
    public IReadOnlyList<TensorStep> TensorSteps { get; } = [.. Phases.MemorySteps.OfType<TensorStep>()];

    /// <summary>The update along which a line search moves.</summary>
    public Slot? Direction => Program.Search is null ? null : Workspace.Scratch;

    /// <summary>The scalars that each tensor has.</summary>
    public IEnumerable<Scalar> PerTensor => Program.Scalars.Where(s => s.IsPerTensor);

    public int ElementBytes => Model.Precision == "double" ? 8 : 4;

    /// <summary>True if a gate decides about steps.</summary>
    public bool HasGates => Phases.All.SelectMany(p => p.Steps).Any(s => s is Decision { Link.IsClimbGate: false });

    /// <summary>True if the current copy of state that is kept twice alternates between steps.</summary>
    public bool KeepsStateTwice => Program.KeepsTwoAdversaries || Memory.Slots.Any(s => Memory.CopiesOf(s) == 2);

    /// <summary>True if random numbers depend on the number of the ascent.</summary>
    public bool CountsAscents =>
        Model.Sam is { ResetState: true, Ascents: > 1 }
        && (Memory.Slots.Any(s => s is { IsAdversary: true, IsStochastic: true }) || Program.Noises.Any(n => n.IsAdversary));

    /// <summary>True if a step receives the loss.</summary>
    public bool TakesValue => Phases.All.Any(p => p.TakesValue);

    /// <summary>The signature of a step.</summary>
    public StepKind StepKind => (Model.Sam, TakesValue) switch
    {
        ({ IsOpaque: true }, _) => StepKind.OpaqueSam,
        (not null, true) => StepKind.ValuedTransparentSam,
        (not null, false) => StepKind.TransparentSam,
        _ when Program.Search is not null => StepKind.Linesearch,
        _ when Phases.Observation is not null => StepKind.Hessian,
        (_, true) => Model.ConsumesGradients ? StepKind.ValuedConsuming : StepKind.Valued,
        _ => Model.ConsumesGradients ? StepKind.Consuming : StepKind.Plain,
    };

    /// <summary>Bytes moved per parameter and outer step, or, if a period has several outer steps, per period.</summary>
    public long BytesMoved => (long)(ElementBytes * Traffic.Streams(this));

    /// <summary>Bytes of state per parameter.</summary>
    public int StateBytes => (ElementBytes * (Memory.SlotVectors + Memory.OwnVectors)) + (2 * Memory.BFloat16Vectors);
}
