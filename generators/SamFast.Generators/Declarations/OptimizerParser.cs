using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SamFast.Generators.Diagnostics;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Declarations;

/// <summary>Reads a declared optimizer into its model, and says what is wrong with it.</summary>
internal static class OptimizerParser
{
    private const string InOperand = "declare it in the outer optimizer or in the adversary, where it acts on one of the two gradients";

    /// <returns>The model, or null where the reporter has errors.</returns>
    public static OptimizerModel? Parse(INamedTypeSymbol type, Reporter reporter, CancellationToken cancellation)
    {
        var attributes = type.GetAttributes();
        var location = type.Locations.FirstOrDefault();
        if (TypeParser.Parse(type, "Optimizer", reporter, cancellation) is not { } model)
            return null;
        if (attributes.Any(a => a.AttributeClass.IsLayout()))
            reporter.Fail();

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
        if (sams.FirstOrDefault() is { } sam)
            return Sam(type, model, sam, reporter, location, cancellation);

        string? precision = Precision(type, reporter, location);
        var chain = Chain(type, type, reporter, location);
        if (chain.Linesearch is { } search && Consumes(optimizers.First()))
            reporter.Error(Descriptors.LinesearchPlace, location, search.Title.Split('(')[0], "but ConsumesGradients lets the step overwrite the gradient, which the search still needs: leave ConsumesGradients out");
        if (Consumes(optimizers.First()))
            CheckFrozen(chain, "and would overwrite their gradients: leave ConsumesGradients out", reporter, location);
        if (!reporter.HasErrors && chain.AllStages.Any(s => s.Kernel.IsOperand))
            return null;
        SharingParser.Check(chain, null, type.Name, reporter, location);
        OrderParser.CheckLast(chain, type.Name, reporter, location);
        if (!reporter.HasErrors && ObjectionToHessian(chain, Consumes(optimizers.First())) is { } objection)
            reporter.Error(Descriptors.UnusableHessian, location, type.Name, objection);

        if (reporter.HasErrors || precision is null)
            return null;
        var layout = KnownLayoutParser.Parse(type, precision, [.. Parts(chain, type), (type, chain)], reporter, cancellation);
        return reporter.HasErrors ? null
            : new OptimizerModel(model, precision, chain, null, layout, Consumes(optimizers.First()));
    }

    /// <summary>The chains of a partition, by their classes.</summary>
    private static IEnumerable<(INamedTypeSymbol Owner, ChainModel Chain)> Parts(ChainModel chain, INamedTypeSymbol type) =>
        type.GetAttributes().Where(a => a.AttributeClass.IsPartition())
            .Zip(chain.Parts, (attribute, part) => ((INamedTypeSymbol)attribute.AttributeClass!.TypeArguments[0], part.Chain));

    /// <summary>What keeps a transform of a plain chain from the diagonal of the Hessian, or null.</summary>
    private static string? ObjectionToHessian(ChainModel chain, bool consumes)
    {
        string[] observers = Observers(chain);
        if (observers.Length == 0)
            return null;
        string first = observers[0];
        if (observers.Length > 1)
            return $"{first} and {observers[1]} both take the diagonal of the Hessian, but Step has one: keep one of them";
        if (chain.AllStages.FirstOrDefault(s => s.Wrapper is not null) is { } wrapper)
        {
            return $"{first} takes the diagonal of the Hessian in steps that are known in advance, but {wrapper.GroupName} "
                + $"decides about each step as it comes: leave [{wrapper.GroupName}] out";
        }

        if (chain.TakesValue is { } valued)
            return $"{first} takes the diagonal of the Hessian and {valued.Title} the loss, but Step takes only one of them: keep one of the two";
        return consumes
            ? $"{first} takes the diagonal of the Hessian beside an unchanged gradient: leave ConsumesGradients out"
            : null;
    }

    private static string[] Observers(ChainModel chain) =>
        [.. chain.AllStages.Where(s => s.Kernel.Observe is not null).Select(s => s.Title)];

    /// <summary>Reports what works on all parameters at once where those that are frozen would count.</summary>
    private static void CheckFrozen(ChainModel chain, string reason, Reporter reporter, Location? location)
    {
        if (chain.Thawed is not null && chain.Stages.FirstOrDefault(s => s.Kernel.Tensor is { IsAll: true }) is { } whole)
            reporter.Error(Descriptors.UnusableMask, location, whole.Title, $"it works on all parameters at once, also on frozen ones, {reason}");
    }

    private static bool Consumes(AttributeData optimizer) =>
        optimizer.NamedArguments.Any(a => a is { Key: "ConsumesGradients", Value.Value: true });

