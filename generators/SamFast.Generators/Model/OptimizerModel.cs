using System.Text;

namespace SamFast.Generators.Model;

/// <summary>A declared optimizer: everything the plan needs, nothing that belongs to a compilation.</summary>
/// <param name="ConsumesGradients">Whether a step may overwrite the gradient.</param>
/// <param name="Layout">The layout that it is declared for; null where it is for any.</param>
internal sealed record OptimizerModel(
    TypeModel Type, string Precision, ChainModel Outer, SamModel? Sam, KnownLayoutModel? Layout, bool ConsumesGradients = false)
{
    /// <summary>How many steps of the outer optimizer a period has that climbs: one, or one after each ascent.</summary>
    public int Descents => Sam is { Ascents: > 1 } && Outer.AllStages.Any(s => s.Kernel.DescendsOften) ? Sam.Ascents : 1;
}

/// <summary>A declared layout, as an optimizer sees it.</summary>
/// <param name="Type">The class, as C#.</param>
/// <param name="Access">Who may call a method that takes one; null where no method of the optimizer can.</param>
internal sealed record KnownLayoutModel(string Type, string? Access);

/// <summary>The partial class to complete.</summary>
/// <param name="Namespace">Its namespace, or empty.</param>
/// <param name="Containers">The headers of the types around it, outermost first: <c>partial class Outer</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Members">The members it has already, which generated ones must not hide or repeat.</param>
/// <param name="GlobalAliases">The aliases of generated files that the project declares, too, for all of its files.</param>
/// <param name="IsDocumented">Whether the user wrote a summary.</param>
internal sealed record TypeModel(
    string Namespace, EquatableArray<string> Containers, string Name, EquatableArray<MemberModel> Members,
    EquatableArray<string> GlobalAliases, bool IsDocumented)
{
    /// <summary>Its name without an escape.</summary>
    public string BareName => Name.TrimStart('@');

    /// <summary>Whether the user wrote a method with these parameters.</summary>
    public bool HasMethod(string name, string parameters) => Members.Contains(new MemberModel(name, parameters));

    /// <summary>The names of the visible members of the base class, which generated ones do not hide.</summary>
    public EquatableArray<string> Inherited { get; init; }

    /// <summary>The class from the root, as C#.</summary>
    public string FromRoot { get; init; } = "";

    /// <summary>The members that an object initializer must set, as C#.</summary>
    public EquatableArray<string> Required { get; init; } = EquatableArray<string>.Empty;

    /// <summary>Whether it must say that it is not CLS-compliant: its assembly is, and the library is not.</summary>
    public bool IsNotClsCompliant { get; init; }

    /// <summary>How many type parameters it has.</summary>
    public int Arity { get; init; }

    /// <summary>Whether it has a neighbour whose name differs in case only.</summary>
    public bool HasAlike { get; init; }

    /// <summary>The name of the generated file. Files have one name, whatever its case: where there may be two, a number of the
    /// name as it is written tells them apart.</summary>
    public string HintName => Bounded(FullName) + (HasAlike || IsLong ? $".{Number(FullName):x8}" : "") + ".g.cs";

    /// <summary>Bytes of a file's name, in UTF-8; file systems have 255, and the compiler adds some.</summary>
    private const int LongestName = 160;

    private bool IsLong => Encoding.UTF8.GetByteCount(FullName) > LongestName;

    /// <summary>The end of a name that would be too long, where the class is.</summary>
    private static string Bounded(string name)
    {
        int start = 0;
        while (Encoding.UTF8.GetByteCount(name.Substring(start)) > LongestName)
            start++;
        return start > 0 && char.IsLowSurrogate(name[start]) ? name.Substring(start + 1) : name.Substring(start);
    }

    private string FullName =>
        string.Join(".", new[] { Namespace }.Concat(Containers.Select(c => c.Split(' ').Last())).Append(Name)
            .Where(part => part.Length > 0)).Replace("@", "").Replace('<', '{').Replace('>', '}') + (Arity == 0 ? "" : $"`{Arity}");

    /// <summary>FNV-1a, which is the same everywhere.</summary>
    private static uint Number(string text) => text.Aggregate(2166136261u, (hash, c) => unchecked((hash ^ c) * 16777619u));
}

/// <summary>How two chains make a sharpness-aware optimizer.</summary>
/// <param name="Wrappers">What stands around the whole of it.</param>
internal sealed record SamModel(
    ChainModel Adversary, int SyncPeriod, bool ResetState, bool IsOpaque, string OuterName, string AdversaryName,
    ChainModel Wrappers)
{
    public int Ascents => SyncPeriod - 1;

    /// <summary>Whether something decides about the climb.</summary>
    public bool IsGated => Wrappers.Stages.Any(s => s.Wrapper!.Kind == WrapperKind.Climb);
}

