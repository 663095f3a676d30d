using Microsoft.CodeAnalysis;
using SamFast.Generators.Diagnostics;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Declarations;

/// <summary>Reads the chains that <c>[Partition]</c> gives to groups of tensors.</summary>
internal static class PartitionReader
{
    private const string Partition = "Partition";

    private const string Ends =
        "it applies to a whole chain, but a partition has a chain for each group: declare one optimizer for each group instead";

    private const string OfAll =
        "it works on all parameters at once, but the chain of a group has some of them: declare one optimizer for each group instead";

    private const string Projects =
        "it projects the parameters after the chains of the groups have moved them: write it at the end of these chains";

    /// <param name="shared">The transforms before the first [Partition], which act on all tensors.</param>
    /// <param name="links">The whole chain.</param>
    public static ChainModel Read(
        ChainModel shared, IReadOnlyList<AttributeData> links, INamedTypeSymbol source, INamedTypeSymbol target, ChainOptions options,
        Reporter reporter, Location? location)
    {
        var before = links.TakeWhile(a => !a.AttributeClass.IsPartition()).ToArray();
        bool hasTransforms = before.Any(a => a.AttributeClass.IsTransform());
        CheckOptions(source, options, hasTransforms, reporter, location);
        if (shared.Stages.FirstOrDefault(s => s.Kernel.IsProjection) is { } projection)
            reporter.Error(Descriptors.UnusablePart, location, projection.Name, Projects);

        var parts = new List<PartModel>();
        var places = new List<Location?>();
        foreach (var attribute in links.Skip(before.Length))
        {
            var at = attribute.ApplicationSyntaxReference?.GetSyntax().GetLocation() ?? location;
            if (attribute.AttributeClass.IsWrapper())
            {
                reporter.Error(Descriptors.WrapperAfter, at, attribute.AttributeClass!.ShortName(), "[Partition]");
            }
            else if (!attribute.AttributeClass.IsPartition())
            {
                bool isProjection = attribute.AttributeClass!.GetMembers("Project").Length > 0;
                reporter.Error(Descriptors.UnusablePart, at, attribute.AttributeClass!.ShortName(),
                    isProjection ? Projects
                        : OptimizerReader.EndsChain(attribute) ? Ends
                        : "it follows [Partition]: write it before [Partition], where it acts on all tensors, or in the chain of a group");
            }
            else if (Part(attribute, target, options, hasTransforms, reporter, at) is not { } part)
            {
                reporter.Fail();
            }
            else if (parts.Any(p => p.Group == part.Group))
            {
                reporter.Error(Descriptors.GroupTwice, at, source.Name, part.Group);
            }
            else
            {
                parts.Add(part);
                places.Add(at);
            }
        }

        CheckEnds(shared, reporter, location);
        for (int i = 0; i < parts.Count; i++)
            OrderRules.Check(shared, parts[i].Chain, reporter, places[i]);
        var chain = shared with { Parts = parts.ToEquatableArray() };
        if (!reporter.HasErrors)
            CheckGroups(chain, chain, source.Name, source.Name, reporter, location);
        return chain;
    }

    /// <summary>Reports groups that no tensor can be in: a partition has all of them.</summary>
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

    private static PartModel? Part(
        AttributeData attribute, INamedTypeSymbol target, ChainOptions options, bool isContinued, Reporter reporter, Location? location)
    {
        if (Argument.Of(attribute, location) is not { } arguments
            || attribute.AttributeClass!.TypeArguments[0] is not { TypeKind: not TypeKind.Error } operand
            || MaskReader.Read(arguments[0].Value.Value, "group", Partition, reporter, location) is not { } mask)
            return null;
        if (mask.IsExcept || mask.Groups.Count > 1)
        {
            reporter.Error(Descriptors.UnusableMask, location, Partition, "it names several groups: write one [Partition] for each");
            return null;
        }

        if (Objection(operand, target, options, isContinued) is { } objection)
        {
            reporter.Error(
                Descriptors.UnusablePart, location, operand.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), objection);
            return null;
        }

        var (precision, chain) = OptimizerReader.Operand((INamedTypeSymbol)operand, target, reporter, location);
        CheckEnds(chain, reporter, location);
        if (chain.Stages.FirstOrDefault(s => s.Kernel.Tensor is { IsAll: true }) is { } whole)
            reporter.Error(Descriptors.UnusablePart, location, whole.GroupName, OfAll);
        string own = options.IsDouble ? "double" : "float";
        if (!reporter.HasErrors && precision != own)
            reporter.Error(Descriptors.PrecisionMismatch, location, target.Name, own, operand.Name, precision);
        return new PartModel(mask.Groups[0], chain);
    }

    /// <summary>Reports transforms that must come last in a whole chain.</summary>
    public static void CheckEnds(ChainModel chain, Reporter reporter, Location? location)
    {
        if (chain.Stages.FirstOrDefault(s => s.Kernel.EndsChain || s.Kernel.Search is not null) is { } end)
            reporter.Error(Descriptors.UnusablePart, location, end.GroupName, Ends);
    }

    private static string? Objection(ITypeSymbol operand, INamedTypeSymbol target, ChainOptions options, bool isContinued)
    {
        var attributes = operand.GetAttributes();
        if (attributes.Any(a => a.AttributeClass.IsSam()))
            return "it is sharpness-aware: declare the partition of plain chains as an optimizer, and name that in [Sam]";
        if (operand is not INamedTypeSymbol type || !attributes.Any(a => a.AttributeClass.IsOptimizer()))
            return $"it is not declared with [Optimizer]: {OperandRules.Remedy(operand, target)}";
        if (attributes.Any(a => a.AttributeClass.IsPartition()))
            return "it is a partition itself: list its groups here";
        if (attributes.FirstOrDefault(a => a.AttributeClass.IsWrapper()) is { } wrapper)
        {
            return $"it has [{wrapper.AttributeClass!.ShortName()}], which would decide about a part of a step: write it before "
                + "the first [Partition], where it decides about the whole step";
        }

        return isContinued && ChainOptions.Of(type).FlushBelow != options.FlushBelow
            ? "it continues the chain before [Partition] with another FlushBelow: declare both with the same FlushBelow"
            : null;
    }

    private static void CheckOptions(
        INamedTypeSymbol source, ChainOptions options, bool hasTransforms, Reporter reporter, Location? location)
    {
        string? misplaced = options switch
        {
            { Freeze: not null } => "Freeze",
            _ when hasTransforms => null,
            { IsFast: true } => options.Precision,
            { IsFlat: true } => "Flatten",
            _ => options.FlushBelow != 0 ? "FlushBelow" : null,
        };
        if (misplaced is not null)
            reporter.Error(Descriptors.UnusablePart, location, source.Name, $"{misplaced} applies to a chain, but the chains are those of the groups: write it there");
    }
}
