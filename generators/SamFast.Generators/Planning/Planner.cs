using SamFast.Generators.Model;

namespace SamFast.Generators.Planning;

/// <summary>Turns a declaration into the fewest sweeps over memory.</summary>
internal static class Planner
{
    public static Plan Run(OptimizerModel model)
    {
        var plan = new Plan(model);
        var names = new NameTable(model.Type);

        var outer = Inlining.Inline(model.Outer, plan, names, isAdversary: false);
        var adversary = model.Sam is { Ascents: > 0 } sam ? Inlining.Inline(sam.Adversary, plan, names, isAdversary: true) : [];

        Phases.Plan(plan, names, outer, adversary);
        Naming.Assign(plan, names);
        DeadState.Drop(plan);
        Layout.Assign(plan);
        Verifier.Verify(plan);
        return plan;
    }
}
