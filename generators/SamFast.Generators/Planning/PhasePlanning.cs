using SamFast.Generators.Declarations;
using SamFast.Generators.Program;

namespace SamFast.Generators.Planning;

/// <summary>Plans the phases of a step, each specialized for what is known of the state where it runs.</summary>
internal static class PhasePlanning
{
    public static Phases Run(OptimizerProgram program, Workspace workspace)
    {
        var sam = program.Model.Sam;
        bool climbs = sam is { Ascents: > 0 };
        var wrappers = program.Wrappers.Links;
        Link[] gates = [.. wrappers.Where(l => l.IsClimbGate)], guards = [.. wrappers.Except(gates)];
        Link[] gathered = climbs ? [.. wrappers.Where(l => l.MakesGradient)] : [];

        var descent = program.Search is { } search
            ? Aim(program, workspace, search)
            : Descent(program, workspace, gathered, climbs ? [] : guards);
        var phases = new Phases(descent)
        {
            Guard = climbs ? Wrappers(PhaseKind.Guard, guards, workspace, []) : null,
            Gate = climbs ? Wrappers(PhaseKind.Gate, gates, workspace, gathered) : null,
            Observation = program.Search is null ? Observation(program) : null,
            Evaluation = Evaluation(program),
        };
        return sam is null || program.Adversary is null ? phases : WithAscents(phases, program, sam, workspace, gathered);
    }

    private static Phase? Wrappers(PhaseKind kind, Link[] wrappers, Workspace workspace, Link[] gathered) => wrappers.Length == 0
        ? null
        : new Phase(kind, Count.Steps, SweepBuilder.ForWrappers(wrappers, new(kind, SlotPolicy.InPlace, workspace.Scratch, gathered)));

    private static Phase Aim(OptimizerProgram program, Workspace workspace, Link search)
    {
        var mode = new SweepMode(PhaseKind.Aim, SlotPolicy.CommittedToWorking, workspace.Scratch, []);
        return new(PhaseKind.Aim, Count.Steps, [.. SweepBuilder.ForDirection(program.Outer, mode), new Searching(search)]);
    }

    private static Phase Descent(OptimizerProgram program, Workspace workspace, Link[] gathered, Link[] around)
    {
        // The gradient of the descent in opaque SAM is the optimizer's own.
        bool consumesGradient = program.Model.ConsumesGradients
            || program.Model.Sam is { IsOpaque: true, Ascents: > 0, IsGated: false };
        var mode = new SweepMode(PhaseKind.Descent, SlotPolicy.InPlace, consumesGradient ? null : workspace.Scratch, gathered)
        {
            RestoresParameters = workspace.Saved is not null,
        };
        return new(PhaseKind.Descent, Count.Steps, SweepBuilder.ForChain(program.Outer, mode, around));
    }

    private static Phases WithAscents(Phases phases, OptimizerProgram program, SamModel sam, Workspace workspace, Link[] gathered)
    {
        var (first, next) = (sam.ResetState, program.KeepsTwoAdversaries) switch
        {
            (true, _) => (sam.Ascents == 1 ? SlotPolicy.Initial : SlotPolicy.InitialThenStore, SlotPolicy.InPlace),
            (_, true) => (SlotPolicy.CommittedToWorking, SlotPolicy.Working),
            _ => (SlotPolicy.InPlace, SlotPolicy.InPlace),
        };
        // Without an adversary of its own, SAM's ρ follows the outer steps.
        var count = sam.AdversaryName.Length == 0 ? Count.Steps : sam.ResetState ? Count.Ascents : Count.AdversarySteps;
        Phase Ascent(SweepMode mode) => new(mode.Kind, count, SweepBuilder.ForChain(program.Adversary!, mode));

        var firstAscent = DeadState.Keep(Ascent(new(PhaseKind.FirstAscent, first, workspace.Scratch, gathered)
        {
            AscentGradient = program.AscentGradient,
            Saved = workspace.Saved,
            IsFar = sam.IsOpaque,
        }));
        var nextAscent = sam.Ascents == 1 ? null : Ascent(new(PhaseKind.NextAscent, next, workspace.Scratch, gathered));
        return phases with
        {
            FirstAscent = firstAscent,
            NextAscent = nextAscent?.Sweeps.SequenceEqual(firstAscent.Sweeps) == true ? null : nextAscent,
        };
    }

    /// <summary>The sweep that averages the diagonal of the Hessian.</summary>
    private static Sweep? Observation(OptimizerProgram program)
    {
        if (program.Outer.AllLinks.FirstOrDefault(l => l.Kernel.Observe is not null) is not { } observer)
            return null;
        var own = program.Outer.Parts.Select(p => p.Chain).FirstOrDefault(c => c.Links.Contains(observer)) ?? program.Outer;
        return new Sweep(SweepPurpose.Observe, null, [new Operation(OperationKind.Observe, observer, observer.Kernel.Observe!)])
        {
            Part = observer.Part,
            Thawed = own.Thawed,
        };
    }

    /// <summary>The sweep that computes the parameters for evaluation.</summary>
    private static Sweep? Evaluation(OptimizerProgram program) =>
        program.Outer.Links.LastOrDefault(l => l.Kernel.Evaluation is not null) is not { } link
            ? null
            : new Sweep(SweepPurpose.Evaluate, null, [new Operation(OperationKind.Evaluate, link, link.Kernel.Evaluation!)])
            {
                Sign = Sign.Copy,
                Thawed = program.Outer.Thawed,
            };
}
