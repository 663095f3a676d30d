using SamFast.Generators.Kernels;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Declarations;

/// <summary>A declared optimizer: all inputs of the plan, without symbols or syntax.</summary>
/// <param name="ConsumesGradients">True if a step may overwrite the gradient.</param>
/// <param name="Layout">The layout that it is declared for; null if it is declared for none.</param>
internal sealed record OptimizerModel(
    TypeModel Type, string Precision, ChainModel Outer, SamModel? Sam, KnownLayoutModel? Layout, bool ConsumesGradients = false) : IDeclared
{
    /// <summary>The number of outer steps in a period that climbs: one, or one after each ascent.</summary>
    public int Descents => Sam is { Ascents: > 1 } && Outer.AllStages.Any(s => s.Kernel.DescendsOften) ? Sam.Ascents : 1;
}

/// <summary>A declared layout, as an optimizer sees it.</summary>
/// <param name="Type">The class, as C#.</param>
/// <param name="Access">Who may call a method that takes one; null where no method of the optimizer can.</param>
internal sealed record KnownLayoutModel(string Type, string? Access);

/// <summary>The second half of a sharpness-aware optimizer: the adversary, and the periods.</summary>
/// <param name="Wrappers">The wrappers around SAM.</param>
internal sealed record SamModel(
    ChainModel Adversary, int SyncPeriod, bool ResetState, bool IsOpaque, string OuterName, string AdversaryName,
    ChainModel Wrappers)
{
    public int Ascents => SyncPeriod - 1;

    /// <summary>True if a gate decides about the climb.</summary>
    public bool IsGated => Wrappers.Stages.Any(s => s.Wrapper!.Kind == WrapperKind.Climb);
}

/// <summary>The wrappers and then the transforms of one optimizer, aliases resolved, in order.</summary>
/// <param name="Thawed">The tensors that it changes; null for all.</param>
/// <param name="Parts">The chains of the groups, in a partition.</param>
internal sealed record ChainModel(
    EquatableArray<StageModel> Stages, MaskModel? Thawed = null, EquatableArray<PartModel> Parts = default)
{
    /// <summary>The hyperparameters of transforms that were left out.</summary>
    public EquatableArray<LeftOutModel> LeftOut { get; init; }

    /// <summary>All groups that it names.</summary>
    public IEnumerable<string> Groups =>
        Stages.SelectMany(s => s.Masks).Concat(Thawed is null ? [] : [Thawed]).SelectMany(m => m.Groups)
            .Concat(Parts.SelectMany(p => p.Chain.Groups.Prepend(p.Group))).Distinct();

    /// <summary>The stages, including those of a partition's chains.</summary>
    public IEnumerable<StageModel> AllStages => Stages.Concat(Parts.SelectMany(p => p.Chain.AllStages));

    /// <summary>The first transform that asks for the loss, or null.</summary>
    public StageModel? TakesValue => AllStages.FirstOrDefault(s => s.Kernel.TakesValue);

    /// <summary>The line search at its end, or null.</summary>
    public StageModel? Linesearch => Stages.LastOrDefault(s => s.Kernel.Search is not null);
}

/// <summary>A hyperparameter of a transform that is left out, because it does nothing as it is declared.</summary>
/// <param name="Label">The name in the declaration.</param>
/// <param name="GroupName">The attribute that it was declared by.</param>
/// <param name="Transform">The transform that was left out.</param>
/// <param name="Literal">The declared value as C#.</param>
/// <param name="Neutral">The hyperparameter at fault, and its value, as C#.</param>
/// <param name="Remedy">The declaration to write instead.</param>
internal sealed record LeftOutModel(
    string Label, string GroupName, string Transform, string Literal, string Neutral, string Remedy);

/// <summary>The chain of one group of tensors.</summary>
internal sealed record PartModel(string Group, ChainModel Chain)
{
    public MaskModel Mask => new(new[] { Group }.ToEquatableArray(), IsExcept: false);
}

/// <summary>One transform or wrapper of a chain.</summary>
/// <param name="Title">As it was declared: <c>ScaleByAdam(b1: 0.8)</c>.</param>
/// <param name="Group">The number of the attribute it was declared by; an alias declares several transforms.</param>
/// <param name="GroupName">That attribute's name.</param>
/// <param name="Precision">The declared precision of its chain, as C#.</param>
/// <param name="FlushBelow">The magnitude below which its slots are flushed to 0; 0 if none is.</param>
/// <param name="Storage">The storage of its slots.</param>
/// <param name="Masks">The masks that a tensor must be in for it to act; elsewhere, updates pass unchanged.</param>
/// <param name="Wrapper">Its effect on the transforms after it; null for a transform.</param>
internal sealed record StageModel(
    string Title, int Group, string GroupName, KernelModel Kernel, EquatableArray<HyperparameterModel> Hyperparameters,
    string Precision, double FlushBelow, StorageModel Storage, EquatableArray<MaskModel> Masks, WrapperModel? Wrapper = null)
{
    /// <summary>The stage that stores the gradient from which SAM climbs.</summary>
    public static StageModel Keeping { get; } = new(
        "The gradient, for the descent", 0, "Keep", new KernelModel("", null, null, null, null, EquatableArray<MeasureModel>.Empty),
        EquatableArray<HyperparameterModel>.Empty, "", 0, StorageModel.Default, EquatableArray<MaskModel>.Empty);

    /// <summary>The name, without arguments and masks.</summary>
    public string Name => Title.Split('(', ' ')[0];
}

/// <summary>The effect of a wrapper on the transforms after it.</summary>
/// <param name="LastGroup">The last attribute that it wraps; null for all.</param>
internal sealed record WrapperModel(WrapperKind Kind, int? LastGroup = null);

internal enum WrapperKind
{
    /// <summary>Lets the step happen, or skips it.</summary>
    Mask,

    /// <summary>Lets the step happen, or passes the gradient on.</summary>
    Bypass,

    /// <summary>Lets SAM climb, or leaves the step to its outer optimizer alone.</summary>
    Climb,

    /// <summary>Lets a step happen in every k-th call, with the accumulated gradients.</summary>
    Gather,
}

/// <summary>The storage of a transform's slots.</summary>
/// <param name="BFloat16">The slots that are stored in bfloat16.</param>
/// <param name="IsStochastic">True if they are rounded stochastically; null if no rounding is given.</param>
internal sealed record StorageModel(EquatableArray<string> BFloat16, bool? IsStochastic)
{
    public static StorageModel Default { get; } = new(EquatableArray<string>.Empty, null);
}

/// <summary>A hyperparameter and its declared value.</summary>
/// <param name="Name">The name the kernels bind to.</param>
/// <param name="Label">The name in the declaration: an alias may call it something else.</param>
/// <param name="Literal">The value as C#.</param>
/// <param name="IsScalar">A scalar is a property of the optimizer; anything else is a constant.</param>
/// <param name="Schedules">The schedules that replace the value, one after the other; none if it is a number.</param>
/// <param name="FirstCount">The count at which they are evaluated in the first step.</param>
/// <param name="IsFloat">True if steps compute with it in float.</param>
internal sealed record HyperparameterModel(
    string Name, string Label, string Literal, bool IsScalar, Interval Range, EquatableArray<ScheduleModel> Schedules,
    int FirstCount = 0, bool IsFloat = false)
{
    public bool IsScheduled => Schedules.Count > 0;
}
