using SamFast.Generators.Symbols;

namespace SamFast.Generators.Kernels;

/// <summary>A kind of method that a transform, a gate, a line search or a schedule may have.</summary>
[Flags]
internal enum Kernel
{
    None = 0,
    Update = 1,
    Accumulate = 1 << 1,
    Observe = 1 << 2,

    /// <summary>A measure over all parameters that <c>Prepare</c> receives.</summary>
    HeadMeasure = 1 << 3,

    /// <summary>Any other measure before <c>Accumulate</c>.</summary>
    Measure = 1 << 4,

    /// <summary>A measure after <c>Accumulate</c>.</summary>
    LateMeasure = 1 << 5,
    Project = 1 << 6,

    /// <summary>A measure of a projection.</summary>
    ProjectionMeasure = 1 << 7,
    EvaluationParameters = 1 << 8,

    /// <summary><c>Update</c> of a gate.</summary>
    GateUpdate = 1 << 9,
    Prepare = 1 << 10,
    Conclude = 1 << 11,
    ShouldStep = 1 << 12,
    ShouldReset = 1 << 13,
    NeedsHessian = 1 << 14,

    /// <summary><c>Transform</c> over one tensor.</summary>
    TensorTransform = 1 << 15,
    CheckShape = 1 << 16,
    Length = 1 << 17,

    /// <summary><c>Transform</c> over all parameters.</summary>
    WholeTransform = 1 << 18,
    Search = 1 << 19,
    Gradients = 1 << 20,
    Evaluate = 1 << 21,

    Measures = HeadMeasure | Measure | LateMeasure | ProjectionMeasure,
    Writers = Update | Accumulate | Observe,
    Lanes = Writers | Measures | Project | EvaluationParameters | GateUpdate,
    Scalars = Prepare | Conclude | ShouldStep,
    Transforms = TensorTransform | WholeTransform,
    Shapes = CheckShape | Length,
}

/// <summary>The type of a parameter, and its passing by value or by reference.</summary>
internal enum Form
{
    Lanes,
    LanesRef,
    Double,
    DoubleRef,
    DoubleOut,
    Long,
    LongRef,
    Bool,

    /// <summary>The type of the hyperparameter; of an array, also a span.</summary>
    Declared,

    /// <summary>The same, or a wider number.</summary>
    DeclaredOrWider,
    Precision,
    Span,
    ReadOnlySpan,
    Shape,
    Vector,
    Vectors,
    Doubles,
    LineRef,
    SearchResult,
}

/// <summary>The origin of a parameter's name.</summary>
internal enum Source
{
    /// <summary>The contract names it.</summary>
    Fixed,

    /// <summary>The author of the kernel chooses it.</summary>
    New,

    /// <summary>A double of the constructor.</summary>
    Scalars,

    /// <summary>Any other parameter of the constructor.</summary>
    Constants,
    Slots,

    /// <summary>A slot of another transform.</summary>
    Shared,
    States,
    Prepared,
    Concluded,
    Measures,

    /// <summary>An attribute on the parameter decides, and the name is free.</summary>
    Marked,
}

/// <summary>One row of the contract: a parameter that kernels may have.</summary>
/// <param name="In">The kernels that may have it: those that run when it is available.</param>
/// <param name="Name">The name of a fixed parameter, or the attribute of a marked one.</param>
/// <param name="Meaning">The value that it receives or returns.</param>
internal sealed record Term(Kernel In, Role Role, Form Form, Source Source, string Name, string Meaning)
{
    /// <summary>True if the kernel must have it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>True if the kernel writes it.</summary>
    public bool IsWritten => Form is Form.LanesRef or Form.DoubleRef or Form.DoubleOut or Form.LongRef
        || (Role == Role.Slot && Form is Form.Span or Form.Vector or Form.Vectors);
}

/// <summary>The signature of a kernel.</summary>
/// <param name="Title">The kernel in prose.</param>
/// <param name="Text">The declaration that the author writes.</param>
/// <param name="Arity">The number of type parameters.</param>
/// <param name="Runs">When it runs, and the meaning of its result.</param>
internal sealed record Signature(Kernel Kernel, string Title, string Text, int Arity, string Runs)
{
    /// <summary>True if its type parameter is that of the lanes, and not of the elements.</summary>
    public bool IsOverLanes => Text.EndsWith(LaneType.Constraint, StringComparison.Ordinal);
}

/// <summary>The contract between kernels and the generator. Binding, objections and the page of the contract derive from these two tables;
/// of two terms that fit a parameter, the first counts.</summary>
internal static class Contract
{
    private const string Lanes = LaneType.Name;

