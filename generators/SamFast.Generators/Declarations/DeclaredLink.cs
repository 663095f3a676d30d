using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SamFast.Generators.Kernels;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Declarations;

/// <summary>A transform or a wrapper of a chain that is being read. The links of a chain never change: each reader returns new ones.</summary>
/// <param name="Group">The number of the attribute that declares it; an alias declares several links.</param>
/// <param name="GroupName">The name of that attribute.</param>
internal sealed record DeclaredLink(
    int Group, string GroupName, string Name, KernelModel Kernel, IReadOnlyList<Argument> Arguments, Location? Location)
{
    public StorageModel Storage { get; init; } = StorageModel.Default;

    public WrapperModel? Wrapper { get; init; }

    /// <summary>The number of transforms that a wrapper is declared to wrap; null for all.</summary>
    public int? Wraps { get; init; }

    public ImmutableArray<MaskModel> Masks { get; init; } = [];

    /// <summary>The schedules of scalars, by the labels of the scalars.</summary>
    public ImmutableDictionary<string, ImmutableArray<ScheduleModel>> Schedules { get; init; } =
        ImmutableDictionary<string, ImmutableArray<ScheduleModel>>.Empty;

    public bool IsSearch => Kernel.Search is not null;

    /// <summary>True if no order allows a chain with it and with a line search.</summary>
    public bool ExcludesSearch => IsSearch || Kernel.IsProjection || Kernel.EndsChain;

    /// <summary>True if it does nothing as it is declared.</summary>
    public bool IsIdentity => Neutral is not null;

    /// <summary>The argument that makes it do nothing, or null.</summary>
    public Argument? Neutral => Arguments.FirstOrDefault(a => a.IsNeutral && !Schedules.ContainsKey(a.Label));

    public bool HasScalar(string label) => Arguments.Any(a => a.IsScalar && a.Label == label);

    /// <summary>True if steps compute with an argument in float.</summary>
    public bool IsFloat(Argument argument, ChainOptions options) =>
        argument.IsScalar && !options.IsDouble && Kernel.Narrows(argument.Name);

    public StageModel ToStage(ChainOptions options) => new(
        Argument.Title(Name, [.. Arguments.Where(a => !IsScheduled(a))])
            + (Masks.IsEmpty ? "" : " " + string.Join(" and ", Masks.Distinct())),
        Group, GroupName, options.IsFlat ? Kernel.Flat : Kernel,
        Arguments.Select(a => new HyperparameterModel(
            a.Name, a.Label, a.Literal, a.IsScalar, Ranges.Of(a.Parameter, Arguments),
            (IsScheduled(a) ? Schedules[a.Label] : []).ToEquatableArray(),
            a.Parameter.AttributeValue("CountsFromAttribute") as int? ?? 0, IsFloat(a, options))).ToEquatableArray(),
        options.Precision, Wrapper is null ? options.FlushBelow : 0, Storage, Masks.Distinct().ToEquatableArray(), Wrapper);

    /// <summary>True if a schedule replaces the value of an argument.</summary>
    public bool IsScheduled(Argument argument) => argument.IsScalar && Schedules.ContainsKey(argument.Label);
}

/// <summary>The links of one attribute of a chain, and the schedules after it.</summary>
/// <param name="Uses">The arguments of the attribute, and those of the links of an alias, with their owners.</param>
internal sealed record LinkGroup(
    int Number, string Name, ImmutableArray<DeclaredLink> Links, ImmutableArray<(string Owner, IReadOnlyList<Argument> Arguments)> Uses)
{
    /// <summary>True if a schedule of the group has an error: a missing value is then a consequence.</summary>
    public bool HasFaultySchedule { get; init; }

    /// <summary>The last schedule of each scalar.</summary>
    public ImmutableDictionary<string, LastSchedule> Last { get; init; } = ImmutableDictionary<string, LastSchedule>.Empty;
}

/// <summary>The last schedule of a scalar so far.</summary>
internal sealed record LastSchedule(long Until, string Name, Location? Location);
