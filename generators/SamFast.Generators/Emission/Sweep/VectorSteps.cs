using System.Globalization;
using SamFast.Generators.Kernels;
using SamFast.Generators.Planning;
using SamFast.Generators.Program;

namespace SamFast.Generators.Emission;

/// <summary>Writes the kernel calls of transforms of all parameters at once.</summary>
internal static class VectorSteps
{
    public static void Write(CodeWriter writer, Plan plan)
    {
        TensorStep[] steps = [.. plan.TensorSteps.Where(s => s.IsAll)];
        if (steps.Length == 0)
            return;
        writer.Line();
        foreach (var step in steps)
            writer.Line($"private const int {step.Name}Step = {Array.IndexOf([.. plan.TensorSteps], step)};");
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
            writer.Line($"// {step.Link.Model.Title}");
            writer.Call($"{step.Link.Kernel.Type}.Transform",
                [.. step.Link.Kernel.Update!.Bindings.Select(b => Argument(b, step, plan))], ";");
        }
    }

    private static string Argument(BindingModel binding, TensorStep step, Plan plan) => binding.Role switch
    {
        Role.Update => step.Place is { } place ? $"tensors.Slot({place.Constant()})" : "tensors.Gradients",
        Role.Parameter => "tensors.Source",
        Role.Slot => Vector(step.Link.Slots[binding.Name]),
        Role.Scalars => step.Link.Arrays[binding.Name].Identifier(),
        Role.Count => (step.Link.Count ?? Count.Steps).Expression(plan),
        Role.Coefficient => step.Link.Scalars[binding.Name].Identifier(),
        Role.Precision => "SamFast::" + step.Link.Model.Precision,
        _ => step.Link.Hyperparameter(binding.Name),
    };

    private static string All(Plan plan) => $"SamFast::Optimizer<{plan.Model.Precision}>.AllTensors";

    private static string Vector(Slot slot) => slot.Several == 0
        ? $"tensors.Slot({slot.Constant()})"
        : $"tensors.Slots({slot.Constant()}, {slot.Several.ToString(CultureInfo.InvariantCulture)})";
}
