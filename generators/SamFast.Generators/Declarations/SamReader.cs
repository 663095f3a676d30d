using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Declarations;

/// <summary>A <c>[Sam]</c> and the attributes beside it, sliced.</summary>
/// <param name="Radii">The schedules of ρ: those that follow a [Sam] without an adversary of its own.</param>
/// <param name="Head">The attributes after [Sam] that begin the outer optimizer's chain.</param>
/// <param name="End">Those that end it, from the first transform that must come last.</param>
/// <param name="Others">All other links of the class.</param>
internal sealed record SamDeclaration(
    INamedTypeSymbol Type, AttributeData Attribute, Location? Location, AttributeData[] Radii, AttributeData[] Head, AttributeData[] End,
    AttributeData[] Others)
{
    public ITypeSymbol[] Operands { get; } = [.. Attribute.AttributeClass!.TypeArguments];

    /// <summary>The name of the adversary; that of the class if it has none of its own.</summary>
    public string AdversaryName => HasAdversary ? Operands[1].Name : Type.Name;

    public bool HasAdversary => Operands.Length == 2;

    public static SamDeclaration Of(INamedTypeSymbol type, AttributeData sam, Location? location)
    {
        var attributes = type.GetAttributes();
        AttributeData[] after = [.. attributes.Skip(attributes.IndexOf(sam) + 1).Where(a => a.AttributeClass.IsLink())];
        AttributeData[] radii = sam.AttributeClass!.TypeArguments.Length == 1 ? [.. after.TakeWhile(a => a.AttributeClass.IsSchedule())] : [];
        AttributeData[] end = [.. after.SkipWhile(a => !OptimizerReader.EndsChain(a)).Where(a => !a.AttributeClass.IsWrapper())];
        AttributeData[] head = [.. after.Skip(radii.Length)
            .TakeWhile(a => !OptimizerReader.EndsChain(a) && !a.AttributeClass.IsWrapper() && !a.AttributeClass.IsPartition())
            .SkipWhile(a => a.AttributeClass.IsSchedule())];
        return new SamDeclaration(
            type, sam, location, radii, head, end,
            [.. attributes.Where(a => a.AttributeClass.IsLink()).Except(radii).Except(head).Except(end)]);
    }

    /// <summary>The place of an operand; that of [Sam] if it cannot be told.</summary>
    public Location? LocationOf(int operand)
    {
        var name = (Attribute.ApplicationSyntaxReference?.GetSyntax() as AttributeSyntax)?.Name.DescendantNodesAndSelf()
            .OfType<GenericNameSyntax>().FirstOrDefault();
        return name?.TypeArgumentList.Arguments.ElementAtOrDefault(operand)?.GetLocation() ?? Location;
    }
}

/// <summary>The arguments of a <c>[Sam]</c>.</summary>
internal sealed record SamArguments(int SyncPeriod, Location? PeriodLocation, bool ResetState, Argument Mode)
{
    public bool IsOpaque => Mode.Value.Value is 1;

    public static SamArguments Of(IReadOnlyList<Argument> arguments, bool hasAdversary)
    {
        var mode = arguments.Single(a => a.Name == "mode");
        return hasAdversary
            ? new SamArguments((int)arguments[0].Number!.Value, arguments[0].Location, (bool)arguments[1].Value.Value!, mode)
            : new SamArguments(2, null, true, mode);
    }
}

/// <summary>The chains of a <c>[Sam]</c>.</summary>
/// <param name="Precision">The element type of the outer optimizer.</param>
/// <param name="Outer">The chain of the outer optimizer as it is declared.</param>
/// <param name="Descent">The same between the head and the end.</param>
/// <param name="Wrappers">The wrappers around SAM.</param>
internal sealed record SamChains(
    SamDeclaration Sam, SamArguments Arguments, string? Precision, ChainModel Outer, ChainModel Descent, string? AscentPrecision, ChainModel Ascent,
    ChainModel Wrappers)
{
    /// <summary>True if each period starts the adversary with a new state, and climbs once.</summary>
    public bool RestartsAdversary => Sam.HasAdversary && Arguments is { ResetState: true, SyncPeriod: 2 };

    /// <summary>The chains by their operands' names, in the order of the operands.</summary>
    public (string Name, ChainModel Chain)[] Operands => [(Sam.Operands[0].Name, Descent), (Sam.AdversaryName, Ascent)];
}

