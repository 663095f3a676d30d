using Microsoft.CodeAnalysis;
using SamFast.Generators.Diagnostics;
using SamFast.Generators.Model;

namespace SamFast.Generators.Parsing;

/// <summary>Reads a declared optimizer into its model, and says what is wrong with it.</summary>
internal static class OptimizerParser
{
    /// <returns>The model, or null where the reporter has errors.</returns>
    public static OptimizerModel? Parse(INamedTypeSymbol type, Reporter reporter, CancellationToken cancellation)
    {
        var attributes = type.GetAttributes();
        var location = type.Locations.FirstOrDefault();
        if (TypeParser.Parse(type, reporter, cancellation) is not { } model)
            return null;

        var sam = attributes.FirstOrDefault(a => a.AttributeClass.IsSam());
        if (sam is not null)
            return Sam(type, model, sam, reporter, location);

        string? precision = Precision(type, reporter, location);
        var chain = Chain(type, type, reporter, location);
        return reporter.HasErrors || precision is null ? null : new OptimizerModel(model, precision, chain, null);
    }

    private static OptimizerModel? Sam(
        INamedTypeSymbol type, TypeModel model, AttributeData sam, Reporter reporter, Location? location)
    {
        location = sam.ApplicationSyntaxReference?.GetSyntax().GetLocation() ?? location;
        if (type.GetAttributes().FirstOrDefault(a => a.AttributeClass.IsTransform() || a.AttributeClass.IsSchedule()) is { } other)
            reporter.Error(Descriptors.BesideSam, location, type.Name, $"[{other.AttributeClass!.ShortName()}]");

        var arguments = Argument.Of(sam, location);
        var operands = sam.AttributeClass!.TypeArguments;
        int syncPeriod = 2;
        bool resetState = true;
        if (operands.Length == 2 && arguments.Count > 0)
        {
            syncPeriod = (int)arguments[0].Number!.Value;
            resetState = (bool)arguments[1].Value.Value!;
            if (syncPeriod < 1)
                reporter.Error(Descriptors.SyncPeriod, arguments[0].Location, syncPeriod);
        }

        if (operands.Any(operand => !IsOperand(operand, reporter, location)))
            return null;
        var outer = (INamedTypeSymbol)operands[0];
        var adversary = operands.Length == 2 ? (INamedTypeSymbol)operands[1] : null;
        string? precision = Precision(outer, reporter, location);
        if (adversary is not null && Precision(adversary, reporter, location) is { } other2 && other2 != precision)
            reporter.Error(Descriptors.PrecisionMismatch, location, outer.Name, precision, adversary.Name, other2);
        if (attributesPrecision(type) is { } own && own != precision)
            reporter.Error(Descriptors.PrecisionMismatch, location, type.Name, own, outer.Name, precision);

        var descent = Chain(outer, type, reporter, location);
        var ascent = adversary is null
            ? ChainParser.ParseAlias(sam, type, reporter, location)
            : Chain(adversary, type, reporter, location);
        bool isOpaque = arguments.Any(a => a.Name == "mode" && a.Value.Value is 1);
        return reporter.HasErrors || precision is null
            ? null
            : new OptimizerModel(model, precision, descent, new SamModel(
                ascent, syncPeriod, resetState, isOpaque, outer.Name, adversary?.Name ?? ""));

        string? attributesPrecision(INamedTypeSymbol symbol) =>
            symbol.GetAttributes().Any(a => a.AttributeClass.IsOptimizer()) ? Precision(symbol, reporter, location) : null;
    }

    private static bool IsOperand(ITypeSymbol operand, Reporter reporter, Location? location)
    {
        string? objection = operand switch
        {
            _ when operand.GetAttributes().Any(a => a.AttributeClass.IsSam()) =>
                "it is sharpness-aware itself, and SAM composes two plain chains",
            INamedTypeSymbol when operand.GetAttributes().Any(a => a.AttributeClass.IsOptimizer()) => null,
            _ => "give the class an [Optimizer] attribute and transforms",
        };
        if (objection is not null)
            reporter.Error(Descriptors.NotAnOptimizer, location, operand.Name, objection);
        return objection is null;
    }

    private static ChainModel Chain(INamedTypeSymbol source, INamedTypeSymbol target, Reporter reporter, Location? location)
    {
        var links = source.GetAttributes().Where(a => a.AttributeClass.IsTransform() || a.AttributeClass.IsSchedule()).ToArray();
        if (!links.Any(a => a.AttributeClass.IsTransform()))
            reporter.Error(Descriptors.EmptyChain, location, source.Name);
        if (links.Select(a => a.ApplicationSyntaxReference?.GetSyntax().Parent?.Parent).Distinct().Count() > 1)
            reporter.Error(Descriptors.SplitChain, location, source.Name);
        return ChainParser.Parse(links, target, reporter, location);
    }

    private static string? Precision(INamedTypeSymbol type, Reporter reporter, Location? location)
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
            default:
                reporter.Error(Descriptors.UnsupportedPrecision, location, type.Name, attribute.TypeArguments[0].ToDisplayString());
                return null;
        }
    }
}
