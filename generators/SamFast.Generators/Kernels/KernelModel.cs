using SamFast.Generators.Symbols;

namespace SamFast.Generators.Kernels;

/// <summary>The signatures of a transform, or of a gate, which has scalars and measures only.</summary>
/// <param name="Type">The attribute class as C#, for calls.</param>
/// <param name="Update">What makes the update, over lanes or over a whole tensor, or <c>Project</c> of a projection; a gate has
/// none.</param>
/// <param name="Prepare">What runs once per step; of a gate, what decides.</param>
/// <param name="Tensor">What a transform that works on whole tensors says of them; null for one over lanes.</param>
/// <param name="IsProjection">Whether it changes the moved parameters, and not the update.</param>
/// <param name="Search">What a line search has instead of all this.</param>
internal sealed record KernelModel(
    string Type, MethodModel? Update, MethodModel? Accumulate, MethodModel? Prepare, MethodModel? Conclude,
    EquatableArray<MeasureModel> Measures, TensorModel? Tensor = null, bool IsProjection = false,
    MethodModel? Observe = null, MethodModel? NeedsHessian = null, SearchModel? Search = null)
{
    /// <summary>What it means where in a chain it stands.</summary>
    public Meaning Meaning { get; init; }

    /// <summary>The scalars that are properties of the optimizer.</summary>
    public EquatableArray<ReportModel> Reports { get; init; }

    /// <summary>The hyperparameters, states and coefficients that are factors of the effective learning rate.</summary>
    public EquatableArray<string> RateFactors { get; init; }

    /// <summary>Whether it measures the update, and passes it unchanged.</summary>
    public bool IsProbe { get; init; }

    /// <summary>What makes the parameters to evaluate the model with.</summary>
    public MethodModel? Evaluation { get; init; }

    /// <summary>What says whether the transforms before it start afresh.</summary>
    public MethodModel? Reset { get; init; }

    /// <summary>Whether it is around the transforms before it.</summary>
    public bool EndsChain { get; init; }

    /// <summary>Whether it is of no use in an adversary that starts afresh in every period.</summary>
    public bool Remembers { get; init; }

    /// <summary>Whether it is an operand of SAM, and no optimizer by itself.</summary>
    public bool IsOperand { get; init; }

    /// <summary>Whether it asks for the gradient from which SAM climbed.</summary>
    public bool Combines => Shared.Any(b => b.SharedNames.Contains(BindingModel.AscentGradient)) || AsksWhetherClimbed;

    /// <summary>Whether it lets SAM step with each gradient of a period but the first: it asks for the last such step.</summary>
    public bool DescendsOften => Scalars.Any(b => b.Role == Role.IsLastDescent);

    /// <summary>The slots of other transforms that it reads.</summary>
    public IEnumerable<BindingModel> Shared => Lanes.Concat(Evaluation?.Bindings ?? [])
        .Concat(Measures.SelectMany(m => m.Method.Bindings)).Where(b => b.SharedNames.Count > 0);

    private bool AsksWhetherClimbed => Scalars.Any(b => b.Role == Role.HasClimbed);

    /// <summary>Whether <c>Update</c> waits for what <c>Conclude</c> makes of the state's new values.</summary>
    public bool IsConcludedFirst => Conclude?.Bindings.Any(b => b is { Role: Role.Coefficient, IsRef: true }) == true;

    /// <summary>Whether it asks for the loss.</summary>
    public bool TakesValue => Scalars.Any(b => b.Role == Role.Value);

    /// <summary>Whether it asks for the number of completed steps.</summary>
    public bool TakesCount => Scalars.Concat(Lanes).Concat(NeedsHessian?.Bindings ?? []).Any(b => b.Role == Role.Count);

    /// <summary>Whether <c>Update</c> may be evaluated again after the state has changed.</summary>
    public bool IsReplayable => Update?.Bindings.Any(b => b.Role == Role.Slot && b.IsRef) != true;

    /// <summary>Whether <c>Prepare</c> runs for each tensor, with coefficients and states of the tensor's own.</summary>
    public bool IsPerSegment => Measures.Any(m => m.IsPerSegment);

    /// <summary>The same formula where all parameters are one tensor.</summary>
    public KernelModel Flat => this with { Measures = Measures.Select(m => m with { IsPerSegment = false }).ToEquatableArray() };

    /// <summary>The slots and their initial values, in the order of the signatures.</summary>
    public IEnumerable<BindingModel> Slots => Lanes.Where(b => b.Role == Role.Slot && (b.IsRef || b.IsGiven));

    /// <summary>The random numbers that the lanes ask for.</summary>
    public IEnumerable<string> Noises => Lanes.Concat(Measures.SelectMany(m => m.Method.Bindings))
        .Where(b => b.IsRandom).Select(b => b.Name).Distinct();

    /// <summary>The arrays of scalars kept between steps.</summary>
    public IEnumerable<BindingModel> Arrays => Lanes.Where(b => b.Role == Role.Scalars);

    /// <summary>The scalars kept between steps.</summary>
    public IEnumerable<BindingModel> States => Scalars.Where(b => b.Role == Role.State).GroupBy(b => b.Name)
        .Select(uses => uses.FirstOrDefault(b => b.Initial != 0) ?? uses.First());

    /// <summary>The scalars that <c>Prepare</c> and <c>Conclude</c> compute for the lanes.</summary>
    public IEnumerable<BindingModel> Coefficients => Scalars.Where(b => b is { Role: Role.Coefficient, IsRef: true });

    /// <summary>Whether a scalar hyperparameter reaches lanes or whole tensors, which compute in the parameters' type: itself, or
    /// in a coefficient that is made of it.</summary>
    public bool Narrows(string hyperparameter) =>
        Lanes.Concat(Evaluation?.Bindings ?? []).Concat(Measures.SelectMany(m => m.Method.Bindings))
            .Concat(Coefficients.Any() ? Scalars : []).Any(b => b.Role == Role.Hyperparameter && b.Name == hyperparameter);

    private IEnumerable<BindingModel> Lanes =>
        (Accumulate?.Bindings ?? []).Concat(Update?.Bindings ?? []).Concat(Observe?.Bindings ?? []);

    private IEnumerable<BindingModel> Scalars => (Prepare?.Bindings ?? []).Concat(Conclude?.Bindings ?? []);
}

