using SamFast.Generators.Declarations;
using SamFast.Generators.Planning;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Emission;

/// <summary>The period of a sharpness-aware optimizer: ascents, and the descent from where they began.</summary>
internal static class Cycle
{
    public static void Write(CodeWriter writer, Plan plan, SamModel sam)
    {
        if (sam.IsOpaque)
        {
            OpaqueSteps.Write(writer, plan, sam);
            if (sam.Ascents > 0)
                WriteClimb(writer, plan, sam);
        }
        else if (sam.Ascents > 0)
        {
            WriteTransparent(writer, plan, sam);
        }
        else
        {
            writer.Line();
            writer.Line("/// <summary>Always the descent: with a period of 1, this is the outer optimizer alone.</summary>");
            writer.Line("public SamFast::SamPhase Phase => SamFast::SamPhase.Descent;");
            writer.Line();
            writer.Line("/// <summary>Always 0: the parameters are never perturbed.</summary>");
            writer.Line("public int AscentStep => 0;");
            writer.Line();
            writer.Line("/// <summary>Always empty: the parameters are never perturbed.</summary>");
            writer.Line($"public System::ReadOnlySpan<{plan.Model.Precision}> SavedParameters => default;");
            WriteRestore(writer, plan);
            Steps.Write(writer, plan);
            return;
        }

        if (sam.Ascents > 0)
            WriteAscend(writer, plan, sam);
        WriteDescend(writer, plan);
    }

    private static void WriteTransparent(CodeWriter writer, Plan plan, SamModel sam)
    {
        string precision = plan.Model.Precision;
        writer.Line();
        writer.Line(plan.Gate is null
            ? "/// <summary>What the next <c>Step</c> does with the gradient it is given.</summary>"
            : "/// <summary>What the next <c>Step</c> does with the gradient it is given, unless a gate leaves the climb out.</summary>");
        writer.Line($"public SamFast::SamPhase Phase => AscentStep < {sam.Ascents} ? SamFast::SamPhase.Ascent : SamFast::SamPhase.Descent;");
        writer.Line();
        writer.Line("/// <summary>How many ascents of this period are done: 0 while the parameters are unperturbed.</summary>");
        writer.Line("public int AscentStep { get; private set; }");
        writer.Line();
        writer.Line("/// <summary>The unperturbed parameters while the caller's are perturbed; empty otherwise.</summary>");
        writer.Line($"public System::ReadOnlySpan<{precision}> SavedParameters => AscentStep > 0 ? base.Vector({plan.Saved!.Constant}) : default;");
        WriteRestore(writer, plan);
        Steps.WriteCalls(writer, plan);
        writer.Line();
        writer.Line("[CompilerServices::MethodImpl(CompilerServices::MethodImplOptions.AggressiveInlining)]");
        using (writer.Block($"private void {plan.Own.Advance}({Steps.Signature(plan)})"))
        {
            Gates.Begin(writer, plan, plan.Guard ?? plan.FirstAscent!);
            if (plan.Guard is { } guard)
            {
                Steps.Body(writer, plan, guard, null, "parameters", "gradients", "parameters");
                writer.Line();
            }

            if (plan.Gate is not null)
            {
                using (writer.Block("if (AscentStep == 0)"))
                    Gates.Climb(writer, plan);
            }

            using (writer.Block("if (Phase == SamFast::SamPhase.Ascent)"))
            {
                string start = $"base.Vector({plan.Saved.Constant})";
                if (plan.Model.Descents > 1)
                {
                    writer.Line("if (AscentStep > 0)");
                    writer.Line("    " + Descend(plan, "false", start, "gradients", start));
                }

                writer.Line($"{plan.Own.Ascend}(AscentStep, parameters, gradients, parameters{(plan.FirstAscent!.TakesValue ? ", value" : "")});");
                writer.Line("AscentStep++;");
            }

            using (writer.Block("else"))
            {
                writer.Line(Descend(plan, "true", $"base.Vector({plan.Saved.Constant})", "gradients", "parameters"));
                writer.Line("AscentStep = 0;");
            }
        }
    }

    private static void WriteRestore(CodeWriter writer, Plan plan)
    {
        Members.StepCount(writer, plan);
        foreach (var (parameter, check) in new[]
        {
            ($"System::Span<{plan.Model.Precision}> parameters", "base.Check(parameters);"),
            ($"SamFast::TensorBuffers<{plan.Model.Precision}> tensors", "base.Check(tensors);"),
        })
        {
            writer.Line();
            writer.Line("/// <inheritdoc/>");
            using (writer.Block($"public void Restore({parameter})"))
            {
                writer.Line(check);
                if (plan.Saved is not { } saved)
                    continue;
                writer.Line(Steps.TakesTurn(plan));
                using (writer.Block("if (AscentStep > 0)"))
                {
                    writer.Line(parameter.StartsWith("System::Span", StringComparison.Ordinal)
                        ? $"base.Vector({saved.Constant}).CopyTo(parameters);"
                        : $"base.CopyTo(base.Vector({saved.Constant}), tensors);");
                    writer.Line("AscentStep = 0;");
                    foreach (var gather in plan.Gathers.Where(g => plan.Guard?.Steps.OfType<Gathering>().Any(s => s.Stage == g) == true))
                        writer.Line($"{gather.Count} = 0;");
                }
            }
        }
    }