    private static OptimizerModel? Sam(
        INamedTypeSymbol type, TypeModel model, AttributeData sam, Reporter reporter, Location? location,
        CancellationToken cancellation)
    {
        location = sam.ApplicationSyntaxReference?.GetSyntax(cancellation).GetLocation() ?? location;
        var operands = sam.AttributeClass!.TypeArguments;
        // Without an adversary of its own, schedules after [Sam] drive ρ. Transforms after it begin the chain of the outer optimizer,
        // or end it, around it.
        var attributes = type.GetAttributes();
        AttributeData[] after = [.. attributes.Skip(attributes.IndexOf(sam) + 1).Where(a => a.AttributeClass.IsLink())];
        AttributeData[] radii = operands.Length == 1 ? [.. after.TakeWhile(a => a.AttributeClass.IsSchedule())] : [];
        AttributeData[] end = [.. after.SkipWhile(a => !EndsChain(a)).Where(a => !a.AttributeClass.IsWrapper())];
        AttributeData[] head = [.. after.Skip(radii.Length).TakeWhile(a => !EndsChain(a) && !a.AttributeClass.IsWrapper() && !a.AttributeClass.IsPartition())
            .SkipWhile(a => a.AttributeClass.IsSchedule())];
        var wrappers = Wrappers(type, sam, [.. radii, .. head], end, reporter, location);

        if (type.GetAttributes().FirstOrDefault(a => a.AttributeClass.IsOptimizer()) is { } option && Consumes(option))
            reporter.Error(Descriptors.BesideSam, location, type.Name, "ConsumesGradients", "leave it out");
        var own = ChainOptions.Of(type);
        if (own.IsFast)
            reporter.Error(Descriptors.BesideSam, location, type.Name, own.Precision, InOperand);
        if (own.FlushBelow != 0)
            reporter.Error(Descriptors.BesideSam, location, type.Name, "FlushBelow", InOperand);
        if (own.Freeze is not null)
            reporter.Error(Descriptors.BesideSam, location, type.Name, "Freeze", InOperand);
        if (own.IsFlat)
            reporter.Error(Descriptors.BesideSam, location, type.Name, "Flatten", InOperand);

        if (Argument.Of(sam, location) is not { } arguments || operands.Any(operand => operand.TypeKind == TypeKind.Error))
        {
            reporter.Fail();
            return null;
        }

        int syncPeriod = 2;
        bool resetState = true;
        if (operands.Length == 2)
        {
            syncPeriod = (int)arguments[0].Number!.Value;
            resetState = (bool)arguments[1].Value.Value!;
            if (syncPeriod < 1)
                reporter.Error(Descriptors.SyncPeriod, arguments[0].Location, syncPeriod);
        }

        if (operands.Where((operand, i) => !IsOperand(operand, type, reporter, OperandLocation(sam, i) ?? location)).Any())
            return null;
        var outer = (INamedTypeSymbol)operands[0];
        var adversary = operands.Length == 2 ? (INamedTypeSymbol)operands[1] : null;
        if (adversary?.GetAttributes().FirstOrDefault(a => a.AttributeClass.IsWrapper()) is { } wrapper)
        {
            reporter.Error(Descriptors.WrappedAdversary, OperandLocation(sam, 1) ?? location, adversary.Name,
                wrapper.AttributeClass!.ShortName());
        }

        var (precision, descent) = Operand(outer, type, reporter, location);
        var outerChain = descent;
        if (head.Length > 0)
            descent = ChainParser.ParseHead(descent, head, type, ChainOptions.Of(outer), reporter, location);
        if (end.Length > 0)
            descent = ChainParser.ParseEnd(descent, end, type, ChainOptions.Of(outer), reporter, location);
        var (precision2, ascent) = adversary is null
            ? (precision, ChainParser.ParseAlias(
                sam, radii, type, precision ?? "", reporter, location))
            : Operand(adversary, type, reporter, location);
        if (syncPeriod > 1 && ascent.AllStages.FirstOrDefault(s => s.Kernel.Tensor is not null && s.Kernel.Slots.Any()) is { } stateful)
        {
            reporter.Error(Descriptors.TensorAdversary, location, adversary?.Name ?? type.Name, stateful.Title,
                string.Join(", ", stateful.Kernel.Slots.Select(s => s.Name)));
        }

        if (ascent.AllStages.FirstOrDefault(s => s.Kernel.IsProjection) is { } projection)
            reporter.Error(Descriptors.ProjectedAdversary, location, adversary?.Name ?? type.Name, projection.Title);
        if (ascent.Stages.FirstOrDefault(s => s.Kernel.EndsChain) is { } around)
            reporter.Error(Descriptors.EndInAdversary, OperandLocation(sam, 1) ?? location, adversary?.Name ?? type.Name, around.GroupName);

        SharingParser.Check(ascent, descent, adversary?.Name ?? type.Name, reporter, OperandLocation(sam, 1) ?? location);
        SharingParser.Check(descent, null, type.Name, reporter, location, climbs: syncPeriod > 1);
        SharingParser.CheckMemory(
            ascent, descent, adversary?.Name ?? type.Name, resetState && syncPeriod == 2 && adversary is not null, reporter,
            OperandLocation(sam, 1) ?? location);
        if (syncPeriod < 2 && wrappers.Stages.FirstOrDefault(s => s.Wrapper!.Kind == WrapperKind.Climb) is { } idle)
        {
            reporter.Error(Descriptors.UnusableCombination, location, idle.GroupName,
                "it decides whether SAM climbs, but with a syncPeriod of 1 SAM never does: leave it out");
        }

        string? ownPrecision = type.GetAttributes().Any(a => a.AttributeClass.IsOptimizer()) ? Precision(type, reporter, location) : precision;
        if (!reporter.HasErrors && precision2 != precision)
            reporter.Error(Descriptors.PrecisionMismatch, location, outer.Name, precision, adversary!.Name, precision2);
        else if (!reporter.HasErrors && ownPrecision != precision)
            reporter.Error(Descriptors.PrecisionMismatch, location, type.Name, ownPrecision, outer.Name, precision);

        if (!reporter.HasErrors && Observers(descent).Concat(Observers(ascent)).FirstOrDefault() is { } observer)
        {
            reporter.Error(Descriptors.UnusableHessian, location, type.Name,
                $"{observer} takes the diagonal of the Hessian, but SAM's phases have none: use it in a plain [Optimizer]");
        }

        if (!reporter.HasErrors && adversary is not null && resetState && syncPeriod == 2
            && ascent.AllStages.SelectMany(s => s.Hyperparameters).FirstOrDefault(h => h.IsScheduled) is { } stuck)
        {
            reporter.Error(Descriptors.StuckSchedule, location, stuck.Label, adversary.Name, stuck.Schedules[0].Title);
        }

        if (!reporter.HasErrors)
        {
            PartitionParser.CheckGroups(descent, ascent, adversary?.Name ?? type.Name, outer.Name, reporter, location);
            PartitionParser.CheckGroups(ascent, descent, outer.Name, adversary?.Name ?? type.Name, reporter, location);
        }

        foreach (var (operand, chain, number) in new[] { (outer.Name, descent, 0), (adversary?.Name ?? type.Name, ascent, 1) })
        {
            CheckFrozen(chain, $"which SAM would perturb: leave Freeze out of '{operand}'", reporter, OperandLocation(sam, number) ?? location);
            if (chain.Linesearch is { } search)
            {
                reporter.Error(Descriptors.LinesearchPlace, OperandLocation(sam, number) ?? location, search.Title.Split('(')[0],
                    $"but SAM steps from one point with the gradient of another: leave [{search.GroupName}] out of '{operand}'");
            }
        }

        var mode = arguments.Single(a => a.Name == "mode");
        bool isOpaque = mode.Value.Value is 1;
        if (mode.Value.Value is not (0 or 1))
            reporter.Error(Descriptors.OutOfRange, mode.Location, mode.Label, "Sam", mode.Shown, "{SamMode.Transparent, SamMode.Opaque}");
        if (isOpaque && wrappers.Stages.FirstOrDefault(w => w.Wrapper!.Kind == WrapperKind.Gather) is { } gathering)
            reporter.Error(Descriptors.GatheringAroundOpaque, mode.Location, type.Name, gathering.GroupName);
        if (isOpaque && !reporter.HasErrors)
        {
            foreach (var (operand, chain) in new[] { (outer.Name, descent), (adversary?.Name ?? type.Name, ascent) })
            {
                if (chain.TakesValue is { } stage)
                    reporter.Error(Descriptors.ValueInOpaqueSam, mode.Location, operand, stage.Name);
            }
        }

        if (reporter.HasErrors || precision is null)
            return null;
        (INamedTypeSymbol, ChainModel)[] climb = adversary is null ? [] : [.. Parts(ascent, adversary), (adversary, ascent)];
        var layout = KnownLayoutParser.Parse(
            type, precision, [.. Parts(outerChain, outer), (outer, outerChain), .. climb, (type, descent)], reporter, cancellation);
        return reporter.HasErrors
            ? null
            : new OptimizerModel(model, precision, descent, new SamModel(
                ascent, syncPeriod, resetState, isOpaque, outer.Name, adversary?.Name ?? "", wrappers), layout);
    }

