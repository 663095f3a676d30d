using SamFast.Generators.Kernels;
using SamFast.Generators.Planning;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Emission;

/// <summary>The transforms that work on whole tensors: a call of the kernel for each, and the lengths of what they
/// need.</summary>
internal static class TensorSteps
{
    public static void Write(CodeWriter writer, Plan plan)
    {
        TensorStep[] steps = [.. plan.TensorSteps.Where(s => !s.IsAll)];
        if (steps.Length == 0)
            return;
        writer.Line();
        foreach (var step in steps)
            writer.Line($"private const int {step.Name}Step = {step.Number};");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        using (writer.Block($"protected override void TransformTensor(int transform, in {Whole(plan)} tensor)"))
        using (writer.Block("switch (transform)"))
        {
            foreach (var step in steps)
                writer.Line($"case {step.Name}Step: {step.Name}(in tensor); break;");
        }

        foreach (var step in steps)
            WriteStep(writer, plan, step);
        WriteLengths(writer, plan);
    }

    /// <summary>The part of the constructor.</summary>
    public static void Reserve(CodeWriter writer, Plan plan)
    {
        if (plan.TensorSteps.Any(s => s.IsAll))
            writer.Line("base.ReserveForVectors();");
        if (plan.TensorSteps.All(s => s.IsAll))
            return;
        var checks = plan.TensorSteps.Where(s => s.Stage.Kernel.Tensor!.Check is not null).ToArray();
        if (checks.Length > 0)
        {
            using (writer.Block("foreach (SamFast::TensorShape shape in layout)"))
            {
                foreach (var step in checks)
                {
                    using (step.Stage.OfShape is { } condition ? writer.Block($"if ({condition})") : null)
                        writer.Line($"{OfShape(step.Stage, step.Stage.Kernel.Tensor!.Check!)};");
                }
            }
        }

        writer.Line($"base.ReserveForTensors({plan.OwnSlots.Count}, {plan.Own.OwnLength});");
        foreach (var slot in plan.OwnSlots.Where(s => s.Initial != 0))
            writer.Line($"base.FillOwn({slot.Constant}, {Members.Initial(slot, plan)});");
    }

    private static void WriteStep(CodeWriter writer, Plan plan, TensorStep step)
    {
        writer.Line();
        writer.Comment($"{step.Name} {Documentation.Streams(step, plan)}");
        using (writer.Block($"private void {step.Name}(in {Whole(plan)} tensor)"))
        {
            if (step.Stage.Everywhere.Any())
            {
                writer.Line($"if (!{AnyOf(step.Stage)})");
                writer.Line("    return;");
            }

            writer.Line($"// {step.Stage.Model.Title}");
            writer.Call($"{step.Stage.Kernel.Type}.Transform",
                [.. step.Stage.Kernel.Update!.Bindings.Select(b => Argument(b, step))], ";");
            if (step.Stage.Model.FlushBelow is > 0 and var threshold)
            {
                foreach (var slot in step.Stage.Slots.Values)
                    writer.Line($"SamFast::Authoring.Lanes.FlushBelow({Span(slot)}, {Members.Number(threshold, plan)});");
            }
        }
    }

    private static void WriteLengths(CodeWriter writer, Plan plan)
    {
        writer.Line();
        writer.Comment("How long a state vector is that each tensor has for itself; past the last of them, how much room to compute in.");
        writer.Line($"private static int {plan.Own.OwnLength}(int slot, SamFast::TensorShape shape) => slot switch");
        using (writer.Braces("};"))
        {
            foreach (var step in plan.TensorSteps)
            {
                foreach (var length in step.Stage.Kernel.Tensor!.Lengths)
                    Arm(writer, step.Stage.Slots[length.Slot].Constant, LengthOf(step.Stage, length.Method));
            }

            Room(writer, plan);
        }
    }

    private static void Arm(CodeWriter writer, string pattern, string value)
    {
        bool isLong = pattern.Length + value.Length > 100;
        writer.Line(isLong ? $"{pattern} =>" : $"{pattern} => {value},");
        if (isLong)
            writer.Line($"    {value},");
    }

    private static void Room(CodeWriter writer, Plan plan)
    {
        string[] lengths =
        [
            .. plan.TensorSteps.Where(s => s.Stage.Kernel.Tensor!.Workspace is not null)
                .Select(s => LengthOf(s.Stage, s.Stage.Kernel.Tensor!.Workspace!)).Distinct(),
        ];
        if (lengths.Length < 2)
            Arm(writer, "_", lengths.FirstOrDefault() ?? "0");
        else
            writer.Call("_ => System::Math.Max", [lengths.Take(lengths.Length - 1).Aggregate((a, b) => $"System::Math.Max({a}, {b})"), lengths.Last()], ",");
    }

    /// <summary>A length, which is 0 where the transform does not act.</summary>
    private static string LengthOf(Stage stage, MethodModel method) =>
        stage.OfShape is { } condition ? $"{condition} ? {OfShape(stage, method)} : 0" : OfShape(stage, method);

    /// <summary>A call of a method that depends on a shape and on constants.</summary>
    private static string OfShape(Stage stage, MethodModel method) =>
        $"{stage.Kernel.Type}.{Names.Escape(method.Name)}("
        + string.Join(", ", method.Bindings.Select(b => b.Role == Role.Shape ? "shape" : stage.Constant(b.Name))) + ")";

    private static string AnyOf(Stage stage)
    {
        string[] masks = [.. stage.Everywhere.Select(m => $"tensor.IsIn({m.Constant})")];
        return masks.Length == 1 ? masks[0] : $"({string.Join(" && ", masks)})";
    }

    private static string Argument(BindingModel binding, TensorStep step) => binding.Role switch
    {
        Role.Update => step.Place is { } place ? Span(place) : "tensor.Gradients",
        Role.Parameter => "tensor.Source",
        Role.Shape => "tensor.Shape",
        Role.Workspace => "tensor.Workspace",
        Role.Slot => Span(step.Stage.Slots[binding.Name]),
        Role.Coefficient => step.Stage.Fields[binding.Name].Name,
        Role.Precision => "SamFast::" + step.Stage.Model.Precision,
        _ => step.Stage.Hyperparameter(binding.Name),
    };

    private static string Whole(Plan plan) => $"SamFast::Runtime.WholeTensor<{plan.Model.Precision}>";

    private static string Span(Slot slot) => $"tensor.{(slot.HasOwnLength ? "Own" : "Slot")}({slot.Constant})";
}
