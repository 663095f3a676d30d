using SamFast.Generators.Declarations;
using SamFast.Generators.Planning;

namespace SamFast.Generators.Emission;

/// <summary>Writes the step of transparent SAM: an ascent or the descent, by the state of the period.</summary>
internal static class TransparentSteps
{
    public static void Write(CodeWriter writer, Plan plan, SamModel sam)
    {
        Properties(writer, plan, sam);
        Restore(writer, plan);
        if (sam.Ascents == 0)
        {
            Steps.Write(writer, plan);
            return;
        }

        Steps.WriteCalls(writer, plan);
        Advance(writer, plan);
        Cycle.Write(writer, plan, sam);
    }

    private static void Properties(CodeWriter writer, Plan plan, SamModel sam)
    {
        string gated = plan.Phases.Gate is null ? "" : ", unless a gate prevents the climb";
        (string Summary, string Member)[] properties = plan.Workspace.Saved is { } saved
            ?
            [
                ($"The phase of the next <c>Step</c>{gated}.",
                    $"SamFast::SamPhase Phase => AscentStep < {sam.Ascents} ? SamFast::SamPhase.Ascent : SamFast::SamPhase.Descent;"),
                ("Number of completed ascents of this period; 0 while the parameters are unperturbed.", "int AscentStep { get; private set; }"),
                ("The unperturbed parameters, while the caller's are perturbed; empty otherwise.",
                    $"System::ReadOnlySpan<{plan.Model.Precision}> SavedParameters => AscentStep > 0 ? base.Vector({saved.Constant()}) : default;"),
            ]
            :
            [
                ("Always the descent: with a period of 1, only the outer optimizer steps.", "SamFast::SamPhase Phase => SamFast::SamPhase.Descent;"),
                ("Always 0: the parameters are never perturbed.", "int AscentStep => 0;"),
                ("Always empty: the parameters are never perturbed.", $"System::ReadOnlySpan<{plan.Model.Precision}> SavedParameters => default;"),
            ];
        foreach (var (summary, member) in properties)
        {
            writer.Line();
            writer.Line($"/// <summary>{summary}</summary>");
            writer.Line("public " + member);
        }
    }

    /// <summary>The methods that restore the unperturbed parameters: flat vectors, and separate tensors.</summary>
    private static void Restore(CodeWriter writer, Plan plan)
    {
        Members.StepCount(writer, plan);
        string saved = plan.Workspace.Saved is { } slot ? $"base.Vector({slot.Constant()})" : "";
        Restore(writer, plan, $"System::Span<{plan.Model.Precision}> parameters", "base.Check(parameters);", $"{saved}.CopyTo(parameters);");
        Restore(writer, plan, $"SamFast::TensorBuffers<{plan.Model.Precision}> tensors", "base.Check(tensors);", $"base.CopyTo({saved}, tensors);");
    }

    private static void Restore(CodeWriter writer, Plan plan, string parameter, string check, string copy)
    {
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        using (writer.Block($"public void Restore({parameter})"))
        {
            writer.Line(check);
            if (plan.Workspace.Saved is null)
                return;
            writer.Line(Steps.TakesTurn(plan));
            using (writer.Block("if (AscentStep > 0)"))
            {
                writer.Line(copy);
                writer.Line("AscentStep = 0;");
                foreach (var gathering in plan.Phases.Guard?.Steps.OfType<Gathering>() ?? [])
                    writer.Line($"{gathering.Link.Count!.Expression(plan)} = 0;");
            }
        }
    }

    private static void Advance(CodeWriter writer, Plan plan)
    {
        string start = $"base.Vector({plan.Workspace.Saved!.Constant()})";
        writer.Line();
        writer.Line("[CompilerServices::MethodImpl(CompilerServices::MethodImplOptions.AggressiveInlining)]");
        using (writer.Block($"private void {plan.Own.Advance}({Steps.Signature(plan)})"))
        {
            Cycle.Guard(writer, plan);
            if (plan.Phases.Gate is not null)
            {
                using (writer.Block("if (AscentStep == 0)"))
                    Gates.Climb(writer, plan);
            }

            using (writer.Block("if (Phase == SamFast::SamPhase.Ascent)"))
            {
                if (plan.Model.Descents > 1)
                {
                    writer.Line("if (AscentStep > 0)");
                    writer.Line("    " + Cycle.Descend(plan, "false", start, "gradients", start));
                }

                writer.Line($"{plan.Own.Ascend}(AscentStep, parameters, gradients, parameters{(plan.Phases.FirstAscent!.TakesValue ? ", value" : "")});");
                writer.Line("AscentStep++;");
            }

            using (writer.Block("else"))
            {
                writer.Line(Cycle.Descend(plan, "true", start, "gradients", "parameters"));
                writer.Line("AscentStep = 0;");
            }
        }
    }
}
