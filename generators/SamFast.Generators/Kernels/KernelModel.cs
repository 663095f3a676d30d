using SamFast.Generators.Symbols;

namespace SamFast.Generators.Kernels;

/// <summary>The signatures of a transform, or of a gate, which has scalars and measures only.</summary>
/// <param name="Type">The attribute class as C#, for calls.</param>
/// <param name="Update">The kernel of the update, over lanes or over a whole tensor, or <c>Project</c> of a projection; null if a gate or a
/// measure has none.</param>
/// <param name="Prepare">The kernel that runs once per step; of a gate, the one that decides.</param>
/// <param name="Tensor">The requirements of a transform over whole tensors; null for one over lanes.</param>
/// <param name="IsProjection">True if it changes the moved parameters, and not the update.</param>
/// <param name="Search">The kernels of a line search, which has none of the others.</param>
internal sealed record KernelModel(
    string Type, MethodModel? Update, MethodModel? Accumulate, MethodModel? Prepare, MethodModel? Conclude,
    EquatableArray<MeasureModel> Measures, TensorModel? Tensor = null, bool IsProjection = false,
    MethodModel? Observe = null, MethodModel? NeedsHessian = null, SearchModel? Search = null)
{
    /// <summary>Ordering traits, used for warnings.</summary>
    public Meaning Meaning { get; init; }

    /// <summary>The scalars that are properties of the optimizer.</summary>
    public EquatableArray<ReportModel> Reports { get; init; }

    /// <summary>The hyperparameters, states and coefficients that are factors of the effective learning rate.</summary>
    public EquatableArray<string> RateFactors { get; init; }

    /// <summary>True if it measures the update, and passes it unchanged.</summary>
    public bool IsProbe { get; init; }

    /// <summary>The kernel that computes the parameters to evaluate the model with.</summary>
    public MethodModel? Evaluation { get; init; }

    /// <summary>The kernel that decides about a restart of the transforms before it.</summary>
    public MethodModel? Reset { get; init; }

    /// <summary>True if it must come last: it applies to all transforms before it.</summary>
    public bool EndsChain { get; init; }

    /// <summary>True if an adversary with it must not restart in every period.</summary>
    public bool Remembers { get; init; }

    /// <summary>True if it is a part of SAM, and no optimizer on its own.</summary>
    public bool IsOperand { get; init; }

    /// <summary>True if it reads the gradient from which SAM climbed.</summary>
    public bool Combines => Shared.Any(b => b.SharedNames.Contains(BindingModel.AscentGradient)) || AsksWhetherClimbed;

    /// <summary>True if SAM steps with each gradient of a period but the first: it reads <c>isLastDescent</c>.</summary>
    public bool DescendsOften => Scalars.Any(b => b.Role == Role.IsLastDescent);

    /// <summary>The slots of other transforms that it reads.</summary>
    public IEnumerable<BindingModel> Shared => Lanes.Concat(Evaluation?.Bindings ?? [])
        .Concat(Measures.SelectMany(m => m.Method.Bindings)).Where(b => b.SharedNames.Count > 0);

    private bool AsksWhetherClimbed => Scalars.Any(b => b.Role == Role.HasClimbed);

    /// <summary>True if <c>Update</c> reads coefficients of <c>Conclude</c>.</summary>
    public bool IsConcludedFirst => Conclude?.Bindings.Any(b => b is { Role: Role.Coefficient, IsRef: true }) == true;

    /// <summary>True if it reads the loss.</summary>
    public bool TakesValue => Scalars.Any(b => b.Role == Role.Value);

    /// <summary>True if it reads the number of completed steps.</summary>
    public bool TakesCount => Scalars.Concat(Lanes).Concat(NeedsHessian?.Bindings ?? []).Any(b => b.Role == Role.Count);

    /// <summary>True if <c>Update</c> may be evaluated again after the state has changed.</summary>
    public bool IsReplayable => Update?.Bindings.Any(b => b.Role == Role.Slot && b.IsRef) != true;

    /// <summary>True if <c>Prepare</c> runs once per tensor, with per-tensor coefficients and states.</summary>
    public bool IsPerTensor => Measures.Any(m => m.IsPerTensor);

    /// <summary>The same formula where all parameters are one tensor.</summary>
    public KernelModel Flat => this with { Measures = Measures.Select(m => m with { IsPerTensor = false }).ToEquatableArray() };

    /// <summary>The slots and their initial values, in the order of the signatures.</summary>
    public IEnumerable<BindingModel> Slots => Lanes.Where(b => b.Role == Role.Slot && (b.IsRef || b.IsGiven));

    /// <summary>The random numbers that the lanes read.</summary>
    public IEnumerable<string> Noises => Lanes.Concat(Measures.SelectMany(m => m.Method.Bindings))
        .Where(b => b.IsRandom).Select(b => b.Name).Distinct();

    /// <summary>The arrays of scalars kept between steps.</summary>
    public IEnumerable<BindingModel> Arrays => Lanes.Where(b => b.Role == Role.Scalars);

    /// <summary>The scalars kept between steps.</summary>
    public IEnumerable<BindingModel> States => Scalars.Where(b => b.Role == Role.State).GroupBy(b => b.Name)
        .Select(uses => uses.FirstOrDefault(b => b.Initial != 0) ?? uses.First());

    /// <summary>The scalars that <c>Prepare</c> and <c>Conclude</c> compute for the lanes.</summary>
    public IEnumerable<BindingModel> Coefficients => Scalars.Where(b => b is { Role: Role.Coefficient, IsRef: true });

    /// <summary>True if lanes or whole tensors, which compute in the parameters' type, read a scalar hyperparameter or a
    /// coefficient that depends on it.</summary>
    public bool Narrows(string hyperparameter) =>
        Lanes.Concat(Evaluation?.Bindings ?? []).Concat(Measures.SelectMany(m => m.Method.Bindings))
            .Concat(Coefficients.Any() ? Scalars : []).Any(b => b.Role == Role.Hyperparameter && b.Name == hyperparameter);

    private IEnumerable<BindingModel> Lanes =>
        (Accumulate?.Bindings ?? []).Concat(Update?.Bindings ?? []).Concat(Observe?.Bindings ?? []);

    private IEnumerable<BindingModel> Scalars => (Prepare?.Bindings ?? []).Concat(Conclude?.Bindings ?? []);
}