    public static IReadOnlyList<Signature> Signatures { get; } =
    [
        new(Kernel.Update, "Update", $"{Lanes} Update<{Lanes}>(…) {LaneType.Constraint}", 1,
            "In every step; returns the update that leaves the transform. Required, unless the transform only measures, or "
            + "has `Project` or `Transform`."),
        new(Kernel.Accumulate, "Accumulate", $"void Accumulate<{Lanes}>(…) {LaneType.Constraint}", 1,
            "In every step, before `Update`; changes slots. `Update` then reads them by value, and may run again in a later "
            + "sweep instead of storing its result."),
        new(Kernel.Observe, "Observe", $"void Observe<{Lanes}>(…) {LaneType.Constraint}", 1,
            "After steps that received the diagonal of the Hessian; changes slots. The optimizer is an "
            + "`IHessianOptimizer<T>`."),
        new(Kernel.NeedsHessian, "NeedsHessian", "bool NeedsHessian(…)", 0,
            "Before every step; returns true if `Step` needs the diagonal of the Hessian."),
        new(Kernel.HeadMeasure, "a measure over all parameters that Prepare receives", $"{Lanes} Name<{Lanes}>(…) {LaneType.Constraint}", 1,
            "Before `Prepare`; `[Sum]` or `[Max]` reduces the result to `double name`, which `[Reported]` makes a property. "
            + "With `gradient`, or with neither `gradient` nor `update`, it runs before the first transform of the chain."),
        new(Kernel.Measure, "a measure of each tensor, or one that only Conclude receives", $"{Lanes} Name<{Lanes}>(…) {LaneType.Constraint}", 1,
            "Before `Accumulate`; `[Sum]` or `[Max]` reduces the result. A transform that only measures leaves the update "
            + "unchanged; its `Conclude` has no coefficients."),
        new(Kernel.LateMeasure, "a measure with AfterAccumulate", $"{Lanes} Name<{Lanes}>(…) {LaneType.Constraint}", 1,
            "After `Accumulate`, on the new values of the slots; `Conclude` receives the result."),
        new(Kernel.Prepare, "Prepare", "void Prepare(…)", 0,
            "Once per step, or once per tensor if the transform measures each tensor. Its results depend on its arguments "
            + "alone, and may be cached until one of them changes."),
        new(Kernel.Conclude, "Conclude", "void Conclude(…)", 0,
            "Once per step, after `Accumulate`; shares states with `Prepare` by name. If `Update` reads one of its "
            + "coefficients, `Update` runs in a separate sweep; without coefficients, it costs no sweep."),
        new(Kernel.Project, "Project", $"{Lanes} Project<{Lanes}>(…) {LaneType.Constraint}", 1,
            "In every step of a projection, after the update; returns the projected parameters. Projections come last in a "
            + "chain, and replace `Update` and `Accumulate`. In SAM's outer chain, they apply in the descent; behind wrappers, "
            + "when a step happens."),
        new(Kernel.ProjectionMeasure, "a measure of a projection", $"{Lanes} Name<{Lanes}>(…) {LaneType.Constraint}", 1,
            "After the update, before `Prepare`. It costs a separate sweep; a projection without measures costs none."),
        new(Kernel.EvaluationParameters, "EvaluationParameters", $"{Lanes} EvaluationParameters<{Lanes}>(…) {LaneType.Constraint}", 1,
            "Between steps; returns the parameters to evaluate the model with: `parameter` while the states have their "
            + "initial values. The optimizer is an `IAveragingOptimizer<T>`."),
        new(Kernel.ShouldReset, "ShouldReset", "bool ShouldReset(…)", 0,
            "After every step; returns true if the transforms before it restart in the next one: slots, states, counts and "
            + "schedules, but not random numbers."),
        new(Kernel.ShouldStep, "ShouldStep of a gate", "bool ShouldStep(…)", 0, "In every step; returns true if the wrapped transforms run."),
        new(Kernel.GateUpdate, "Update of a gate", $"{Lanes} Update<{Lanes}>(…) {LaneType.Constraint}", 1,
            "In every step; returns the update that leaves the wrapped transforms."),
        new(Kernel.TensorTransform, "Transform over a tensor", "void Transform<T>(…)", 1,
            "In every step, for each tensor that is not empty, in place of `Update`, `Accumulate` and measures; tensors may "
            + "run on several threads. Its slots are not stored in bfloat16; in SAM's adversary, it has none."),
        new(Kernel.CheckShape, "CheckShape", "void CheckShape(…)", 0,
            "At construction, for each tensor; throws if the shape is not supported."),
        new(Kernel.Length, "the length of a slot or of the workspace", "int NameLength(…)", 0,
            "At construction, for each tensor; returns the length of the span `name`. Without it, a slot is as long as the "
            + "tensor."),
        new(Kernel.WholeTransform, "Transform over all parameters", "void Transform<T>(…)", 1,
            "Once per step, in place of `Update`, `Accumulate` and measures. Before a line search, it may run again with the "
            + "same `count`, after an exception of the objective: it must not overwrite its inputs. Its slots are not stored in "
            + "bfloat16, and `FlushBelow` does not apply to them."),
        new(Kernel.Search, "Search of a line search", "LinesearchResult Search<TLine>(…) where TLine : ILine, allows ref struct", 1,
            "In every step, after the transforms before it; returns the learning rate."),
        new(Kernel.Gradients, "Gradients of a line search", "int Gradients(…)", 0,
            "At construction; returns the number of gradients that the search keeps."),
        new(Kernel.Evaluate, "Evaluate of a schedule", "double Evaluate(…)", 0, "In every step; returns the value of the hyperparameter."),
    ];

