using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SamFast.Generators.Diagnostics;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Declarations;

/// <summary>A <c>[Partition]</c> that may be in error.</summary>
/// <param name="Operand">The class that it names.</param>
/// <param name="Options">The options of the chain before it.</param>
/// <param name="IsContinued">True if transforms precede it.</param>
internal sealed record PartDeclaration(ITypeSymbol Operand, INamedTypeSymbol Target, ChainOptions Options, bool IsContinued);

/// <summary>Reads the chains that <c>[Partition]</c> gives to groups of tensors.</summary>
internal static class PartitionReader
{
    private const string Partition = "Partition";

    /// <param name="shared">The transforms before the first [Partition], which act on all tensors.</param>
    /// <param name="links">The whole chain.</param>
    public static ChainModel Read(
        ChainModel shared, IReadOnlyList<AttributeData> links, INamedTypeSymbol source, INamedTypeSymbol target, ChainOptions options,
        Reporter reporter, Location? location)
    {
        var before = links.TakeWhile(a => !a.AttributeClass.IsPartition()).ToArray();
        bool isContinued = before.Any(a => a.AttributeClass.IsTransform());
        PartitionRules.CheckShared(shared, source, options, isContinued, reporter, location);

        var parts = ImmutableArray<(PartModel Part, Location? At)>.Empty;
        foreach (var attribute in links.Skip(before.Length))
        {
            var at = attribute.ApplicationSyntaxReference?.GetSyntax().GetLocation() ?? location;
            if (!attribute.AttributeClass.IsPartition())
            {
                PartitionRules.Refuse(attribute, reporter, at);
                continue;
            }

            if (Part(attribute, target, options, isContinued, reporter, at) is not { } part)
            {
                reporter.Fail();
                continue;
            }

            if (parts.Any(p => p.Part.Group == part.Group))
                reporter.Error(Descriptors.GroupTwice, at, source.Name, part.Group);
            else
                parts = parts.Add((part, at));
        }

        PartitionRules.CheckEnds(shared, reporter, location);
        foreach (var (part, at) in parts)
            OrderRules.Check(shared, part.Chain, reporter, at);
        var chain = shared with { Parts = parts.Select(p => p.Part).ToEquatableArray() };
        if (!reporter.HasErrors)
            PartitionRules.CheckGroups(chain, chain, source.Name, source.Name, reporter, location);
        return chain;
    }

    private static PartModel? Part(
        AttributeData attribute, INamedTypeSymbol target, ChainOptions options, bool isContinued, Reporter reporter, Location? location)
    {
        if (Argument.Of(attribute, location) is not { } arguments
            || attribute.AttributeClass!.TypeArguments[0] is not { TypeKind: not TypeKind.Error } operand
            || MaskReader.Read(arguments[0].Value.Value ?? "", "group", Partition, reporter, location) is not { } mask)
            return null;
        if (mask.IsExcept || mask.Groups.Count > 1)
        {
            reporter.Error(Descriptors.UnusableMask, location, Partition, "it names several groups: write one [Partition] for each");
            return null;
        }

        if (PartitionRules.Objection(new PartDeclaration(operand, target, options, isContinued)) is { } objection)
        {
            reporter.Error(
                Descriptors.UnusablePart, location, operand.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), objection);
            return null;
        }

        var (precision, chain) = OptimizerReader.Operand((INamedTypeSymbol)operand, target, reporter, location);
        PartitionRules.CheckPart(chain, reporter, location);
        string own = options.IsDouble ? "double" : "float";
        if (!reporter.HasErrors && precision != own)
            reporter.Error(Descriptors.PrecisionMismatch, location, target.Name, own, operand.Name, precision);
        return new PartModel(mask.Groups[0], chain);
    }
}