/// <summary>Ordering traits of a transform, used for warnings.</summary>
[Flags]
internal enum Meaning
{
    None,

    /// <summary>It makes a step of a direction: the learning rate, against the gradient.</summary>
    LearningRate = 1,

    /// <summary>It gives the same for a multiple of its update.</summary>
    ScaleInvariant = 2,

    /// <summary>It adds a share of the parameters.</summary>
    Decay = 4,

    /// <summary>It bounds the update.</summary>
    Bound = 8,
}

/// <summary>A scalar that is a property of the optimizer.</summary>
/// <param name="Name">The property's name.</param>
/// <param name="AtHead">The name at the head of a chain, where the update is the gradient.</param>
/// <param name="Source">The measure, state or coefficient.</param>
/// <param name="IsMeasure">True if it is a measure.</param>
/// <param name="IsRoot">True if the property is the square root.</param>
/// <param name="Description">Its description, without a full stop.</param>
internal sealed record ReportModel(string Name, string AtHead, string Source, bool IsMeasure, bool IsRoot, string Description);

/// <summary>One kernel.</summary>
internal sealed record MethodModel(string Name, EquatableArray<BindingModel> Bindings);

/// <summary>The requirements of a transform over whole tensors, per tensor.</summary>
/// <param name="Check">The kernel that rejects unsupported shapes.</param>
/// <param name="Lengths">The lengths of slots that are not as long as the tensor.</param>
/// <param name="Workspace">The length of its scratch memory.</param>
/// <param name="IsAll">True if it works on all tensors at once.</param>
internal sealed record TensorModel(
    MethodModel? Check, EquatableArray<LengthModel> Lengths, MethodModel? Workspace, bool IsAll = false)
{
    /// <summary>Of a transform of all parameters at once.</summary>
    public static TensorModel All { get; } = new(null, EquatableArray<LengthModel>.Empty, null, IsAll: true);
}

/// <summary>A line search.</summary>
/// <param name="Gradients">The number of gradients that it keeps; null if it does not say.</param>
internal sealed record SearchModel(MethodModel Search, MethodModel? Gradients);

/// <summary>A length that depends on a tensor's shape.</summary>
/// <param name="Slot">The slot whose length it is.</param>
internal sealed record LengthModel(string Slot, MethodModel Method);

