using SamFast.Generators.Planning;

namespace SamFast.Generators.Emission;

/// <summary>Writes the generated half of an optimizer: what it is, its hyperparameters, its step, its sweeps.</summary>
internal static class Emitter
{
    public static string Emit(Plan plan)
    {
        var writer = new CodeWriter();
        FileHeader.Write(writer, plan.Model.Type, "//     SamFast wrote this file from the attributes of the class. Step into it: that is what it is for.");
        var containers = plan.Model.Type.Containers.Select(writer.Block).ToArray();

        Documentation.Class(writer, plan);
        writer.List($"partial class {plan.Model.Type.Name} : ", Bases(plan));
        using (writer.Braces())
        {
            Members.Constructor(writer, plan);
            Members.Properties(writer, plan);
            Gates.Properties(writer, plan);
            Reports.Write(writer, plan);
            if (plan.Model.Sam is { } sam)
                Cycle.Write(writer, plan, sam);
            else if (plan.Search is not null)
                Linesearches.Write(writer, plan);
            else
                Steps.Write(writer, plan);
            Preparing.Write(writer, plan);
            LayoutSteps.Write(writer, plan);
            Evaluations.Write(writer, plan);
            PlanText.Write(writer, plan);
            States.Write(writer, plan);
            Sweeps.Write(writer, plan);
            TensorSteps.Write(writer, plan);
            VectorSteps.Write(writer, plan);
            Members.Fields(writer, plan);
        }

        foreach (var container in Enumerable.Reverse(containers))
            container.Dispose();
        return FileHeader.Finish(writer, plan.Model.Type);
    }

    private static string[] Bases(Plan plan)
    {
        string precision = plan.Model.Precision;
        string role = plan.Model.Sam switch
        {
            _ when plan.Search is not null => "LinesearchOptimizer",
            null when plan.Observation is not null => "HessianOptimizer",
            null => plan.Model.ConsumesGradients ? "ConsumingOptimizer" : plan.TakesValue ? "Optimizer" : "GradientOptimizer",
            { IsOpaque: true } => "OpaqueSam",
            _ => "TransparentSam",
        };
        string kind = plan.TakesValue && plan.Search is null ? "Loss" : "";
        return
        [
            $"SamFast::Optimizer<{precision}>", $"SamFast::I{kind}{role}<{precision}>",
            .. plan.Evaluation is null ? Array.Empty<string>() : [$"SamFast::IAveragingOptimizer<{precision}>"],
        ];
    }
}