    /// <summary>What stands around SAM: wrappers before it, each followed by what drives its scalars. Nothing else
    /// may.</summary>
    private static ChainModel Wrappers(
        INamedTypeSymbol type, AttributeData sam, AttributeData[] radii, AttributeData[] end, Reporter reporter, Location? location)
    {
        var attributes = type.GetAttributes();
        var links = attributes.Where(a => a.AttributeClass.IsLink()).Except(radii).Except(end).ToArray();
        bool isWrapped = false;
        foreach (var link in links)
        {
            var at = link.ApplicationSyntaxReference?.GetSyntax().GetLocation() ?? location;
            string name = link.AttributeClass!.ShortName();
            isWrapped |= link.AttributeClass.IsWrapper();
            if (link.AttributeClass.IsTransform() || link.AttributeClass.IsPartition() || !isWrapped)
                reporter.Error(Descriptors.BesideSam, at, type.Name, $"[{name}]",
                    link.AttributeClass.IsPartition() ? "declare the partition as an optimizer, and name it in [Sam]" : InOperand);
            else if (attributes.IndexOf(link) > attributes.IndexOf(sam) && link.AttributeClass.IsWrapper())
                reporter.Error(Descriptors.WrapperAfter, at, name, "[Sam]");
        }

        CheckSplit(type, isWrapped || end.Length > 0 ? [.. links, sam, .. end] : [], reporter, location);
        return ChainParser.Parse(
            links.SkipWhile(link => !link.AttributeClass.IsWrapper()).Where(link => !link.AttributeClass.IsTransform()),
            type, ChainOptions.Of(type), reporter, location);
    }

