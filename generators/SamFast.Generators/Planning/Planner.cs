using SamFast.Generators.Model;

namespace SamFast.Generators.Planning;

/// <summary>Turns a declaration into the fewest sweeps over memory.</summary>
internal static class Planner
{
    public static Plan Run(OptimizerModel model)
    {
        var plan = new Plan(model);
        var names = new NameTable(model.Type);

        var around = model.Sam is null ? [] : Inlining.Inline(model.Sam.Wrappers, plan, names, 'w');
        var outer = Inlining.Inline(model.Outer, plan, names, 'd');
        var adversary = model.Sam is { Ascents: > 0 } sam
            ? Inlining.Inline(sam.Adversary, plan, names, 'a', isAdversary: true)
            : [];
        List<Stage>[] chains = model.Sam is { Ascents: > 0 } ? [around, outer] : [[.. around, .. outer]];
        foreach (var chain in chains)
            Inlining.Count(chain, plan, names);

        if (outer.LastOrDefault() is { Kernel.Search: not null } search)
        {
            plan.Search = search;
            outer.Remove(search);
        }

        Phases.Plan(plan, names, around, outer, adversary);
        Naming.Assign(plan, names);
        DeadState.Drop(plan);
        Layout.Assign(plan);
        Verifier.Verify(plan);
        return plan;
    }
}
