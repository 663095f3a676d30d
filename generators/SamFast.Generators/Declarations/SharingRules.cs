using Microsoft.CodeAnalysis;
using SamFast.Generators.Diagnostics;
using SamFast.Generators.Kernels;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Declarations;

/// <summary>Checks that the slots that transforms read of others exist.</summary>
internal static class SharingRules
{
    /// <param name="other">In an adversary, the chain of the outer optimizer.</param>
    /// <param name="climbs">True if the chain steps after a climb.</param>
    public static void Check(
        ChainModel chain, ChainModel? other, string name, Reporter reporter, Location? location, bool climbs = false)
    {
        var kept = new HashSet<string>((other?.AllStages ?? []).SelectMany(s => s.Kernel.Slots).Select(s => s.Name));
        foreach (var stage in chain.AllStages)
        {
            if (stage.Kernel.DescendsOften && !climbs)
            {
                reporter.Error(Descriptors.UnusableCombination, location, stage.GroupName,
                    $"it lets SAM step after each ascent, but '{name}' has no ascents: write it after a [Sam] that climbs");
            }
            else if (stage.Kernel.Combines && !climbs)
            {
                reporter.Error(Descriptors.UnusableCombination, location, stage.GroupName,
                    $"it combines two gradients, but '{name}' has one: write it after a [Sam] that climbs");
            }

            if (stage.Kernel.Shared.FirstOrDefault(b => !b.SharedNames.Any(n => kept.Contains(n) || n == BindingModel.AscentGradient)) is { } missing)
            {
                reporter.Error(Descriptors.MissingSlot, location, stage.GroupName, name,
                    string.Join(" or ", missing.SharedNames.Select(n => $"the slot '{n}'")),
                    kept.Count == 0
                        ? "but no transform before it keeps any slot: write it after one that keeps it"
                        : $"but the transforms before it keep {string.Join(", ", kept.OrderBy(n => n, StringComparer.Ordinal))}: write it after one that keeps it");
            }

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

        if (descent.AllStages.FirstOrDefault(s => s.Kernel.DescendsOften) is { } often)
        {
            var own = ascent.AllStages.SelectMany(s => s.Kernel.Slots).Select(s => s.Name).ToArray();
            if (ascent.AllStages.FirstOrDefault(s => s.Kernel.Shared.Any(b => !b.SharedNames.Any(own.Contains))) is { } reader)
            {
                reporter.Error(Descriptors.UnusableCombination, location, often.GroupName,
                    $"it lets the outer optimizer step between the ascents, but [{reader.GroupName}] in '{adversary}' reads its state: leave "
                    + "one of the two out");
            }
        }

        if (ascent.Thawed is not null && descent.AllStages.FirstOrDefault(s => s.Kernel.Combines) is { } combining)
        {
            reporter.Error(Descriptors.UnusableCombination, location, combining.GroupName,
                $"it needs the gradients of all tensors before the climb, but '{adversary}' freezes some: use Mask and "
                + "[Freeze] there in place of Freeze");
        }
    }
}
