using System.Globalization;
using SamFast.Generators.Kernels;
using SamFast.Generators.Planning;

namespace SamFast.Generators.Emission;

/// <summary>The transforms that work on all parameters at once: a call of the kernel for each.</summary>
internal static class VectorSteps
{
    public static void Write(CodeWriter writer, Plan plan)
    {
        TensorStep[] steps = [.. plan.TensorSteps.Where(s => s.IsAll)];
        if (steps.Length == 0)
            return;
        writer.Line();
        foreach (var step in steps)
            writer.Line($"private const int {step.Name}Step = {step.Number};");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        using (writer.Block($"protected override void TransformAll(int transform, in {All(plan)} tensors)"))
        using (writer.Block("switch (transform)"))
        {
            foreach (var step in steps)
                writer.Line($"case {step.Name}Step: {step.Name}(in tensors); break;");
        }

        foreach (var step in steps)
            WriteStep(writer, plan, step);
    }

    private static void WriteStep(CodeWriter writer, Plan plan, TensorStep step)
    {
        writer.Line();
        writer.Comment($"{step.Name} {Documentation.Streams(step, plan)}");
        using (writer.Block($"private void {step.Name}(in {All(plan)} tensors)"))
        {
            writer.Line($"// {step.Stage.Model.Title}");
            writer.Call($"{step.Stage.Kernel.Type}.Transform",
                [.. step.Stage.Kernel.Update!.Bindings.Select(b => Argument(b, step))], ";");
        }
    }

    private static string Argument(BindingModel binding, TensorStep step) => binding.Role switch
    {
        Role.Update => step.Place is { } place ? $"tensors.Slot({place.Constant})" : "tensors.Gradients",
        Role.Parameter => "tensors.Source",
        Role.Slot => Vector(step.Stage.Slots[binding.Name]),
        Role.Scalars => step.Stage.Arrays[binding.Name],
        Role.Count => step.Stage.Count ?? "base.StepCount",
        Role.Coefficient => step.Stage.Fields[binding.Name].Name,
        Role.Precision => "SamFast::" + step.Stage.Model.Precision,
        _ => step.Stage.Hyperparameter(binding.Name),
    };

    private static string All(Plan plan) => $"SamFast::Runtime.AllTensors<{plan.Model.Precision}>";

    private static string Vector(Slot slot) => slot.Several == 0
        ? $"tensors.Slot({slot.Constant})"
        : $"tensors.Slots({slot.Constant}, {slot.Several.ToString(CultureInfo.InvariantCulture)})";
}