    public static bool EndsChain(AttributeData attribute) => attribute.AttributeClass.IsTransform()
        && attribute.AttributeClass!.GetAttributes().Any(a => a.AttributeClass.IsLibrary(Names.EndsChain));

    /// <summary>Reports attributes whose order is not defined.</summary>
    private static void CheckSplit(
        INamedTypeSymbol source, IEnumerable<AttributeData> links, Reporter reporter, Location? location)
    {
        if (links.Select(a => a.ApplicationSyntaxReference?.GetSyntax().Parent?.Parent).Distinct().Count() > 1)
            reporter.Error(Descriptors.SplitChain, location, source.Name);
    }

    /// <summary>An operand's chain. A mistake in it is reported where the operand is declared, if that is in this
    /// compilation.</summary>
    public static (string? Precision, ChainModel Chain) Operand(
        INamedTypeSymbol operand, INamedTypeSymbol target, Reporter reporter, Location? location)
    {
        var silent = operand.DeclaringSyntaxReferences.Length > 0 ? new Reporter() : reporter.ForErrors();
        var result = (Precision(operand, silent, location), Chain(operand, target, silent, location));
        if (silent.HasErrors)
            reporter.Fail();
        return result;
    }

    private static Location? OperandLocation(AttributeData sam, int index)
    {
        var name = (sam.ApplicationSyntaxReference?.GetSyntax() as AttributeSyntax)?.Name.DescendantNodesAndSelf()
            .OfType<GenericNameSyntax>().FirstOrDefault();
        return name?.TypeArgumentList.Arguments.ElementAtOrDefault(index)?.GetLocation();
    }

    private static bool IsOperand(ITypeSymbol operand, INamedTypeSymbol user, Reporter reporter, Location? location)
    {
        string? objection = operand switch
        {
            _ when operand.GetAttributes().Any(a => a.AttributeClass.IsSam()) =>
                "it is sharpness-aware itself: name the optimizer that it steps with",
            INamedTypeSymbol when operand.GetAttributes().Any(a => a.AttributeClass.IsOptimizer()) => null,
            _ => OperandRules.Remedy(operand, user),
        };
        if (objection is not null)
            reporter.Error(Descriptors.NotAnOptimizer, location, operand.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), objection);
        return objection is null;
    }

    private static ChainModel Chain(INamedTypeSymbol source, INamedTypeSymbol target, Reporter reporter, Location? location)
    {
        var links = source.GetAttributes().Where(a => a.AttributeClass.IsLink()).ToArray();
        bool isPartition = links.Any(a => a.AttributeClass.IsPartition());
        if (!isPartition && !links.Any(a => a.AttributeClass.IsTransform()))
            reporter.Error(Descriptors.EmptyChain, location, source.Name);
        CheckSplit(source, links, reporter, location);
        var options = ChainOptions.Of(source);
        FlushParser.Check(source, options, reporter, location);
        var chain = ChainParser.Parse(
            links.TakeWhile(a => !a.AttributeClass.IsPartition()), target, options, reporter, location);
        return isPartition ? PartitionParser.Parse(chain, links, source, target, options, reporter, location) : chain;
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
            case SpecialType.None when attribute.TypeArguments[0].TypeKind == TypeKind.Error:
                reporter.Fail();
                return null;
            default:
                reporter.Error(Descriptors.UnsupportedPrecision, location, type.Name, attribute.TypeArguments[0].ToDisplayString());
                return null;
        }
    }
}
