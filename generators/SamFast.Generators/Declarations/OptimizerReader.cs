using Microsoft.CodeAnalysis;
using SamFast.Generators.Diagnostics;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Declarations;

/// <summary>Reads a declared optimizer into its model, and reports its mistakes.</summary>
internal static class OptimizerReader
{
    /// <returns>The model, or null if the reporter has errors, or if the class is an operand of SAM only.</returns>
    public static OptimizerModel? Read(INamedTypeSymbol type, Reporter reporter, CancellationToken cancellation)
    {
        var attributes = type.GetAttributes();
        var location = type.Locations.FirstOrDefault();
        if (TypeReader.Read(type, "Optimizer", reporter, cancellation) is not { } model)
            return null;
        if (attributes.Any(a => a.AttributeClass.IsLayout()))
            reporter.Fail();
        else if (LayoutReader.FirstTensor(type) is not null)
            LayoutReader.Refuse(type, reporter, cancellation);

        var sams = attributes.Where(a => a.AttributeClass.IsSam()).ToArray();
        var optimizers = attributes.Where(a => a.AttributeClass.IsOptimizer()).ToArray();
        if (new[] { sams, optimizers }.FirstOrDefault(declarations => declarations.Length > 1) is { } twice)
        {
            reporter.Error(Descriptors.DeclaredTwice, location, type.Name, twice.Length,
                string.Join(" and ", twice.Select(a => $"[{a.AttributeClass!.ShortName()}]")));
            return null;
        }

        if (optimizers.Any(a => a.AttributeConstructor is null))
            reporter.Fail();
        return sams.FirstOrDefault() is { } sam
            ? SamReader.Read(type, model, sam, reporter, location, cancellation)
            : Plain(type, model, Consumes(optimizers.First()), reporter, location, cancellation);
    }

    private static OptimizerModel? Plain(
        INamedTypeSymbol type, TypeModel model, bool consumes, Reporter reporter, Location? location, CancellationToken cancellation)
    {
        string? precision = Precision(type, reporter, location);
        var chain = Chain(type, type, reporter, location);
        OptimizerRules.CheckGradients(chain, consumes, reporter, location);
        if (!reporter.HasErrors && chain.AllStages.Any(s => s.Kernel.IsOperand))
            return null;
        OptimizerRules.CheckChain(chain, type.Name, consumes, reporter, location);
        if (reporter.HasErrors || precision is null)
            return null;
        var layout = KnownLayoutReader.Read(type, precision, [.. Parts(chain, type), (type, chain)], reporter, cancellation);
        return reporter.HasErrors ? null : new OptimizerModel(model, precision, chain, null, layout, consumes);
    }

    /// <summary>The chains of a partition, by their classes.</summary>
    public static IEnumerable<(INamedTypeSymbol Owner, ChainModel Chain)> Parts(ChainModel chain, INamedTypeSymbol type) =>
        type.GetAttributes().Where(a => a.AttributeClass.IsPartition())
            .Zip(chain.Parts, (attribute, part) => ((INamedTypeSymbol)attribute.AttributeClass!.TypeArguments[0], part.Chain));

    /// <summary>True if an [Optimizer] lets its steps overwrite the gradient.</summary>
    public static bool Consumes(AttributeData optimizer) =>
        optimizer.NamedArguments.Any(a => a is { Key: "ConsumesGradients", Value.Value: true });

    /// <summary>True if a transform must come last in its chain.</summary>
    public static bool EndsChain(AttributeData attribute) => attribute.AttributeClass.IsTransform()
        && attribute.AttributeClass!.GetAttributes().Any(a => a.AttributeClass.IsLibrary(Names.EndsChain));

    /// <summary>The chain of an operand. A mistake in it is reported at its declaration, if that is in this compilation.</summary>
    public static (string? Precision, ChainModel Chain) Operand(
        INamedTypeSymbol operand, INamedTypeSymbol target, Reporter reporter, Location? location)
    {
        var silent = operand.DeclaringSyntaxReferences.Length > 0 ? new Reporter() : reporter.ForErrors();
        var result = (Precision(operand, silent, location), Chain(operand, target, silent, location));
        if (silent.HasErrors)
            reporter.Fail();
        return result;
    }

    /// <summary>The element type of an [Optimizer], or null if the reporter has errors.</summary>
    public static string? Precision(INamedTypeSymbol type, Reporter reporter, Location? location)
    {
        var attribute = type.GetAttributes().First(a => a.AttributeClass.IsOptimizer()).AttributeClass!;
        if (attribute.TypeArguments.Length == 0)
            return "float";
        switch (attribute.TypeArguments[0].SpecialType)
        {
            case SpecialType.System_Single:
                return "float";
            case SpecialType.System_Double:
                return "double";
            case SpecialType.None when attribute.TypeArguments[0].TypeKind == TypeKind.Error:
                reporter.Fail();
                return null;
            default:
                reporter.Error(Descriptors.UnsupportedPrecision, location, type.Name, attribute.TypeArguments[0].ToDisplayString());
                return null;
        }
    }

    private static ChainModel Chain(INamedTypeSymbol source, INamedTypeSymbol target, Reporter reporter, Location? location)
    {
        var links = source.GetAttributes().Where(a => a.AttributeClass.IsLink()).ToArray();
        bool isPartition = links.Any(a => a.AttributeClass.IsPartition());
        if (!isPartition && !links.Any(a => a.AttributeClass.IsTransform()))
            reporter.Error(Descriptors.EmptyChain, location, source.Name);
        OptimizerRules.CheckSplit(source, links, reporter, location);
        var options = ChainOptions.Of(source);
        FlushRules.Check(source, options, reporter, location);
        OptimizerRules.CheckPrecision(source, reporter, location);
        var chain = ChainReader.Read(
            links.TakeWhile(a => !a.AttributeClass.IsPartition()), target, options, reporter, location);
        return isPartition ? PartitionReader.Read(chain, links, source, target, options, reporter, location) : chain;
    }
}
