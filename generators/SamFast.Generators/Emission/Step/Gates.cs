using SamFast.Generators.Planning;
using SamFast.Generators.Program;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Emission;

/// <summary>Writes the state of gates: properties, and counters at the end of a step.</summary>
internal static class Gates
{
    /// <summary>The beginning of a call: the step is applied unless a gate is closed.</summary>
    /// <param name="first">The first phase of the call.</param>
    public static void Begin(CodeWriter writer, Plan plan, Phase first)
    {
        if (plan.HasGates && first.Steps.FirstOrDefault(s => s is not Sweep) is not Decision)
            writer.Line("LastStepWasApplied = true;");
    }

    /// <summary>Decides if SAM climbs; if not, its outer optimizer steps alone.</summary>
    public static void Climb(CodeWriter writer, Plan plan)
    {
        if (plan.Phases.Gate is not { } gate)
            return;
        PhaseWriter.Write(writer, plan, gate, Buffers.InPlace);
        using (writer.Block("if (!HasClimbed)"))
        {
            writer.Line($"EvaluationsSaved += {plan.Model.Sam!.Ascents};");
            writer.Line(Cycle.Descend(plan, "true", "parameters", "gradients", "parameters"));
            writer.Line("return;");
        }

        writer.Line();
    }

    /// <summary>The end of a step.</summary>
    public static void Count(CodeWriter writer, Plan plan, Phase phase) =>
        Count(writer, plan, phase.Steps.OfType<Decision>().Select(d => d.Link));

    public static void Count(CodeWriter writer, Plan plan, IEnumerable<Link> around)
    {
        writer.Line("base.StepCount++;");
        foreach (var bypass in around.Where(s => s.Passed is not null))
            writer.Line($"{bypass.Passed!.Expression(plan)}++;");
    }

    public static void Properties(CodeWriter writer, Plan plan)
    {
        if (plan.HasGates)
        {
            writer.Line();
            writer.Line("/// <summary>True if the last <c>Step</c> was applied: no gate was closed.</summary>");
            writer.Line("public bool LastStepWasApplied { get; private set; } = true;");
        }

        if (plan.Phases.Gate is not null)
        {
            writer.Line();
            writer.Line("/// <summary>True if SAM has climbed in the current period, or in the last one if none is in progress.</summary>");
            writer.Line("public bool HasClimbed { get; private set; } = true;");
            writer.Line();
            writer.Line("/// <summary>Number of gradient evaluations saved by not climbing.</summary>");
            writer.Line("public long EvaluationsSaved { get; private set; }");
        }

        foreach (var gathering in plan.Program.Gathers)
        {
            writer.Line();
            writer.Doc($"<summary>Number of gradients that {gathering.Model.GroupName} has accumulated for the next step: 0 to "
                + "k − 1.</summary>");
            writer.Line($"public int {gathering.Count!.Expression(plan)} {{ get; private set; }}");
        }

        foreach (var counter in plan.Program.Scalars.Where(f => f.Gate is not null))
        {
            writer.Line();
            string name = counter.Lane;
            writer.Doc($"<summary>Counter {name} of {counter.Gate!.GroupName}.</summary>");
            writer.Line($"public {counter.Type()} {Casing.Pascal(name)} => {counter.Identifier()};");
        }
    }
}
