using SamFast.Generators.Planning;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Emission;

/// <summary>What decides whether a step happens, as early returns.</summary>
internal static class Gates
{
    /// <summary>At the beginning of a call: it is applied unless a gate says otherwise.</summary>
    /// <param name="first">What runs first.</param>
    public static void Begin(CodeWriter writer, Plan plan, Phase first)
    {
        if (plan.HasGates && first.Steps.FirstOrDefault(s => s is not Sweep) is not Decision)
            writer.Line("LastStepWasApplied = true;");
    }

    /// <param name="arguments">What <c>ShouldStep</c> is given.</param>
    /// <param name="scheduled">The calls that give its hyperparameters their values.</param>
    /// <param name="isFirst">Whether it is the first one to decide about a climb.</param>
    /// <param name="otherwise">Writes what happens where the gate is closed.</param>
    public static void Decide(
        CodeWriter writer, Decision decision, string[] arguments,
        IReadOnlyList<(string Target, string[] Values, string End)> scheduled, bool isFirst, Action otherwise)
    {
        var stage = decision.Stage;
        writer.Line();
        writer.Line($"// {stage.Model.Title}");
        foreach (var (target, values, end) in scheduled)
            writer.Call(target, values, end);
        if (stage.IsClimbGate)
        {
            writer.Call($"HasClimbed {(isFirst ? "" : "&")}= {stage.Kernel.Type}.{stage.Kernel.Prepare!.Name}", arguments, ";");
            if (stage.Count is not null)
                writer.Line($"{stage.Count}++;");
            return;
        }

        writer.Call($"LastStepWasApplied = {stage.Kernel.Type}.{stage.Kernel.Prepare!.Name}", arguments, ";");
        if (stage.Count is not null)
            writer.Line($"{stage.Count}++;");
        if (decision.Otherwise.Count == 0)
        {
            writer.Line("if (!LastStepWasApplied)");
            writer.Line("    return;");
            return;
        }

        using (writer.Block("if (!LastStepWasApplied)"))
        {
            otherwise();
            if (decision.Counts)
                Count(writer, decision.Around);
            writer.Line("return;");
        }
    }

    /// <summary>Decides whether SAM climbs; where it does not, its outer optimizer steps alone.</summary>
    public static void Climb(CodeWriter writer, Plan plan)
    {
        if (plan.Gate is not { } gate)
            return;
        Steps.Body(writer, plan, gate, null, "parameters", "gradients", "parameters");
        using (writer.Block("if (!HasClimbed)"))
        {
            writer.Line($"EvaluationsSaved += {plan.Model.Sam!.Ascents};");
            writer.Line(Cycle.Descend(plan, "true", "parameters", "gradients", "parameters"));
            writer.Line("return;");
        }

        writer.Line();
    }

    /// <param name="buffers">What the sweeps read and write.</param>
    public static void Gather(CodeWriter writer, Plan plan, Gathering gathering, string buffers)
    {
        var stage = gathering.Stage;
        Sweep first = plan.Sweeps[gathering.First.Number], later = plan.Sweeps[gathering.Later.Number];
        using (writer.Block($"if ({stage.Count} + 1 < {stage.Every})"))
        {
            writer.Comment($"{first.Name} {Documentation.Streams(first, plan)}");
            writer.Comment($"{later.Name} {Documentation.Streams(later, plan)}");
            writer.Line($"base.Run({stage.Count} == 0 ? {first.Name}Sweep : {later.Name}Sweep, {buffers});");
            writer.Line($"{stage.Count}++;");
            writer.Line("return;");
        }

        writer.Line();
        writer.Line($"{stage.Count} = 0;");
        if (stage.Rounds is not null)
            writer.Line($"{stage.Rounds}++;");
    }

    /// <summary>At the end of a step.</summary>
    public static void Count(CodeWriter writer, Phase phase) =>
        Count(writer, phase.Steps.OfType<Decision>().Select(d => d.Stage));

    private static void Count(CodeWriter writer, IEnumerable<Stage> around)
    {
        writer.Line("base.StepCount++;");
        foreach (var bypass in around.Where(s => s.Passed is not null))
            writer.Line($"{bypass.Passed}++;");
    }

    public static void Properties(CodeWriter writer, Plan plan)
    {
        if (plan.HasGates)
        {
            writer.Line();
            writer.Line("/// <summary>Whether the last <c>Step</c> went ahead: no gate was closed.</summary>");
            writer.Line("public bool LastStepWasApplied { get; private set; } = true;");
        }

        if (plan.Gate is not null)
        {
            writer.Line();
            writer.Line("/// <summary>Whether SAM has climbed in this period, or in the last one.</summary>");
            writer.Line("public bool HasClimbed { get; private set; } = true;");
            writer.Line();
            writer.Line("/// <summary>How many evaluations of the gradient were not needed, as SAM did not climb.</summary>");
            writer.Line("public long EvaluationsSaved { get; private set; }");
        }

        foreach (var gathering in plan.Gathers)
        {
            writer.Line();
            writer.Doc($"<summary>How many gradients {gathering.Model.GroupName} has gathered for the next step: 0 to "
                + "k − 1.</summary>");
            writer.Line($"public int {gathering.Count} {{ get; private set; }}");
        }

        foreach (var counter in plan.Fields.Where(f => f.Gate is not null))
        {
            writer.Line();
            string name = counter.Lane;
            writer.Doc($"<summary>{name} of {counter.Gate!.GroupName}: what it has counted.</summary>");
            writer.Line($"public {counter.Type} {Casing.Pascal(name)} => {counter.Name};");
        }
    }
}
