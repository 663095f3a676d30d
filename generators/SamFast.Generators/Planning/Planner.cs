using SamFast.Generators.Declarations;

namespace SamFast.Generators.Planning;

/// <summary>Turns a declaration into the fewest sweeps over memory.</summary>
internal static class Planner
{
    public static Plan Run(OptimizerModel model)
    {
        var names = new NameTable(model.Type);
        var plan = new Plan(model, new OwnNames(names));

        var around = model.Sam is null ? Program.Empty : Inlining.Inline(model.Sam.Wrappers, plan, names, 'w');
        var outer = Inlining.Inline(model.Outer, plan, names, 'd');
        var adversary = model.Sam is { Ascents: > 0 } sam ? Inlining.Inline(sam.Adversary, plan, names, 'a', isAdversary: true) : null;
        Inlining.Share(plan, names, outer, adversary);
        Stage[][] chains = adversary is null
            ? [[.. around.Stages, .. outer.AllStages]]
            : [[.. around.Stages], [.. outer.AllStages]];
        foreach (var chain in chains)
            Inlining.Count(chain, plan, names);
        Inlining.Restart(outer.Stages, plan, names);

        plan.Search = outer.Stages.FirstOrDefault(s => s.Kernel.Search is not null);
        outer = outer with { Stages = [.. outer.Stages.Where(s => s != plan.Search)] };

        Phases.Plan(plan, names, around.Stages, outer, adversary);
        Phases.Evaluate(plan, outer);
        Naming.Assign(plan, names);
        DeadState.Drop(plan);
        Layout.Assign(plan);
        Steadiness.Find(plan, names);
        Reporting.Assign(plan, names, around.Stages, outer, adversary);
        Verifier.Verify(plan);
        return plan;
    }
}
