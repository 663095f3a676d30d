using Microsoft.CodeAnalysis;
using SamFast.Generators.Diagnostics;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Declarations;

/// <summary>The rules for a sharpness-aware optimizer: a method each, listed in the two arrays.</summary>
internal static class SamRules
{
    private const string InOperand = "declare it in the outer optimizer or in the adversary, where it acts on one of the two gradients";

    private static readonly Action<SamChains, Reporter>[] _all =
    [
        AdversaryMustNotKeepTensors, AdversaryMustNotProject, AdversaryMustNotEndChains, SlotsMustBeShared, GatesMustHaveAClimb,
        OperandsMustNotFreezeAllParameters, OperandsMustNotSearch, ModeMustBeDefined, OpaqueMustNotGather,
    ];

    /// <summary>Rules that apply to a declaration without errors so far.</summary>
    private static readonly Action<SamChains, Reporter>[] _ofSoundChains =
        [PrecisionsMustBeEqual, HessianMustNotBeTaken, SchedulesMustAdvance, GroupsMustBeEqual, OpaqueMustNotTakeTheLoss];

    public static void Check(SamChains chains, Reporter reporter)
    {
        foreach (var rule in _all)
            rule(chains, reporter);
        foreach (var rule in _ofSoundChains)
        {
            if (!reporter.HasErrors)
                rule(chains, reporter);
        }
    }

    /// <summary>Reports links beside [Sam] that are no wrappers before it.</summary>
    public static void CheckOthers(SamDeclaration sam, Reporter reporter)
    {
        var attributes = sam.Type.GetAttributes();
        bool isWrapped = false;
        foreach (var link in sam.Others)
        {
            var at = link.ApplicationSyntaxReference?.GetSyntax().GetLocation() ?? sam.Location;
            string name = link.AttributeClass!.ShortName();
            isWrapped |= link.AttributeClass.IsWrapper();
            if (link.AttributeClass.IsPartition())
                reporter.Error(Descriptors.BesideSam, at, sam.Type.Name, $"[{name}]", "declare the partition as an optimizer, and name it in [Sam]");
            else if (link.AttributeClass.IsTransform() || !isWrapped)
                reporter.Error(Descriptors.BesideSam, at, sam.Type.Name, $"[{name}]", InOperand);
            else if (attributes.IndexOf(link) > attributes.IndexOf(sam.Attribute) && link.AttributeClass.IsWrapper())
                reporter.Error(Descriptors.WrapperAfter, at, name, "[Sam]");
        }

        if (isWrapped || sam.End.Length > 0)
            OptimizerRules.CheckSplit(sam.Type, [.. sam.Others, sam.Attribute, .. sam.End], reporter, sam.Location);
    }

    /// <summary>Reports options of [Optimizer] beside [Sam].</summary>
    public static void CheckOptions(SamDeclaration sam, Reporter reporter)
    {
        var own = ChainOptions.Of(sam.Type);
        bool consumes = sam.Type.GetAttributes().FirstOrDefault(a => a.AttributeClass.IsOptimizer()) is { } option && OptimizerReader.Consumes(option);
        (bool IsSet, string Name, string Remedy)[] options =
        [
            (consumes, "ConsumesGradients", "leave it out"), (own.IsFast, own.Precision, InOperand), (own.FlushBelow != 0, "FlushBelow", InOperand),
            (own.Freeze is not null, "Freeze", InOperand), (own.IsFlat, "Flatten", InOperand),
        ];
        foreach (var (_, name, remedy) in options.Where(o => o.IsSet))
            reporter.Error(Descriptors.BesideSam, sam.Location, sam.Type.Name, name, remedy);
    }

    public static void CheckPeriod(SamArguments arguments, Reporter reporter)
    {
        if (arguments.SyncPeriod < 1)
            reporter.Error(Descriptors.SyncPeriod, arguments.PeriodLocation, arguments.SyncPeriod);
    }

    /// <returns>True if all operands are optimizers.</returns>
    public static bool CheckOperands(SamDeclaration sam, Reporter reporter)
    {
        bool areOptimizers = true;
        for (int i = 0; i < sam.Operands.Length; i++)
        {
            if (OperandRules.Objection(sam.Operands[i], sam.Type) is not { } objection)
                continue;
            areOptimizers = false;
            reporter.Error(
                Descriptors.NotAnOptimizer, sam.LocationOf(i), sam.Operands[i].ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), objection);
        }

