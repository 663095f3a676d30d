using Microsoft.CodeAnalysis;
using SamFast.Generators.Diagnostics;
using SamFast.Generators.Kernels;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Declarations;

/// <summary>A chain whose transforms read gradients and slots of others.</summary>
/// <param name="Other">In an adversary, the chain of the outer optimizer.</param>
/// <param name="Climbs">True if the chain steps after a climb.</param>
internal sealed record SharingChain(ChainModel Chain, ChainModel? Other, string Name, bool Climbs);

/// <summary>The rules for transforms that read gradients and slots of others: a method each, listed in the arrays.</summary>
internal static class SharingRules
{
    private static readonly Func<SharingChain, StageModel, string?>[] _ofStages = [MustHaveAnAscent, MustHaveTwoGradients];

    private static readonly Func<ChainModel, ChainModel, string, (string Group, string Objection)?>[] _ofPeriods =
        [AscentsMustNotReadTheirOwnPeriod, GradientsMustBeComplete];

    /// <param name="other">In an adversary, the chain of the outer optimizer.</param>
    /// <param name="climbs">True if the chain steps after a climb.</param>
    public static void Check(
        ChainModel chain, ChainModel? other, string name, Reporter reporter, Location? location, bool climbs = false)
    {
        var sharing = new SharingChain(chain, other, name, climbs);
        var kept = new HashSet<string>((other?.AllStages ?? []).SelectMany(s => s.Kernel.Slots).Select(s => s.Name));
        foreach (var stage in chain.AllStages)
        {
            if (_ofStages.Select(rule => rule(sharing, stage)).FirstOrDefault(o => o is not null) is { } objection)
                reporter.Error(Descriptors.UnusableCombination, location, stage.GroupName, objection);
            CheckSlots(stage, kept, name, reporter, location);
            kept.UnionWith(stage.Kernel.Slots.Select(s => s.Name));
        }

        if (other is null && !climbs && chain.Stages.FirstOrDefault(s => s.Wrapper?.Kind == WrapperKind.Climb) is { } gate)
        {
            reporter.Error(Descriptors.UnusableCombination, location, gate.GroupName,
                $"it decides whether SAM climbs, but '{name}' never climbs: write it before [Sam]");
        }
    }

    /// <summary>Reports transforms that would forget earlier periods, gradients that would be stored for some tensors only, and ascents
    /// that would see steps of their own period.</summary>
    public static void CheckMemory(
        ChainModel ascent, ChainModel descent, string adversary, bool isReset, Reporter reporter, Location? location)
    {
        if (isReset && ascent.AllStages.FirstOrDefault(s => s.Kernel.Remembers) is { } forgetful)
        {
            reporter.Error(Descriptors.UnusableCombination, location, forgetful.GroupName,
                $"it compares the gradient with those of earlier periods, but '{adversary}' restarts in each: write "
                + "[Sam<…>(resetState: false)]");
        }

        foreach (var rule in _ofPeriods)
        {
            if (rule(ascent, descent, adversary) is var (group, objection))
                reporter.Error(Descriptors.UnusableCombination, location, group, objection);
        }
    }

    private static void CheckSlots(StageModel stage, HashSet<string> kept, string name, Reporter reporter, Location? location)
    {
        if (stage.Kernel.Shared.FirstOrDefault(b => !b.SharedNames.Any(n => kept.Contains(n) || n == BindingModel.AscentGradient)) is not { } missing)
            return;
        reporter.Error(Descriptors.MissingSlot, location, stage.GroupName, name,
            string.Join(" or ", missing.SharedNames.Select(n => $"the slot '{n}'")),
            (kept.Count == 0 ? "but no transform before it keeps any slot"
                : $"but the transforms before it keep {string.Join(", ", kept.OrderBy(n => n, StringComparer.Ordinal))}")
            + ": write it after one that keeps it");
    }

    private static string? MustHaveAnAscent(SharingChain chain, StageModel stage) => stage.Kernel.DescendsOften && !chain.Climbs
        ? $"it lets SAM step after each ascent, but '{chain.Name}' has no ascents: write it after a [Sam] that climbs" : null;

    private static string? MustHaveTwoGradients(SharingChain chain, StageModel stage) => stage.Kernel.Combines && !chain.Climbs
        ? $"it combines two gradients, but '{chain.Name}' has one: write it after a [Sam] that climbs" : null;

    private static (string, string)? AscentsMustNotReadTheirOwnPeriod(ChainModel ascent, ChainModel descent, string adversary)
    {
        var own = ascent.AllStages.SelectMany(s => s.Kernel.Slots).Select(s => s.Name).ToArray();
        return descent.AllStages.FirstOrDefault(s => s.Kernel.DescendsOften) is { } often
            && ascent.AllStages.FirstOrDefault(s => s.Kernel.Shared.Any(b => !b.SharedNames.Any(own.Contains))) is { } reader
            ? (often.GroupName, $"it lets the outer optimizer step between the ascents, but [{reader.GroupName}] in '{adversary}' reads its state: leave "
                + "one of the two out")
            : null;
    }

    private static (string, string)? GradientsMustBeComplete(ChainModel ascent, ChainModel descent, string adversary) =>
        ascent.Thawed is not null && descent.AllStages.FirstOrDefault(s => s.Kernel.Combines) is { } combining
            ? (combining.GroupName, $"it needs the gradients of all tensors before the climb, but '{adversary}' freezes some: use Mask and "
                + "[Freeze] there in place of Freeze")
            : null;
}
