using SamFast.Generators.Declarations;
using SamFast.Generators.Planning;

namespace SamFast.Generators.Emission;

/// <summary>The ways to call opaque SAM: with the first gradient or without, with a struct or a delegate.</summary>
internal static class OpaqueSteps
{
    public static void Write(CodeWriter writer, Plan plan, SamModel sam)
    {
        string precision = plan.Model.Precision;
        int ascents = sam.Ascents;
        string steps = plan.Model.Descents == 1 ? "one outer step" : $"{plan.Model.Descents} outer steps";
        string cycle = ascents == 0 ? $"{plan.Own.Descend}(parameters, gradients, parameters)" : $"{plan.Own.Climb}(parameters, gradients, ref gradient)";

        Summary(writer, $"A whole period: {ascents + 1} evaluation{(ascents == 0 ? "" : "s")} of the gradient, {steps}.",
            "<param name=\"gradient\">The gradient function; called at the parameters first.</param>");
        writer.Line(Steps.CompiledAtOnce);
        writer.Line($"public void Step<TGradient>(System::Span<{precision}> parameters, ref TGradient gradient)");
        writer.Line($"    where TGradient : SamFast::IGradient<{precision}>, allows ref struct");
        using (writer.Braces())
        {
            writer.Line("base.Check(parameters);");
            writer.Line(Steps.TakesTurn(plan));
            writer.Line($"System::Span<{precision}> gradients = base.Vector({plan.Gradient!.Constant});");
            writer.Line($"gradient.Evaluate(parameters, gradients, new SamFast::GradientEvaluation(0, {ascents}));");
            writer.Line($"{cycle};");
        }

        Summary(writer, $"A whole period, with the gradient at the parameters known: {ascents} more evaluation{(ascents == 1 ? "" : "s")}, {steps}.",
            "<param name=\"gradients\">The gradient at these parameters; may not overlap them.</param>",
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
            writer.Line("/// <exception cref=\"System::ArgumentNullException\">There is no gradient function.</exception>");
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
        writer.Line();
        writer.Line("/// <summary>Not available: opaque SAM evaluates gradients itself.</summary>");
        writer.Line($"[System::Obsolete(\"{plan.Model.Type.Name} runs SAM in opaque mode and needs a gradient function: call \"");
        writer.Line("    + \"Step(parameters, gradient), or declare the optimizer with mode: SamMode.Transparent.\", error: true)]");
        writer.Line(Members.Hidden);
        writer.Line($"public void Step(System::Span<{precision}> parameters, System::ReadOnlySpan<{precision}> gradients) =>");
        writer.Line("    throw new System::NotSupportedException();");
    }

    private static void Summary(CodeWriter writer, string summary, params string[] more)
    {
        writer.Line();
        writer.Doc($"<summary>{summary} Allocates nothing.</summary>");
        writer.Line("/// <param name=\"parameters\">The parameters, updated in place.</param>");
        foreach (var line in more)
            writer.Doc(line);
        writer.Doc("<exception cref=\"System::ArgumentException\">A span has another length, or the two overlap; nothing was modified.</exception>");
    }
}