/// <summary>A kernel whose lanes are reduced.</summary>
/// <param name="Name">The name of the result in <c>Prepare</c> or <c>Conclude</c>.</param>
/// <param name="IsPerTensor">True if each tensor has a result.</param>
/// <param name="Moment">When it is taken.</param>
internal sealed record MeasureModel(string Name, bool IsMax, bool IsPerTensor, Moment Moment, MethodModel Method);

/// <summary>When a measure is taken.</summary>
internal enum Moment
{
    /// <summary>Before the first transform of the chain, as it is one of the gradient; <c>Prepare</c> receives it.</summary>
    AtHead,

    /// <summary>Before <c>Prepare</c>, which receives it.</summary>
    BeforePrepare,

    /// <summary>After <c>Prepare</c>, on the old values of the slots; <c>Conclude</c> receives it.</summary>
    BeforeAccumulate,

    /// <summary>On the new values of the slots; <c>Conclude</c> receives it.</summary>
    AfterAccumulate,
}

/// <summary>The role of a kernel's parameter.</summary>
/// <param name="IsRef">True if the kernel writes it.</param>
/// <param name="Initial">The initial value of a slot or a state.</param>
/// <param name="IsWhole">True if a state is a whole number.</param>
/// <param name="Copies">The number of slots or scalars; 0 if it is a single one.</param>
/// <param name="SharedNames">Of a slot of another transform, the names that it may have.</param>
internal sealed record BindingModel(
    string Name, Role Role, bool IsRef = false, double Initial = 0, bool IsWhole = false, int Copies = 0,
    EquatableArray<string> SharedNames = default)
{
    /// <summary>The slot that holds the gradient from which SAM climbed.</summary>
    public const string AscentGradient = "ascentGradient";

    /// <summary>The type of elements in <see cref="FieldModel.Type"/>.</summary>
    public const string Element = "$T";

    /// <summary>The field that it is; null if it is a parameter.</summary>
    public FieldModel? Field { get; init; }

    /// <summary>True if a slot is a position of the parameters.</summary>
    public bool IsPosition { get; init; }

    /// <summary>True if the caller provides a slot, and no step changes it.</summary>
    public bool IsGiven { get; init; }

    public bool IsRandom => Role is Role.Normal or Role.Uniform or Role.Rademacher;
}

/// <summary>A field of a parameter that stands for several.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Type">Its type as C#.</param>
/// <param name="IsOut">True if the kernel assigns it without reading it.</param>
internal sealed record FieldModel(string Parameter, string Type, string Name, bool IsOut);

internal enum Role
{
    /// <summary>The result of the previous transform.</summary>
    Update,

    /// <summary>The parameters.</summary>
    Parameter,

    /// <summary>The diagonal of the Hessian.</summary>
    Hessian,

    /// <summary>A state vector.</summary>
    Slot,

    /// <summary>A scalar that <c>Prepare</c> or <c>Conclude</c> computes.</summary>
    Coefficient,

    /// <summary>A hyperparameter, scalar or structural.</summary>
    Hyperparameter,

    /// <summary>A reduction over all parameters.</summary>
    Measure,

    /// <summary>The number of steps completed.</summary>
    Count,

    /// <summary>A scalar kept between steps.</summary>
    State,

    /// <summary>The declared precision of the arithmetic.</summary>
    Precision,

    /// <summary>A tensor's name and dimensions.</summary>
    Shape,

    /// <summary>Scratch memory.</summary>
    Workspace,

    /// <summary>The loss at the parameters that the gradient was taken at.</summary>
    Value,

    /// <summary>A random number for each element, from the standard normal distribution.</summary>
    Normal,

    /// <summary>A random number for each element, uniform in [0, 1).</summary>
    Uniform,

    /// <summary>A random sign for each element.</summary>
    Rademacher,

    /// <summary>Scalars of a transform of all parameters at once.</summary>
    Scalars,

    /// <summary>The loss along the update.</summary>
    Line,

    /// <summary>The result of the line search in the previous step.</summary>
    LastSearch,

    /// <summary>True if SAM has climbed in this period.</summary>
    HasClimbed,

    /// <summary>True in SAM's last descent of this period.</summary>
    IsLastDescent,
}