    public static IReadOnlyList<Term> Terms { get; } =
    [
        // Lanes.
        Fixed(Kernel.Observe, Role.Hessian, Form.Lanes, "hessian", "the diagonal of the Hessian"),
        Marked(Role.Normal, "a random number of the standard normal distribution for each element"),
        Marked(Role.Uniform, "a random number in [0, 1) for each element"),
        Marked(Role.Rademacher, "a random sign for each element"),
        new(Kernel.Writers, Role.Slot, Form.LanesRef, Source.New, "", "a slot, which the kernel changes"),
        new(Kernel.Lanes & ~(Kernel.Project | Kernel.ProjectionMeasure | Kernel.GateUpdate), Role.Slot, Form.Lanes, Source.Slots, "", "a slot"),
        new(Kernel.Lanes, Role.Slot, Form.Lanes, Source.Shared, "", "a slot of another transform, with [Shared], or ascentGradient"),
        Fixed(Kernel.Update | Kernel.Accumulate | Kernel.HeadMeasure | Kernel.Measure | Kernel.LateMeasure | Kernel.GateUpdate,
            Role.Update, Form.Lanes, "update", "the update that enters the transform"),
        Fixed(Kernel.Lanes & ~Kernel.Observe, Role.Parameter, Form.Lanes, "parameter", "the parameters; in a projection, after the update"),
        new(Kernel.EvaluationParameters | Kernel.GateUpdate, Role.State, Form.Lanes, Source.States, "", "a scalar state"),
        new(Kernel.Update | Kernel.Accumulate | Kernel.Observe | Kernel.Project | Kernel.LateMeasure,
            Role.Coefficient, Form.Lanes, Source.Prepared, "", "a coefficient of Prepare"),
        new(Kernel.Update | Kernel.Observe | Kernel.Project, Role.Coefficient, Form.Lanes, Source.Concluded, "", "a coefficient of Conclude"),
        new(Kernel.Lanes, Role.Hyperparameter, Form.Lanes, Source.Scalars, "", "a hyperparameter"),
        Fixed(Kernel.HeadMeasure, Role.Update, Form.Lanes, "gradient", "the gradient that entered the chain"),

        // Scalars.
        new(Kernel.Prepare | Kernel.Conclude, Role.Coefficient, Form.DoubleOut, Source.New, "", "a coefficient for the lanes"),
        new(Kernel.Scalars, Role.State, Form.DoubleRef, Source.New, "", "a scalar state"),
        new(Kernel.ShouldStep, Role.State, Form.LongRef, Source.New, "", "a counter"),
        new(Kernel.ShouldReset, Role.State, Form.Double, Source.States, "", "a scalar state"),
        new(Kernel.Scalars, Role.Measure, Form.Double, Source.Measures, "", "a measure"),
        new(Kernel.Transforms, Role.Coefficient, Form.Double, Source.Prepared, "", "a coefficient of Prepare"),
        new(Kernel.Scalars | Kernel.ShouldReset | Kernel.NeedsHessian | Kernel.Transforms | Kernel.Search,
            Role.Hyperparameter, Form.Double, Source.Scalars, "", "a hyperparameter"),
        new(Kernel.Conclude, Role.Coefficient, Form.Double, Source.Prepared, "", "a coefficient of Prepare"),
        Fixed(Kernel.Prepare | Kernel.Conclude, Role.Value, Form.Double, "value", "the loss"),
        Fixed(Kernel.Scalars | Kernel.NeedsHessian | Kernel.WholeTransform, Role.Count, Form.Long, "count",
            "the number of completed steps"),
        Fixed(Kernel.Evaluate, Role.Count, Form.Long, "count", "the number of completed steps") with { IsRequired = true },

        // Tensors.
        Fixed(Kernel.TensorTransform, Role.Update, Form.Span, "update", "the update, changed in place") with { IsRequired = true },
        Fixed(Kernel.TensorTransform, Role.Parameter, Form.ReadOnlySpan, "parameter", "the parameters"),
        Fixed(Kernel.TensorTransform, Role.Workspace, Form.Span, "workspace", "scratch memory of at least WorkspaceLength elements, not initialized"),
        new(Kernel.TensorTransform, Role.Slot, Form.Span, Source.New, "", "a slot"),
        new(Kernel.TensorTransform | Kernel.Shapes, Role.Shape, Form.Shape, Source.New, "", "the shape of the tensor"),
        Fixed(Kernel.WholeTransform, Role.Update, Form.Vector, "update", "the update, changed in place") with { IsRequired = true },
        Fixed(Kernel.WholeTransform, Role.Parameter, Form.Vector, "parameter", "the parameters"),
        new(Kernel.WholeTransform, Role.Slot, Form.Vector, Source.New, "", "a slot"),
        new(Kernel.WholeTransform, Role.Slot, Form.Vectors, Source.New, "", "several slots, as many as [Copies] says"),
        new(Kernel.WholeTransform, Role.Scalars, Form.Doubles, Source.New, "", "scalar states, as many as [Copies] says"),
        Fixed(Kernel.Search, Role.Line, Form.LineRef, "line", "the loss along the update") with { IsRequired = true },
        Fixed(Kernel.Search, Role.LastSearch, Form.SearchResult, "last", "the result of the search in the previous step"),

        // Values that do not change between steps.
        new(Kernel.Lanes | Kernel.Scalars | Kernel.ShouldReset | Kernel.NeedsHessian | Kernel.Transforms | Kernel.Shapes
            | Kernel.Search | Kernel.Gradients,
            Role.Hyperparameter, Form.Declared, Source.Constants, "", "a hyperparameter that is not a double"),
        new(Kernel.Evaluate, Role.Hyperparameter, Form.DeclaredOrWider, Source.Constants, "", "a parameter of the constructor, an array as a ReadOnlySpan"),
        Fixed(Kernel.Lanes | Kernel.Scalars | Kernel.Transforms, Role.Precision, Form.Precision, "precision", "the precision of the optimizer"),
        Fixed(Kernel.Prepare | Kernel.Conclude, Role.HasClimbed, Form.Bool, "hasClimbed", "true if SAM has climbed in this period"),
        Fixed(Kernel.Prepare | Kernel.Conclude, Role.IsLastDescent, Form.Bool, "isLastDescent", "true in the last descent of SAM's period"),
    ];

