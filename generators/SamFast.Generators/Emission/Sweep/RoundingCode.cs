using SamFast.Generators.Planning;
using SamFast.Generators.Program;

namespace SamFast.Generators.Emission;

/// <summary>Rounding of a sweep's slots to bfloat16.</summary>
internal sealed class RoundingCode(Plan plan, Sweep sweep)
{
    /// <summary>The slots that the sources of random bits are named after. Two slots share one source, and each uses half of its
    /// bits.</summary>
    public IEnumerable<Slot> Sources => sweep.Stored.Where(slot => slot.IsStochastic).Select(slot => Source(slot).First).Distinct();

    /// <summary>The local with the random bits of a source for a block.</summary>
    public static string Block(Slot source) => source.Name + Locals.NoiseSuffix + Locals.HereSuffix;

    /// <summary>The random bits for a block of a slot.</summary>
    public string Bits(Slot slot)
    {
        var (first, isSecond) = Source(slot);
        return $"SamFast::Runtime.RoundingNoise.{(isSecond ? "Second" : "First")}({Block(first)})";
    }

    /// <summary>True if a later sweep of the step reads what this one stores: it must find the rounded values that this one
    /// used.</summary>
    public bool IsReadAgain(Slot slot) => slot.IsBFloat16 && plan.Phases.All.Any(phase =>
        phase.Sweeps.Contains(sweep)
        && phase.Sweeps.SelectMany(s => s.Operations).Any(o => o.FindsNewState && o.Slots.Contains(slot)));

    /// <summary>Index of a random draw: the number of the step or ascent.</summary>
    public static string Draw(Plan plan, bool isAdversary) => plan.Model.Sam switch
    {
        { ResetState: false } when isAdversary => plan.Own.AdversaryStepCount,
        // The count at the beginning of the period, as a period has that many steps.
        { Ascents: > 1 and var ascents } when isAdversary && plan.Model.Descents > 1 => $"(base.StepCount / {ascents} * {ascents}) + {plan.Own.Ascent}",
        { Ascents: > 1 and var ascents } when isAdversary => $"(base.StepCount * {ascents}) + {plan.Own.Ascent}",
        _ => Count.Steps.Expression(plan),
    };

    private (Slot First, bool IsSecond) Source(Slot slot)
    {
        Slot[] all = [.. plan.Memory.Slots.Where(s => s.IsStochastic && s.IsAdversary == slot.IsAdversary)];
        int index = Array.IndexOf(all, slot);
        return (all[index & ~1], (index & 1) != 0);
    }
}
