using Microsoft.CodeAnalysis;
using SamFast.Generators.Diagnostics;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Declarations;

/// <summary>The rules for partitions. Those for the class of a part are a method each, listed in one array; a rule returns the problem and its remedy,
/// or null.</summary>
internal static class PartitionRules
{
    private const string Ends =
        "it applies to a whole chain, but a partition has a chain for each group: declare one optimizer for each group instead";

    private const string OfAll =
        "it works on all parameters at once, but the chain of a group has some of them: declare one optimizer for each group instead";

    private const string Projects =
        "it projects the parameters after the chains of the groups have moved them: write it at the end of these chains";

    private static readonly Func<PartDeclaration, string?>[] _ofParts =
        [MustNotBeSharpnessAware, MustBeAnOptimizer, MustNotBeAPartition, MustNotBeWrapped, MustFlushLikeTheSharedChain];

    /// <summary>The problem of the class of a part, and its remedy; null if there is none.</summary>
    public static string? Objection(PartDeclaration part) => _ofParts.Select(rule => rule(part)).FirstOrDefault(objection => objection is not null);

    /// <summary>Reports options and transforms before the first [Partition] that a partition cannot have.</summary>
    public static void CheckShared(
        ChainModel shared, INamedTypeSymbol source, ChainOptions options, bool isContinued, Reporter reporter, Location? location)
    {
        string? misplaced = options switch
        {
            { Freeze: not null } => "Freeze",
            _ when isContinued => null,
            { IsFast: true } => options.Precision,
            { IsFlat: true } => "Flatten",
            _ => options.FlushBelow != 0 ? "FlushBelow" : null,
        };
        if (misplaced is not null)
        {
            reporter.Error(Descriptors.UnusablePart, location, source.Name,
                $"{misplaced} applies to a chain, but the chains are those of the groups: write it there");
        }

        if (shared.Stages.FirstOrDefault(s => s.Kernel.IsProjection) is { } projection)
            reporter.Error(Descriptors.UnusablePart, location, projection.Name, Projects);
    }

    /// <summary>Reports an attribute after [Partition].</summary>
    public static void Refuse(AttributeData attribute, Reporter reporter, Location? location)
    {
        string name = attribute.AttributeClass!.ShortName();
        if (attribute.AttributeClass.IsWrapper())
            reporter.Error(Descriptors.WrapperAfter, location, name, "[Partition]");
        else if (attribute.AttributeClass!.GetMembers("Project").Length > 0)
            reporter.Error(Descriptors.UnusablePart, location, name, Projects);
        else if (OptimizerReader.EndsChain(attribute))
            reporter.Error(Descriptors.UnusablePart, location, name, Ends);
        else
        {
            reporter.Error(Descriptors.UnusablePart, location, name,
                "it follows [Partition]: write it before [Partition], where it acts on all tensors, or in the chain of a group");
        }
    }

    /// <summary>Reports transforms that the chain of a group cannot have.</summary>
    public static void CheckPart(ChainModel chain, Reporter reporter, Location? location)
    {
        CheckEnds(chain, reporter, location);
        if (chain.Stages.FirstOrDefault(s => s.Kernel.Tensor is { IsAll: true }) is { } whole)
            reporter.Error(Descriptors.UnusablePart, location, whole.GroupName, OfAll);
    }

    /// <summary>Reports transforms that must come last in a whole chain.</summary>
    public static void CheckEnds(ChainModel chain, Reporter reporter, Location? location)
    {
        if (chain.Stages.FirstOrDefault(s => s.Kernel.EndsChain || s.Kernel.Search is not null) is { } end)
            reporter.Error(Descriptors.UnusablePart, location, end.GroupName, Ends);
    }

    /// <summary>Reports groups without tensors: a partition has all of them.</summary>
    /// <param name="partition">A chain that may be a partition.</param>
    /// <param name="chain">One that steps the same tensors.</param>
    public static void CheckGroups(
        ChainModel partition, ChainModel chain, string name, string partitionName, Reporter reporter, Location? location)
    {
        string[] groups = [.. partition.Parts.Select(p => p.Group)];
        if (groups.Length == 0 || chain.Groups.Except(groups).FirstOrDefault() is not { } unknown)
            return;
        reporter.Error(Descriptors.UnusableMask, location, name,
            $"no tensor can be in the group '{unknown}', because the partition '{partitionName}' has other groups: name some of {string.Join(", ", groups)}");
    }

    private static string? MustNotBeSharpnessAware(PartDeclaration part) =>
        part.Operand.GetAttributes().Any(a => a.AttributeClass.IsSam())
            ? "it is sharpness-aware: declare the partition of plain chains as an optimizer, and name that in [Sam]" : null;

    private static string? MustBeAnOptimizer(PartDeclaration part) =>
        part.Operand is INamedTypeSymbol && part.Operand.GetAttributes().Any(a => a.AttributeClass.IsOptimizer()) ? null
            : $"it is not declared with [Optimizer]: {OperandRules.Remedy(part.Operand, part.Target)}";

    private static string? MustNotBeAPartition(PartDeclaration part) =>
        part.Operand.GetAttributes().Any(a => a.AttributeClass.IsPartition()) ? "it is a partition itself: list its groups here" : null;

    private static string? MustNotBeWrapped(PartDeclaration part) =>
        part.Operand.GetAttributes().FirstOrDefault(a => a.AttributeClass.IsWrapper())?.AttributeClass is { } wrapper
            ? $"it has [{wrapper.ShortName()}], which would decide about a part of a step: write it before the first [Partition], where it decides "
                + "about the whole step"
            : null;

    private static string? MustFlushLikeTheSharedChain(PartDeclaration part) =>
        part.IsContinued && ChainOptions.Of((INamedTypeSymbol)part.Operand).FlushBelow != part.Options.FlushBelow
            ? "it continues the chain before [Partition] with another FlushBelow: declare both with the same FlushBelow" : null;
}