    public static Signature Of(Kernel kernel) => Signatures.First(s => s.Kernel == kernel);

    /// <summary>The parameters that a kernel may have.</summary>
    public static IEnumerable<Term> For(Kernel kernel) => Terms.Where(term => (term.In & kernel) != 0);

    /// <summary>True if the contract names a parameter of this form: no slot may have its name.</summary>
    public static bool IsReserved(string name, Form form) => Terms.Any(term =>
        term.Source == Source.Fixed && term.Name == name && Unreferenced(term.Form) == Unreferenced(form) && term.Name != "gradient");

    /// <summary>A parameter as its author writes it.</summary>
    public static string Text(Term term) => term.Source switch
    {
        Source.Fixed => $"{TypeOf(term.Form)} {term.Name}",
        Source.Marked => $"[{term.Name}] {TypeOf(term.Form)}",
        _ when term.Form is Form.Vectors or Form.Doubles => $"[Copies(…)] {TypeOf(term.Form)}",
        _ => TypeOf(term.Form),
    };

    private static string TypeOf(Form form) => form switch
    {
        Form.Lanes => Lanes,
        Form.LanesRef => $"ref {Lanes}",
        Form.Double => "double",
        Form.DoubleRef => "ref double",
        Form.DoubleOut => "out double",
        Form.Long => "long",
        Form.LongRef => "ref long",
        Form.Bool => "bool",
        Form.Precision => "Precision",
        Form.Span => "Span<T>",
        Form.ReadOnlySpan => "ReadOnlySpan<T>",
        Form.Shape => "TensorShape",
        Form.Vector => "WholeVector<T>",
        Form.Vectors => "WholeVectors<T>",
        Form.Doubles => "Span<double>",
        Form.LineRef => "ref TLine",
        Form.SearchResult => "LinesearchResult",
        _ => "",
    };

    private static Form Unreferenced(Form form) => form switch
    {
        Form.LanesRef => Form.Lanes,
        Form.ReadOnlySpan => Form.Span,
        _ => form,
    };

    private static Term Fixed(Kernel kernels, Role role, Form form, string name, string meaning) => new(kernels, role, form, Source.Fixed, name, meaning);

    private static Term Marked(Role role, string meaning) =>
        new(Kernel.Lanes & ~Kernel.EvaluationParameters, role, Form.Lanes, Source.Marked, role.ToString(), meaning);
}
