using SamFast.Generators.Declarations;

namespace SamFast.Generators.Planning;

/// <summary>Third pass: the phases of a step. A plain chain has one; SAM has ascents and a descent, each specialized for
/// what is known of the state where it runs.</summary>
internal static class Phases
{
    public static void Plan(Plan plan, NameTable names, IReadOnlyList<Stage> around, Program outer, Program? adversary)
    {
        Slot? scratch = null;
        Slot Scratch() => scratch ??= new Slot(
            names.Unique(plan.Search is null ? "scratch" : "direction"), "an update on its way from one sweep to the next");

        if (plan.Model.Sam is { IsOpaque: true })
        {
            plan.Gradient = new Slot(
                names.Unique("ownGradient"), "the gradient that the gradient function writes", several: plan.Model.Descents);
        }

        bool climbs = plan.Model.Sam is { Ascents: > 0 };
        Stage[] gathered = climbs ? [.. around.Where(s => s.MakesGradient)] : [], gates = [.. around.Where(s => s.IsClimbGate)];
        around = [.. around.Except(gates)];
        if (climbs && around.Count > 0)
        {
            var guarding = new Cutting(SlotPolicy.InPlace, Scratch, [], isGuard: true);
            plan.Guard = new Phase("Guard", "base.StepCount", guarding.Guard(around));
            Share(plan, plan.Guard, "");
        }

        if (climbs && gates.Length > 0)
        {
            plan.Gate = new Phase("Gate", "base.StepCount", new Cutting(SlotPolicy.InPlace, Scratch, gathered, isGuard: true).Guard(gates));
            Share(plan, plan.Gate, "Gate");
        }

        if (plan.Model.Sam is { Ascents: > 0 } sam)
        {
            if (sam.IsOpaque)
                plan.Perturbed = new Slot(names.Unique("perturbed"), "the point that is climbed to");
            else
                plan.Saved = new Slot(names.Unique("saved"), "the parameters from which the climb began");
            PlanAscents(plan, sam, adversary!, Scratch, gathered);
        }

        // The gradient of opaque SAM's descent is the optimizer's own.
        bool isConsumed = plan.Model.ConsumesGradients || plan.Model.Sam is { IsOpaque: true, Ascents: > 0, IsGated: false };
        if (plan.Search is { } search)
        {
            plan.Direction = Scratch();
            plan.Descent = new Phase(
                "Aim", "base.StepCount",
                [.. new Cutting(SlotPolicy.CommittedToWorking, Scratch, []).Aim(outer), new Searching(search)]);
            Share(plan, plan.Descent, "");
            return;
        }

        var cutting = new Cutting(
            SlotPolicy.InPlace, isConsumed ? () => null : Scratch, gathered, isApart: plan.Saved is not null);
        plan.Descent = new Phase("Descend", "base.StepCount", cutting.Cut(outer, '+', climbs ? [] : [.. around]));
        Share(plan, plan.Descent, plan.FirstAscent is null ? "" : "Descent");
        if (outer.AllStages.FirstOrDefault(s => s.Kernel.Observe is not null) is { } observer)
        {
            var own = outer.Parts.Select(p => p.Program).FirstOrDefault(p => p.Stages.Contains(observer)) ?? outer;
            plan.Observation = new Sweep("Observe", null)
            {
                Number = plan.Sweeps.Count,
                Part = observer.Part,
                Thawed = own.Thawed,
            };
            plan.Observation.Operations.Add(new Operation(OperationKind.Observe, observer, observer.Kernel.Observe!));
            plan.Sweeps.Add(plan.Observation);
        }
    }

    /// <summary>The sweep between steps that makes the parameters to evaluate the model with.</summary>
    public static void Evaluate(Plan plan, Program outer)
    {
        if (outer.Stages.LastOrDefault(s => s.Kernel.Evaluation is not null) is not { } stage)
            return;
        plan.Evaluation = new Sweep("Evaluate", null) { Sign = '=', Number = plan.Sweeps.Count, Thawed = outer.Thawed };
        plan.Evaluation.Operations.Add(new Operation(OperationKind.Evaluate, stage, stage.Kernel.Evaluation!));
        plan.Sweeps.Add(plan.Evaluation);
    }

    private static void PlanAscents(Plan plan, SamModel sam, Program adversary, Func<Slot> scratch, Stage[] gathered)
    {
        var (first, next) = (sam.ResetState, plan.KeepsTwoAdversaries) switch
        {
            (true, _) => (sam.Ascents == 1 ? SlotPolicy.Initial : SlotPolicy.InitialThenStore, SlotPolicy.InPlace),
            (_, true) => (SlotPolicy.CommittedToWorking, SlotPolicy.Working),
            _ => (SlotPolicy.InPlace, SlotPolicy.InPlace),
        };
        // Without an adversary of its own, SAM's ρ follows the outer steps.
        string count = sam.AdversaryName.Length == 0 ? "base.StepCount" : sam.ResetState ? "ascent" : plan.Own.AdversaryStepCount;

        var steps = new Cutting(first, scratch, gathered, kept: plan.Kept).Cut(adversary, '-');
        foreach (var moving in steps.OfType<Sweep>().Where(s => s.Sign is not null))
        {
            moving.Saved = plan.Saved;
            moving.IsFar = sam.IsOpaque;
        }

        plan.FirstAscent = new Phase("Ascend", count, steps);
        Share(plan, plan.FirstAscent, sam.Ascents > 1 ? "FirstAscent" : "Ascent");

        if (sam.Ascents == 1)
            return;
        var later = new Phase("Ascend", count, new Cutting(next, scratch, gathered).Cut(adversary, '-'));
        bool isSame = later.Sweeps.Select(s => s.Identity).SequenceEqual(plan.FirstAscent.Sweeps.Select(s => s.Identity));
        if (isSame && !sam.ResetState)
        {
            foreach (var pass in plan.FirstAscent.Passes)
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
        Share(plan.TensorSteps, phase.Passes.OfType<TensorStep>(), prefix);
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
