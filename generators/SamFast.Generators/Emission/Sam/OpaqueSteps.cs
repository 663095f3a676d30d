using SamFast.Generators.Declarations;
using SamFast.Generators.Planning;

namespace SamFast.Generators.Emission;

/// <summary>Writes the steps of opaque SAM: with or without the first gradient, with a struct or a delegate.</summary>
internal static class OpaqueSteps
{
    public static void Write(CodeWriter writer, Plan plan, SamModel sam)
    {
        WriteSteps(writer, plan, sam);
        if (sam.Ascents > 0)
            WriteClimb(writer, plan, sam);
        Cycle.Write(writer, plan, sam);
    }

    private static void WriteSteps(CodeWriter writer, Plan plan, SamModel sam)
    {
        string precision = plan.Model.Precision;
        int ascents = sam.Ascents;
        string steps = plan.Model.Descents == 1 ? "one outer step" : $"{plan.Model.Descents} outer steps";
        string cycle = ascents == 0 ? $"{plan.Own.Descend}(parameters, gradients, parameters)" : $"{plan.Own.Climb}(parameters, gradients, ref gradient)";

        Summary(writer, $"One period: {ascents + 1} evaluation{(ascents == 0 ? "" : "s")} of the gradient, {steps}.",
            "<param name=\"gradient\">The gradient function; called at the parameters first.</param>");
        writer.Line(Steps.CompiledAtOnce);
        writer.Line($"public void Step<TGradient>(System::Span<{precision}> parameters, ref TGradient gradient)");
        writer.Line($"    where TGradient : SamFast::IGradient<{precision}>, allows ref struct");
        using (writer.Braces())
        {
            writer.Line("base.Check(parameters);");
            writer.Line(Steps.TakesTurn(plan));
            writer.Line($"System::Span<{precision}> gradients = base.Vector({plan.Workspace.Gradient!.Constant()});");
            writer.Line($"gradient.Evaluate(parameters, gradients, new SamFast::GradientEvaluation(0, {ascents}));");
            writer.Line($"{cycle};");
        }

        Summary(writer, $"One period, from a known gradient at the parameters: {ascents} more evaluation{(ascents == 1 ? "" : "s")}, {steps}.",
            "<param name=\"gradients\">The gradient at these parameters; must not overlap them.</param>",
            "<param name=\"gradient\">The gradient function; called at the perturbed points only.</param>");
        writer.Line(Steps.CompiledAtOnce);
        writer.Call("public void Step<TGradient>",
            [$"System::Span<{precision}> parameters", $"System::ReadOnlySpan<{precision}> gradients", "ref TGradient gradient"], "");
        writer.Line($"    where TGradient : SamFast::IGradient<{precision}>, allows ref struct");
        using (writer.Braces())
        {
            writer.Line("base.Check(parameters, gradients);");
            writer.Line(Steps.TakesTurn(plan));
            writer.Line($"{cycle};");
        }

        foreach (bool isKnown in new[] { false, true })
        {
            string[] known = isKnown ? [$"System::ReadOnlySpan<{precision}> gradients"] : [];
            writer.Line();
            string knownType = isKnown ? "System::ReadOnlySpan{" + precision + "}, " : "";
            writer.Doc("<inheritdoc cref=\"Step{TGradient}(System::Span{" + precision + "}, " + knownType + "ref TGradient)\"/>");
            writer.Line("/// <exception cref=\"System::ArgumentNullException\">The gradient function is null.</exception>");
            writer.Call("public void Step",
                [$"System::Span<{precision}> parameters", .. known, $"SamFast::GradientFunction<{precision}> gradient"], "");
            using (writer.Braces())
            {
                writer.Line("System::ArgumentNullException.ThrowIfNull(gradient);");
                writer.Line($"SamFast::Runtime.DelegateGradient<{precision}> function = new(gradient);");
                writer.Line($"Step(parameters{(isKnown ? ", gradients" : "")}, ref function);");
            }
        }

        Members.StepCount(writer, plan);
        Refusal.Step(
            writer, "opaque SAM evaluates gradients itself.",
            ($"{plan.Model.Type.Name} runs SAM in opaque mode and needs a gradient function: call ",
                "Step(parameters, gradient), or declare the optimizer with mode: SamMode.Transparent."),
            $"System::Span<{precision}> parameters, System::ReadOnlySpan<{precision}> gradients");
    }

