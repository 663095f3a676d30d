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
        TensorSteps.Dispatch(writer, plan, steps, $"protected override void TransformAll(int transform, in {All(plan)} tensors)", "tensors");
        foreach (var step in steps)
            WriteStep(writer, plan, step);
    }

    private static void WriteStep(CodeWriter writer, Plan plan, TensorStep step)
    {
        writer.Line();
        writer.Comment(Documentation.Title(step, plan));
        using (writer.Block($"private void {step.Name}(in {All(plan)} tensors)"))
        {
            writer.Line($"// {step.Link.Model.Title}");
            writer.Call($"{step.Link.Kernel.Type}.Transform",
                KernelCall.Arguments(step.Link.Kernel.Update!, b => Argument(b, step, plan)), ";");
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
        Role.Precision => step.Link.Precision(),
        _ => step.Link.Hyperparameter(binding.Name),
    };

    private static string All(Plan plan) => $"SamFast::Runtime.AllTensors<{plan.Model.Precision}>";

    private static string Vector(Slot slot) => slot.Several == 0
        ? $"tensors.Slot({slot.Constant()})"
        : $"tensors.Slots({slot.Constant()}, {slot.Several.ToString(CultureInfo.InvariantCulture)})";
}
