using SamFast.Generators.Model;

namespace SamFast.Generators.Planning;

/// <summary>Third pass: the phases of a step. A plain chain has one; SAM has ascents and a descent, each specialized for
/// what is known of the state where it runs.</summary>
internal static class Phases
{
    public static void Plan(Plan plan, NameTable names, List<Stage> outer, List<Stage> adversary)
    {
        Slot? scratch = null;
        Slot Scratch() => scratch ??= new Slot(names.Unique("scratch"), "an update on its way from one sweep to the next");

        if (plan.Model.Sam is { IsOpaque: true })
            plan.Gradient = new Slot(names.Unique("ownGradient"), "the gradient that the gradient function writes");
        if (plan.Model.Sam is { Ascents: > 0 } sam)
        {
            if (sam.IsOpaque)
                plan.Perturbed = new Slot(names.Unique("perturbed"), "the point that is climbed to");
            else
                plan.Saved = new Slot(names.Unique("saved"), "the parameters from which the climb began");
            PlanAscents(plan, sam, adversary, Scratch);
        }

        // The gradient of opaque SAM's descent is the optimizer's own.
        bool isConsumed = plan.Model.ConsumesGradients || plan.Model.Sam is { IsOpaque: true, Ascents: > 0 };
        plan.Descent = new Phase(
            "Descend", "StepCount", Cutting.Cut(outer, '+', SlotPolicy.InPlace, isConsumed ? () => null : Scratch));
        Share(plan, plan.Descent, plan.FirstAscent is null ? "" : "Descent");
    }

    private static void PlanAscents(Plan plan, SamModel sam, List<Stage> adversary, Func<Slot> scratch)
    {
        var (first, next) = (sam.ResetState, plan.KeepsTwoAdversaries) switch
        {
            (true, _) => (sam.Ascents == 1 ? SlotPolicy.Initial : SlotPolicy.InitialThenStore, SlotPolicy.InPlace),
            (_, true) => (SlotPolicy.CommittedToWorking, SlotPolicy.Working),
            _ => (SlotPolicy.InPlace, SlotPolicy.InPlace),
        };
        string count = sam.ResetState ? "ascent" : "_adversaryStepCount";

        var steps = Cutting.Cut(adversary, '-', first, scratch);
        steps.OfType<Sweep>().Last().Saved = plan.Saved;
        steps.OfType<Sweep>().Last().IsFar = sam.IsOpaque;
        plan.FirstAscent = new Phase("Ascend", count, steps);
        Share(plan, plan.FirstAscent, sam.Ascents > 1 ? "FirstAscent" : "Ascent");

        if (sam.Ascents == 1)
            return;
        var later = new Phase("Ascend", count, Cutting.Cut(adversary, '-', next, scratch));
        bool isSame = later.Sweeps.Select(s => s.Identity).SequenceEqual(plan.FirstAscent.Sweeps.Select(s => s.Identity));
        if (isSame && !sam.ResetState)
        {
            foreach (var pass in plan.FirstAscent.Steps.OfType<IPass>())
                pass.Name = pass.Name.Replace("FirstAscent", "Ascent");
            return;
        }

        plan.NextAscent = later;
        Share(plan, later, "NextAscent");
    }

    /// <summary>Numbers a phase's sweeps, and its transforms of whole tensors; what exists already is not generated
    /// twice.</summary>
    private static void Share(Plan plan, Phase phase, string prefix)
    {
        Share(plan.Sweeps, phase.Sweeps, prefix);
        Share(plan.TensorSteps, phase.Steps.OfType<TensorStep>(), prefix);
    }

    private static void Share<TPass>(List<TPass> known, IEnumerable<TPass> passes, string prefix) where TPass : class, IPass
    {
        foreach (var pass in passes)
        {
            if (known.FirstOrDefault(p => p.Identity == pass.Identity) is { } twin)
            {
                pass.Number = twin.Number;
                twin.Name = twin.Name.Replace("FirstAscent", "Ascent");
                continue;
            }

            pass.Number = known.Count;
            pass.Name = prefix + pass.Name;
            known.Add(pass);
        }
    }
}