    private static void WriteClimb(CodeWriter writer, Plan plan, SamModel sam)
    {
        string precision = plan.Model.Precision;
        string perturbed = $"base.Vector({plan.Workspace.Perturbed!.Constant()})";
        string gradient = plan.Workspace.Gradient!.Constant();

        writer.Line();
        writer.Comment("One period, from a known gradient at the parameters. The caller's parameters move in the descent only: "
            + "an exception from the gradient function changes nothing.");
        writer.Line(Steps.CompiledAtOnce);
        writer.Call($"private void {plan.Own.Climb}<TGradient>",
            [$"System::Span<{precision}> parameters", $"System::ReadOnlySpan<{precision}> gradients", "ref TGradient gradient"], "");
        writer.Line($"    where TGradient : SamFast::IGradient<{precision}>, allows ref struct");
        using (writer.Braces())
        {
            Cycle.Guard(writer, plan);
            Gates.Climb(writer, plan);
            if (sam.ResetState)
            {
                WriteAscents(writer, plan, sam, perturbed, gradient);
            }
            else
            {
                Rollback.Around(
                    writer, plan, [plan.Own.AdversaryStepCount], () => WriteAscents(writer, plan, sam, perturbed, gradient));
            }

            writer.Line();
            if (plan.Model.Descents == 1)
            {
                writer.Line($"{plan.Own.Descend}(parameters, base.Vector({gradient}), parameters);");
            }
            else
            {
                writer.Line($"for (int descent = 0; descent < {sam.Ascents}; descent++)");
                writer.Line("    " + Cycle.Descend(plan, $"descent == {sam.Ascents - 1}", "parameters", $"base.Vector({gradient} + descent)", "parameters"));
            }

            if (plan.KeepsStateTwice)
                writer.Line($"{plan.Own.Committed} = 1 - {plan.Own.Committed};");
        }
    }

    private static void WriteAscents(CodeWriter writer, Plan plan, SamModel sam, string perturbed, string gradient)
    {
        // Several descents need the gradients of all ascents.
        bool areMany = plan.Model.Descents > 1;
        string known = $"base.Vector({gradient}{(areMany ? " + ascent - 1" : "")})", next = $"base.Vector({gradient}{(areMany ? " + ascent" : "")})";
        writer.Line($"{plan.Own.Ascend}(0, parameters, gradients, {perturbed});");
        writer.Line($"gradient.Evaluate({perturbed}, base.Vector({gradient}), new SamFast::GradientEvaluation(1, {sam.Ascents}));");
        if (sam.Ascents == 1)
            return;
        using (writer.Block($"for (int ascent = 1; ascent < {sam.Ascents}; ascent++)"))
        {
            writer.Line($"{plan.Own.Ascend}(ascent, {perturbed}, {known}, {perturbed});");
            writer.Call("gradient.Evaluate", [perturbed, next, $"new SamFast::GradientEvaluation(ascent + 1, {sam.Ascents})"], ";");
        }
    }

    private static void Summary(CodeWriter writer, string summary, params string[] more)
    {
        writer.Line();
        writer.Doc($"<summary>{summary} Allocates nothing.</summary>");
        writer.Line("/// <param name=\"parameters\">The parameters, updated in place.</param>");
        foreach (var line in more)
            writer.Doc(line);
        writer.Doc("<exception cref=\"System::ArgumentException\">A length differs, or spans overlap; nothing was modified.</exception>");
    }
}