/// <summary>What a transform says of itself, for mistakes in the order of a chain.</summary>
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
/// <param name="AtHead">The name where the update is the gradient.</param>
/// <param name="Source">The measure, state or coefficient.</param>
/// <param name="IsMeasure">Whether it is a measure.</param>
/// <param name="IsRoot">Whether the property is the square root.</param>
/// <param name="Description">What it is, without a stop.</param>
internal sealed record ReportModel(string Name, string AtHead, string Source, bool IsMeasure, bool IsRoot, string Description);

/// <summary>One kernel.</summary>
internal sealed record MethodModel(string Name, EquatableArray<BindingModel> Bindings);

/// <summary>What a transform that works on whole tensors needs for each of them.</summary>
/// <param name="Check">Refuses shapes it cannot work with.</param>
/// <param name="Lengths">The lengths of slots that are not as long as the tensor.</param>
/// <param name="Workspace">How much room it needs to compute in.</param>
/// <param name="IsAll">Whether it works on all of them at once.</param>
internal sealed record TensorModel(
    MethodModel? Check, EquatableArray<LengthModel> Lengths, MethodModel? Workspace, bool IsAll = false)
{
    /// <summary>Of a transform of all parameters at once.</summary>
    public static TensorModel All { get; } = new(null, EquatableArray<LengthModel>.Empty, null, IsAll: true);
}

/// <summary>A line search.</summary>
/// <param name="Gradients">How many gradients it holds; null where it does not say.</param>
internal sealed record SearchModel(MethodModel Search, MethodModel? Gradients);

/// <summary>A length that depends on a tensor's shape.</summary>
/// <param name="Slot">The slot whose length it is.</param>
internal sealed record LengthModel(string Slot, MethodModel Method);

/// <summary>A kernel whose lanes are reduced.</summary>
/// <param name="Name">What <c>Prepare</c> or <c>Conclude</c> calls the result.</param>
/// <param name="IsPerSegment">Whether each tensor has a result of its own.</param>
/// <param name="Moment">When it is taken.</param>
internal sealed record MeasureModel(string Name, bool IsMax, bool IsPerSegment, Moment Moment, MethodModel Method);

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

/// <summary>What a kernel's parameter stands for.</summary>
/// <param name="IsRef">Whether the kernel writes it.</param>
/// <param name="Initial">The initial value of a slot or a state.</param>
/// <param name="IsWhole">Whether a state is a whole number.</param>
/// <param name="Copies">How many of a slot, or of a scalar, there are; 0 where it is not one of several.</param>
/// <param name="SharedNames">Of a slot of another transform, the names that it may have.</param>
internal sealed record BindingModel(
    string Name, Role Role, bool IsRef = false, double Initial = 0, bool IsWhole = false, int Copies = 0,
    EquatableArray<string> SharedNames = default)
{
    /// <summary>The slot that holds the gradient from which SAM climbed.</summary>
    public const string AscentGradient = "ascentGradient";

    /// <summary>Whether a slot is a place among the parameters.</summary>
    public bool IsPosition { get; init; }

    /// <summary>Whether a slot is the caller's, and no step changes it.</summary>
    public bool IsGiven { get; init; }

    public bool IsRandom => Role is Role.Normal or Role.Uniform or Role.Rademacher;
}

internal enum Role
{
    /// <summary>What the previous transform produced.</summary>
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

    /// <summary>How exact the optimizer is declared to be.</summary>
    Precision,

    /// <summary>A tensor's name and dimensions.</summary>
    Shape,

    /// <summary>Room to compute in.</summary>
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

    /// <summary>What the line search of the step before has found.</summary>
    LastSearch,

    /// <summary>Whether SAM has climbed in this period.</summary>
    HasClimbed,

    /// <summary>Whether it is SAM's last descent of this period.</summary>
    IsLastDescent,
}
