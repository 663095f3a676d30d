using SamFast.Generators.Planning;

namespace SamFast.Generators.Emission;

/// <summary>Writes the generated half of an optimizer.</summary>
internal static class Emitter
{
    public static string Emit(Plan plan) => FileHeader.File(
        plan.Model.Type, "//     SamFast wrote this file from the attributes of the class. Step into it: that is what it is for.",
        writer => Class(writer, plan));

    private static void Class(CodeWriter writer, Plan plan)
    {
        string precision = plan.Model.Precision;
        Documentation.Class(writer, plan);
        writer.List(
            $"partial class {plan.Model.Type.Name} : ",
            [$"SamFast::Optimizer<{precision}>", .. Contracts.Of(plan.StepKind, plan.Phases.Evaluation is not null, precision)]);
        using (writer.Braces())
        {
            Constructors.Write(writer, plan);
            Members.Properties(writer, plan);
            Gates.Properties(writer, plan);
            Reports.Write(writer, plan);
            if (plan.Model.Sam is { IsOpaque: true } opaque)
                OpaqueSteps.Write(writer, plan, opaque);
            else if (plan.Model.Sam is { } transparent)
                TransparentSteps.Write(writer, plan, transparent);
            else if (plan.Program.Search is not null)
                Linesearches.Write(writer, plan);
            else
                Steps.Write(writer, plan);
            CoefficientCacheWriter.Write(writer, plan);
            LayoutSteps.Write(writer, plan);
            Evaluations.Write(writer, plan);
            PlanText.Write(writer, plan);
            States.Write(writer, plan);
            Sweeps.Write(writer, plan);
            TensorSteps.Write(writer, plan);
            VectorSteps.Write(writer, plan);
            Members.Fields(writer, plan);
        }
    }
}