/// <summary>The wrappers and then the transforms of one optimizer, aliases resolved, in order.</summary>
/// <param name="Thawed">The tensors it acts on, where it leaves others alone.</param>
/// <param name="Parts">What follows for each group of tensors, in a partition.</param>
internal sealed record ChainModel(
    EquatableArray<StageModel> Stages, MaskModel? Thawed = null, EquatableArray<PartModel> Parts = default)
{
    /// <summary>The hyperparameters of transforms that were left out.</summary>
    public EquatableArray<LeftOutModel> LeftOut { get; init; }

    /// <summary>All groups that it names.</summary>
    public IEnumerable<string> Groups =>
        Stages.SelectMany(s => s.Masks).Concat(Thawed is null ? [] : [Thawed]).SelectMany(m => m.Groups)
            .Concat(Parts.SelectMany(p => p.Chain.Groups.Prepend(p.Group))).Distinct();

    /// <summary>Those of a partition's chains, too.</summary>
    public IEnumerable<StageModel> AllStages => Stages.Concat(Parts.SelectMany(p => p.Chain.AllStages));

    /// <summary>The first transform that asks for the loss, or null.</summary>
    public StageModel? TakesValue => AllStages.FirstOrDefault(s => s.Kernel.TakesValue);

    /// <summary>The line search at its end, or null.</summary>
    public StageModel? Linesearch => Stages.LastOrDefault(s => s.Kernel.Search is not null);
}

/// <summary>A hyperparameter of a transform that does nothing as it is declared.</summary>
/// <param name="Label">The name in the declaration.</param>
/// <param name="GroupName">The attribute that it was declared by.</param>
/// <param name="Transform">The transform that was left out.</param>
/// <param name="Literal">The declared value as C#.</param>
/// <param name="Neutral">The hyperparameter at fault, and its value, as C#.</param>
/// <param name="Remedy">What to declare instead.</param>
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
/// <param name="Precision">How exact its chain is declared to be, as C#.</param>
/// <param name="FlushBelow">The magnitude below which its slots are flushed to 0; 0 where none is.</param>
/// <param name="Storage">How its slots are kept in memory.</param>
/// <param name="Masks">The masks that a tensor must be in for it to act; elsewhere, updates pass unchanged.</param>
/// <param name="Wrapper">What it does to those after it; null for a transform.</param>
internal sealed record StageModel(
    string Title, int Group, string GroupName, KernelModel Kernel, EquatableArray<HyperparameterModel> Hyperparameters,
    string Precision, double FlushBelow, StorageModel Storage, EquatableArray<MaskModel> Masks, WrapperModel? Wrapper = null)
{
    /// <summary>What keeps the gradient from which SAM climbs.</summary>
    public static StageModel Keeping { get; } = new(
        "The gradient, for the descent", 0, "Keep", new KernelModel("", null, null, null, null, EquatableArray<MeasureModel>.Empty),
        EquatableArray<HyperparameterModel>.Empty, "", 0, StorageModel.Default, EquatableArray<MaskModel>.Empty);

    /// <summary>What it is called, without what it was given.</summary>
    public string Name => Title.Split('(', ' ')[0];
}

/// <summary>What a wrapper does to the transforms after it.</summary>
/// <param name="LastGroup">The last attribute that it wraps; null for all.</param>
internal sealed record WrapperModel(WrapperKind Kind, int? LastGroup = null);

internal enum WrapperKind
{
    /// <summary>Lets the step happen, or leaves everything as it is.</summary>
    Mask,

    /// <summary>Lets the step happen, or passes the gradient on.</summary>
    Bypass,

    /// <summary>Lets SAM climb, or leaves the step to its outer optimizer alone.</summary>
    Climb,

    /// <summary>Lets a step happen in every k-th call, with what it has gathered of the gradients.</summary>
    Gather,
}

/// <summary>How the slots of a transform are kept in memory.</summary>
/// <param name="BFloat16">Those that are stored in bfloat16.</param>
/// <param name="IsStochastic">Whether those are rounded by chance; null where nothing is said.</param>
internal sealed record StorageModel(EquatableArray<string> BFloat16, bool? IsStochastic)
{
    public static StorageModel Default { get; } = new(EquatableArray<string>.Empty, null);
}

/// <summary>A hyperparameter and its declared value.</summary>
/// <param name="Name">The name the kernels bind to.</param>
/// <param name="Label">The name in the declaration: an alias may call it something else.</param>
/// <param name="Literal">The value as C#.</param>
/// <param name="IsScalar">A scalar is a property of the optimizer; anything else is a constant.</param>
/// <param name="Schedules">The schedules in its place, one after the other; none where it is a number.</param>
/// <param name="FirstCount">The count at which they are evaluated in the first step.</param>
/// <param name="IsFloat">Whether steps compute with it in float.</param>
internal sealed record HyperparameterModel(
    string Name, string Label, string Literal, bool IsScalar, Interval Range, EquatableArray<ScheduleModel> Schedules,
    int FirstCount = 0, bool IsFloat = false)
{
    public bool IsScheduled => Schedules.Count > 0;
}

/// <summary>A schedule in place of a scalar.</summary>
/// <param name="Title">As it was declared.</param>
/// <param name="Type">The attribute with <c>Evaluate</c>, as C#.</param>
/// <param name="Arguments">What follows the count, as C#.</param>
/// <param name="Shown">The same for people, with names: <c>decaySteps = 10000</c>.</param>
/// <param name="Until">The count at which the next one takes over; 0 of the last one.</param>
internal sealed record ScheduleModel(
    string Title, string Type, EquatableArray<string> Arguments, EquatableArray<string> Shown, long Until);