        if (areOptimizers && sam.HasAdversary
            && sam.Operands[1].GetAttributes().FirstOrDefault(a => a.AttributeClass.IsWrapper())?.AttributeClass is { } wrapper)
            reporter.Error(Descriptors.WrappedAdversary, sam.LocationOf(1), sam.AdversaryName, wrapper.ShortName());
        return areOptimizers;
    }

    private static void AdversaryMustNotKeepTensors(SamChains chains, Reporter reporter)
    {
        if (chains.Arguments.SyncPeriod > 1
            && chains.Ascent.AllStages.FirstOrDefault(s => s.Kernel.Tensor is not null && s.Kernel.Slots.Any()) is { } stateful)
        {
            reporter.Error(Descriptors.TensorAdversary, chains.Sam.Location, chains.Sam.AdversaryName, stateful.Title,
                string.Join(", ", stateful.Kernel.Slots.Select(s => s.Name)));
        }
    }

    private static void AdversaryMustNotProject(SamChains chains, Reporter reporter)
    {
        if (chains.Ascent.AllStages.FirstOrDefault(s => s.Kernel.IsProjection) is { } projection)
            reporter.Error(Descriptors.ProjectedAdversary, chains.Sam.Location, chains.Sam.AdversaryName, projection.Title);
    }

    private static void AdversaryMustNotEndChains(SamChains chains, Reporter reporter)
    {
        if (chains.Ascent.Stages.FirstOrDefault(s => s.Kernel.EndsChain) is { } end)
            reporter.Error(Descriptors.EndInAdversary, chains.Sam.LocationOf(1), chains.Sam.AdversaryName, end.GroupName);
    }

    private static void SlotsMustBeShared(SamChains chains, Reporter reporter)
    {
        var sam = chains.Sam;
        SharingRules.Check(chains.Ascent, chains.Descent, sam.AdversaryName, reporter, sam.LocationOf(1));
        SharingRules.Check(chains.Descent, null, sam.Type.Name, reporter, sam.Location, climbs: chains.Arguments.SyncPeriod > 1);
        SharingRules.CheckMemory(chains.Ascent, chains.Descent, sam.AdversaryName, chains.RestartsAdversary, reporter, sam.LocationOf(1));
    }

    private static void GatesMustHaveAClimb(SamChains chains, Reporter reporter)
    {
        if (chains.Arguments.SyncPeriod < 2 && chains.Wrappers.Stages.FirstOrDefault(s => s.Wrapper!.Kind == WrapperKind.Climb) is { } idle)
        {
            reporter.Error(Descriptors.UnusableCombination, chains.Sam.Location, idle.GroupName,
                "it decides whether SAM climbs, but with a syncPeriod of 1 SAM never does: leave it out");
        }
    }

    private static void OperandsMustNotFreezeAllParameters(SamChains chains, Reporter reporter)
    {
        for (int i = 0; i < chains.Operands.Length; i++)
        {
            var (name, chain) = chains.Operands[i];
            OptimizerRules.CheckFrozen(chain, $"which SAM would perturb: leave Freeze out of '{name}'", reporter, chains.Sam.LocationOf(i));
        }
    }

    private static void OperandsMustNotSearch(SamChains chains, Reporter reporter)
    {
        for (int i = 0; i < chains.Operands.Length; i++)
        {
            var (name, chain) = chains.Operands[i];
            if (chain.Linesearch is { } search)
            {
                reporter.Error(Descriptors.LinesearchPlace, chains.Sam.LocationOf(i), search.Name,
                    $"but SAM steps from one point with the gradient of another: leave [{search.GroupName}] out of '{name}'");
            }
        }
    }

    private static void ModeMustBeDefined(SamChains chains, Reporter reporter)
    {
        var mode = chains.Arguments.Mode;
        if (mode.Value.Value is not (0 or 1))
            reporter.Error(Descriptors.OutOfRange, mode.Location, mode.Label, "Sam", mode.Shown, "{SamMode.Transparent, SamMode.Opaque}");
    }

    private static void OpaqueMustNotGather(SamChains chains, Reporter reporter)
    {
        if (chains.Arguments.IsOpaque && chains.Wrappers.Stages.FirstOrDefault(w => w.Wrapper!.Kind == WrapperKind.Gather) is { } gathering)
            reporter.Error(Descriptors.GatheringAroundOpaque, chains.Arguments.Mode.Location, chains.Sam.Type.Name, gathering.GroupName);
    }

    private static void PrecisionsMustBeEqual(SamChains chains, Reporter reporter)
    {
        var sam = chains.Sam;
        string? own = sam.Type.GetAttributes().Any(a => a.AttributeClass.IsOptimizer())
            ? OptimizerReader.Precision(sam.Type, reporter, sam.Location) : chains.Precision;
        string outer = sam.Operands[0].Name;
        if (!reporter.HasErrors && chains.AscentPrecision != chains.Precision)
            reporter.Error(Descriptors.PrecisionMismatch, sam.Location, outer, chains.Precision, sam.AdversaryName, chains.AscentPrecision);
        else if (!reporter.HasErrors && own != chains.Precision)
            reporter.Error(Descriptors.PrecisionMismatch, sam.Location, sam.Type.Name, own, outer, chains.Precision);
    }

    private static void HessianMustNotBeTaken(SamChains chains, Reporter reporter)
    {
        if (OptimizerRules.Observers(chains.Descent).Concat(OptimizerRules.Observers(chains.Ascent)).FirstOrDefault() is { } observer)
        {
            reporter.Error(Descriptors.UnusableHessian, chains.Sam.Location, chains.Sam.Type.Name,
                $"{observer} takes the diagonal of the Hessian, but SAM's phases have none: use it in a plain [Optimizer]");
        }
    }

    private static void SchedulesMustAdvance(SamChains chains, Reporter reporter)
    {
        if (chains.RestartsAdversary
            && chains.Ascent.AllStages.SelectMany(s => s.Hyperparameters).FirstOrDefault(h => h.IsScheduled) is { } stuck)
            reporter.Error(Descriptors.StuckSchedule, chains.Sam.Location, stuck.Label, chains.Sam.AdversaryName, stuck.Schedules[0].Title);
    }

    private static void GroupsMustBeEqual(SamChains chains, Reporter reporter)
    {
        string outer = chains.Sam.Operands[0].Name, adversary = chains.Sam.AdversaryName;
        PartitionRules.CheckGroups(chains.Descent, chains.Ascent, adversary, outer, reporter, chains.Sam.Location);
        PartitionRules.CheckGroups(chains.Ascent, chains.Descent, outer, adversary, reporter, chains.Sam.Location);
    }

    private static void OpaqueMustNotTakeTheLoss(SamChains chains, Reporter reporter)
    {
        foreach (var (name, chain) in chains.Operands)
        {
            if (chains.Arguments.IsOpaque && chain.TakesValue is { } stage)
                reporter.Error(Descriptors.ValueInOpaqueSam, chains.Arguments.Mode.Location, name, stage.Name);
        }
    }
}