    private static void WriteClimb(CodeWriter writer, Plan plan, SamModel sam)
    {
        string precision = plan.Model.Precision;
        string perturbed = $"base.Vector({plan.Perturbed!.Constant})";
        string gradient = plan.Gradient!.Constant;

        writer.Line();
        writer.Comment("A period, with the gradient at the parameters known. The caller's weights move in the descent alone: "
            + "an exception from the gradient function leaves everything as it was.");
        writer.Line(Steps.CompiledAtOnce);
        writer.Call($"private void {plan.Own.Climb}<TGradient>",
            [$"System::Span<{precision}> parameters", $"System::ReadOnlySpan<{precision}> gradients", "ref TGradient gradient"], "");
        writer.Line($"    where TGradient : SamFast::IGradient<{precision}>, allows ref struct");
        using (writer.Braces())
        {
            Gates.Begin(writer, plan, plan.Guard ?? plan.FirstAscent!);
            if (plan.Guard is { } guard)
            {
                Steps.Body(writer, plan, guard, null, "parameters", "gradients", "parameters");
                writer.Line();
            }

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
                writer.Line("    " + Descend(plan, $"descent == {sam.Ascents - 1}", "parameters", $"base.Vector({gradient} + descent)", "parameters"));
            }

            if (plan.KeepsStateTwice)
                writer.Line($"{plan.Own.Committed} = 1 - {plan.Own.Committed};");
        }
    }

    private static void WriteAscents(CodeWriter writer, Plan plan, SamModel sam, string perturbed, string gradient)
    {
        // Each gradient is in a place of its own where the parameters step with each.
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

    private static void WriteAscend(CodeWriter writer, Plan plan, SamModel sam)
    {
        writer.Line();
        writer.Line($"// One ascent of {Name(sam)}: destination = source − its update.");
        writer.Line(Steps.CompiledAtOnce);
        writer.Call($"private void {plan.Own.Ascend}",
            ["int ascent", .. Vectors(plan, plan.FirstAscent!)], "");
        using (writer.Braces())
        {
            var states = plan.Fields.Where(f => f is { IsState: true, IsAdversary: true }).ToArray();
            if (sam.ResetState && states.Length > 0)
            {
                writer.Comment("The adversary starts afresh in every period.");
                using (writer.Block("if (ascent == 0)"))
                {
                    foreach (var field in states.Where(f => !f.IsPerSegment))
                        writer.Line($"{field.Name} = {Argument.NumberLiteral(field.Initial)};");
                    foreach (var field in states.Where(f => f.IsPerSegment))
                        Members.SetPerSegment(writer, field.InPhase, Argument.NumberLiteral(field.Initial));
                }
            }

            if (plan.CountsAscents)
                writer.Line($"{plan.Own.Ascent} = ascent;");
            Steps.Body(writer, plan, plan.FirstAscent!, plan.NextAscent, "source", "gradients", "destination");
            if (!sam.ResetState)
                writer.Line($"{plan.Own.AdversaryStepCount}++;");
        }
    }

    private static void WriteDescend(CodeWriter writer, Plan plan)
    {
        writer.Line();
        writer.Line($"// The step of {plan.Model.Sam!.OuterName}: destination = source + its update.");
        writer.Line(Steps.CompiledAtOnce);
        string[] which = plan.Model.Descents > 1 ? ["bool isLastDescent"] : [];
        writer.Call($"private void {plan.Own.Descend}", [.. which, .. Vectors(plan, plan.Descent)], "");
        using (writer.Braces())
        {
            if (plan.FirstAscent is null)
                Gates.Begin(writer, plan, plan.Descent);
            Preparing.Call(writer, plan);
            Steps.Body(writer, plan, plan.Descent, null, "source", "gradients", "destination");
            Restarts.Write(writer, plan);
            Gates.Count(writer, plan.Descent);
        }
    }

    /// <summary>The call of a descent.</summary>
    /// <param name="isLast">Whether it is the last one of the period, as C#.</param>
    public static string Descend(Plan plan, string isLast, string source, string gradients, string destination) =>
        $"{plan.Own.Descend}({(plan.Model.Descents > 1 ? isLast + ", " : "")}{source}, {gradients}, {destination}"
        + $"{(plan.Descent.TakesValue ? ", value" : "")});";

    private static string[] Vectors(Plan plan, Phase phase) =>
    [
        $"System::ReadOnlySpan<{plan.Model.Precision}> source", $"System::ReadOnlySpan<{plan.Model.Precision}> gradients",
        $"System::Span<{plan.Model.Precision}> destination", .. phase.TakesValue ? ["double value"] : Array.Empty<string>(),
    ];

    private static string Name(SamModel sam) => sam.AdversaryName.Length > 0 ? sam.AdversaryName : "the perturbation";
}
