using System.Globalization;
using SamFast.Generators.Declarations;
using SamFast.Generators.Kernels;

namespace SamFast.Generators.Program;

/// <summary>A transform or wrapper of a chain, with everything its kernels bind to by name. Two values are equal if they are the
/// same link at different stages of lowering.</summary>
/// <param name="Id">Distinguishes two uses of one transform.</param>
/// <param name="Part">The tensors of its chain, in a partition.</param>
internal sealed record Link(string Id, StageModel Model, ChainRole Role, Mask? Part = null)
{
    private const string EveryK = "everyK";

    public IReadOnlyDictionary<string, Slot> Slots { get; init; } = new Dictionary<string, Slot>();

    public IReadOnlyDictionary<string, Scalar> Scalars { get; init; } = new Dictionary<string, Scalar>();

    public IReadOnlyDictionary<string, ScalarArray> Arrays { get; init; } = new Dictionary<string, ScalarArray>();

    public IReadOnlyDictionary<string, Property> Properties { get; init; } = new Dictionary<string, Property>();

    /// <summary>The names of its measures in generated code.</summary>
    public IReadOnlyDictionary<string, string> Measures { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, Noise> Noises { get; init; } = new Dictionary<string, Noise>();

    /// <summary>The masks a tensor must be in for the transform to change its update.</summary>
    public IReadOnlyList<Mask> Masks { get; init; } = [];

    /// <summary>The masks a tensor must be in for its chain to run at all.</summary>
    public IReadOnlyList<Mask> Scope { get; init; } = [];

    /// <summary>The count that schedules and <c>Prepare</c> receive; null for the count of the phase.</summary>
    public Count? Count { get; init; }

    /// <summary>Completed rounds of gradient accumulation; null if no schedule needs them.</summary>
    public Count? Rounds { get; init; }

    /// <summary>Steps that a bypass has let happen; null if no transform needs them.</summary>
    public Count? Passed { get; init; }

    public KernelModel Kernel => Model.Kernel;

    /// <summary>The masks of the tensors it acts on.</summary>
    public IEnumerable<Mask> ScopeAndMasks => Scope.Concat(Masks).Distinct();

    public bool IsWrapper => Model.Wrapper is not null;

    public bool IsGather => Model.Wrapper?.Kind == WrapperKind.Gather;

    public bool IsBypass => Model.Wrapper?.Kind == WrapperKind.Bypass;

    public bool IsClimbGate => Model.Wrapper?.Kind == WrapperKind.Climb;

    /// <summary>True if it is a wrapper that changes the gradient.</summary>
    public bool MakesGradient => IsWrapper && Kernel.Update is not null;

    /// <summary>Declared number of gradients per step of a gather; at least 2 if a schedule decides.</summary>
    public long Period => Model.Hyperparameters.Single(h => h.Name == EveryK) is { IsScheduled: false } everyK
        ? (long)Math.Ceiling(double.Parse(everyK.Literal, CultureInfo.InvariantCulture))
        : 2;

    /// <summary>The property with the number of gradients per step of a gather.</summary>
    public Property Every => Properties[EveryK];

    /// <summary>True if it depends on the number of completed steps.</summary>
    public bool Counts => Kernel.TakesCount || Model.Hyperparameters.Any(h => h.IsScheduled);

    /// <summary>True if this is a wrapper of another link. Wrappers with a limit exclude the chains of a partition, and no
    /// wrapper includes projections, which always apply to moved parameters.</summary>
    public bool Wraps(Link link) => Model.Wrapper is { } wrapper && !link.Kernel.IsProjection
        && (wrapper.LastGroup is null || (link.Part is null && link.Model.Group <= wrapper.LastGroup));

    public bool Equals(Link? other) => other?.Id == Id;

    public override int GetHashCode() => Id.GetHashCode();
}

/// <summary>The chain of a link.</summary>
internal enum ChainRole
{
    Wrappers,
    Outer,
    Adversary,
}