/// <summary>Reads a sharpness-aware optimizer. Without an adversary of its own, schedules after [Sam] drive ρ. Transforms after it begin the chain
/// of the outer optimizer, or end it.</summary>
internal static class SamReader
{
    public static OptimizerModel? Read(
        INamedTypeSymbol type, TypeModel model, AttributeData attribute, Reporter reporter, Location? location, CancellationToken cancellation)
    {
        var sam = SamDeclaration.Of(type, attribute, attribute.ApplicationSyntaxReference?.GetSyntax(cancellation).GetLocation() ?? location);
        SamRules.CheckOthers(sam, reporter);
        var wrappers = ChainReader.Read(
            sam.Others.SkipWhile(link => !link.AttributeClass.IsWrapper()).Where(link => !link.AttributeClass.IsTransform()),
            type, ChainOptions.Of(type), reporter, sam.Location);
        SamRules.CheckOptions(sam, reporter);
        if (Argument.Of(attribute, sam.Location) is not { } given || sam.Operands.Any(operand => operand.TypeKind == TypeKind.Error))
        {
            reporter.Fail();
            return null;
        }

        var arguments = SamArguments.Of(given, sam.HasAdversary);
        SamRules.CheckPeriod(arguments, reporter);
        if (!SamRules.CheckOperands(sam, reporter))
            return null;
        var chains = Chains(sam, arguments, wrappers, reporter);
        SamRules.Check(chains, reporter);
        return reporter.HasErrors || chains.Precision is null ? null : Model(chains, chains.Precision, model, reporter, cancellation);
    }

    private static SamChains Chains(SamDeclaration sam, SamArguments arguments, ChainModel wrappers, Reporter reporter)
    {
        var outer = (INamedTypeSymbol)sam.Operands[0];
        var options = ChainOptions.Of(outer);
        var (precision, own) = OptimizerReader.Operand(outer, sam.Type, reporter, sam.Location);
        var descent = own;
        if (sam.Head.Length > 0)
            descent = ChainReader.ReadHead(descent, sam.Head, sam.Type, options, reporter, sam.Location);
        if (sam.End.Length > 0)
            descent = ChainReader.ReadEnd(descent, sam.End, sam.Type, options, reporter, sam.Location);
        var (ascentPrecision, ascent) = sam.HasAdversary
            ? OptimizerReader.Operand((INamedTypeSymbol)sam.Operands[1], sam.Type, reporter, sam.Location)
            : (precision, ChainReader.ReadAlias(sam.Attribute, sam.Radii, sam.Type, precision ?? "", reporter, sam.Location));
        return new SamChains(sam, arguments, precision, own, descent, ascentPrecision, ascent, wrappers);
    }

    private static OptimizerModel? Model(
        SamChains chains, string precision, TypeModel model, Reporter reporter, CancellationToken cancellation)
    {
        var sam = chains.Sam;
        var outer = (INamedTypeSymbol)sam.Operands[0];
        (INamedTypeSymbol, ChainModel)[] climb = sam.HasAdversary && sam.Operands[1] is INamedTypeSymbol adversary
            ? [.. OptimizerReader.Parts(chains.Ascent, adversary), (adversary, chains.Ascent)] : [];
        var layout = KnownLayoutReader.Read(
            sam.Type, precision,
            [.. OptimizerReader.Parts(chains.Outer, outer), (outer, chains.Outer), .. climb, (sam.Type, chains.Descent)], reporter, cancellation);
        return reporter.HasErrors ? null : new OptimizerModel(model, precision, chains.Descent, new SamModel(
            chains.Ascent, chains.Arguments.SyncPeriod, chains.Arguments.ResetState, chains.Arguments.IsOpaque, outer.Name,
            sam.HasAdversary ? sam.AdversaryName : "", chains.Wrappers), layout);
    }
}
