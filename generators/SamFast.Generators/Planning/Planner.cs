using SamFast.Generators.Declarations;

namespace SamFast.Generators.Planning;

/// <summary>Compiles a declaration to the fewest sweeps over memory.</summary>
internal static class Planner
{
    /// <param name="reserved">The names that generated code uses in every class.</param>
    public static Plan Run(OptimizerModel model, ReservedNames reserved)
    {
        var names = new NameTable(model.Type, reserved);
        var own = new OwnNames(names);

        var inlined = Inlining.Run(model, names);
        var shared = SlotSharing.Run(inlined, names);
        var counted = Counting.Run(shared, names);
        var program = Restarting.Run(counted, names);

        var workspace = Workspace.Reserve(program, names);
        var unnamed = PhasePlanning.Run(program, workspace);
        var phases = StepNaming.Run(unnamed, names);
        var memory = MemoryLayout.Run(program, workspace, phases);
        var cache = CoefficientCache.Run(program, phases, names);
        var reports = Reporting.Run(program, names);
        return Verifier.Verified(new Plan(program, own, workspace, phases, memory, cache, reports));
    }
}
