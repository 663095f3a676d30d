using Microsoft.CodeAnalysis;
using SamFast.Generators.Diagnostics;
using SamFast.Generators.Kernels;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Declarations;

/// <summary>Checks that what transforms read of others is there.</summary>
internal static class SharingParser
{
    /// <param name="other">In an adversary, the chain of the outer optimizer.</param>
    /// <param name="climbs">Whether the chain steps after a climb.</param>
    public static void Check(
        ChainModel chain, ChainModel? other, string name, Reporter reporter, Location? location, bool climbs = false)
    {
        var kept = new HashSet<string>((other?.AllStages ?? []).SelectMany(s => s.Kernel.Slots).Select(s => s.Name));
        foreach (var stage in chain.AllStages)
        {
            if (stage.Kernel.DescendsOften && !climbs)
            {
                reporter.Error(Descriptors.UnusableCombination, location, stage.GroupName,
                    $"it lets SAM step after each ascent, and '{name}' has none: write it after a [Sam] that climbs");
            }
            else if (stage.Kernel.Combines && !climbs)
            {
                reporter.Error(Descriptors.UnusableCombination, location, stage.GroupName,
                    $"it combines two gradients, of which '{name}' has one: write it after [Sam], or into the outer optimizer of a "
                    + "SAM that climbs");
            }

            if (stage.Kernel.Shared.FirstOrDefault(b => !b.SharedNames.Any(n => kept.Contains(n) || n == BindingModel.AscentGradient)) is { } missing)
            {
                reporter.Error(Descriptors.MissingSlot, location, stage.GroupName, name,
                    string.Join(" or ", missing.SharedNames.Select(n => $"the slot '{n}'")),
                    kept.Count == 0
                        ? "and no transform before it keeps any: write it after one that does"
                        : $"and those before it keep {string.Join(", ", kept.OrderBy(n => n, StringComparer.Ordinal))}: write it after one that has it");
            }

            kept.UnionWith(stage.Kernel.Slots.Select(s => s.Name));
        }

        if (other is null && !climbs && chain.Stages.FirstOrDefault(s => s.Wrapper?.Kind == WrapperKind.Climb) is { } gate)
        {
            reporter.Error(Descriptors.UnusableCombination, location, gate.GroupName,
                $"it decides whether SAM climbs, and '{name}' never does: write it before [Sam]");
        }
    }

    /// <summary>Reports what begins anew in each period although it is to remember earlier ones, gradients that would be kept of
    /// some tensors only, and ascents that would see steps of their own period.</summary>
    public static void CheckMemory(
        ChainModel ascent, ChainModel descent, string adversary, bool isReset, Reporter reporter, Location? location)
    {
        if (isReset && ascent.AllStages.FirstOrDefault(s => s.Kernel.Remembers) is { } forgetful)
        {
            reporter.Error(Descriptors.UnusableCombination, location, forgetful.GroupName,
                $"it compares the gradient with those of earlier periods, and '{adversary}' starts afresh in each: declare "
                + "[Sam<…>(resetState: false)]");
        }

        if (descent.AllStages.FirstOrDefault(s => s.Kernel.DescendsOften) is { } often)
        {
            var own = ascent.AllStages.SelectMany(s => s.Kernel.Slots).Select(s => s.Name).ToArray();
            if (ascent.AllStages.FirstOrDefault(s => s.Kernel.Shared.Any(b => !b.SharedNames.Any(own.Contains))) is { } reader)
            {
                reporter.Error(Descriptors.UnusableCombination, location, often.GroupName,
                    $"it lets the outer optimizer step between the ascents, whose state [{reader.GroupName}] in '{adversary}' reads: leave "
                    + "out the one or the other");
            }
        }

        if (ascent.Thawed is not null && descent.AllStages.FirstOrDefault(s => s.Kernel.Combines) is { } combining)
        {
            reporter.Error(Descriptors.UnusableCombination, location, combining.GroupName,
                $"it needs the gradient of all tensors before the climb, and '{adversary}' freezes some: use Mask there, and "
                + "[Freeze] for the others");
        }
    }
}
