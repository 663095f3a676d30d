using SamFast.Generators.Kernels;
using SamFast.Generators.Planning;
using SamFast.Generators.Program;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Emission;

/// <summary>Writes the kernel calls of transforms of whole tensors, and the lengths of their state.</summary>
internal static class TensorSteps
{
    public static void Write(CodeWriter writer, Plan plan)
    {
        TensorStep[] steps = [.. plan.TensorSteps.Where(s => !s.IsAll)];
        if (steps.Length == 0)
            return;
        Dispatch(writer, plan, steps, $"protected override void TransformTensor(int transform, in {Whole(plan)} tensor)", "tensor");
        foreach (var step in steps)
            WriteStep(writer, plan, step);
        WriteLengths(writer, plan);
    }

    /// <summary>The method that calls the transform with a number.</summary>
    public static void Dispatch(CodeWriter writer, Plan plan, TensorStep[] steps, string head, string parameter)
    {
        TensorStep[] all = [.. plan.TensorSteps];
        writer.Line();
        foreach (var step in steps)
            writer.Line($"private const int {step.Number()} = {Array.IndexOf(all, step)};");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        using (writer.Block(head))
        using (writer.Block("switch (transform)"))
        {
            foreach (var step in steps)
                writer.Line($"case {step.Number()}: {step.Name}(in {parameter}); break;");
        }
    }

    /// <summary>The memory of the transforms, in the constructor.</summary>
    public static void Reserve(CodeWriter writer, Plan plan)
    {
        if (plan.TensorSteps.Any(s => s.IsAll))
            writer.Line("base.ReserveForVectors();");
        if (plan.TensorSteps.All(s => s.IsAll))
            return;
        var checks = plan.TensorSteps.Where(s => s.Link.Kernel.Tensor!.Check is not null).ToArray();
        if (checks.Length > 0)
        {
            using (writer.Block("foreach (SamFast::TensorShape shape in layout)"))
            {
                foreach (var step in checks)
                {
                    using (step.Link.OfShape() is { } condition ? writer.Block($"if ({condition})") : null)
                        writer.Line($"{OfShape(step.Link, step.Link.Kernel.Tensor!.Check!)};");
                }
            }
        }

        writer.Line($"base.ReserveForTensors({plan.Memory.OwnSlots.Count}, {plan.Own.OwnLength});");
        foreach (var slot in plan.Memory.OwnSlots.Where(s => s.Initial != 0))
            writer.Line($"base.FillOwn({slot.Constant()}, {plan.Initial(slot)});");
    }

    private static void WriteStep(CodeWriter writer, Plan plan, TensorStep step)
    {
        writer.Line();
        writer.Comment(Documentation.Title(step, plan));
        using (writer.Block($"private void {step.Name}(in {Whole(plan)} tensor)"))
        {
            if (step.Link.ScopeAndMasks.Any())
            {
                writer.Line($"if (!{AnyOf(step.Link)})");
                writer.Line("    return;");
            }

            writer.Line($"// {step.Link.Model.Title}");
            writer.Call($"{step.Link.Kernel.Type}.Transform",
                KernelCall.Arguments(step.Link.Kernel.Update!, b => Argument(b, step)), ";");
            if (step.Link.Model.FlushBelow is > 0 and var threshold)
            {
                foreach (var slot in step.Link.Slots.Values)
                    writer.Line($"SamFast::Authoring.Lanes.FlushBelow({Span(slot)}, {plan.Number(threshold)});");
            }
        }
    }

    private static void WriteLengths(CodeWriter writer, Plan plan)
    {
        writer.Line();
        writer.Comment("Length of a per-tensor state vector; after the last one, of the workspace.");
        writer.Line($"private static int {plan.Own.OwnLength}(int slot, SamFast::TensorShape shape) => slot switch");
        using (writer.Braces("};"))
        {
            foreach (var step in plan.TensorSteps)
            {
                foreach (var length in step.Link.Kernel.Tensor!.Lengths)
                    Arm(writer, step.Link.Slots[length.Slot].Constant(), LengthOf(step.Link, length.Method));
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
            .. plan.TensorSteps.Where(s => s.Link.Kernel.Tensor!.Workspace is not null)
                .Select(s => LengthOf(s.Link, s.Link.Kernel.Tensor!.Workspace!)).Distinct(),
        ];
        if (lengths.Length < 2)
            Arm(writer, "_", lengths.FirstOrDefault() ?? "0");
        else
            writer.Call("_ => System::Math.Max", [lengths.Take(lengths.Length - 1).Aggregate((a, b) => $"System::Math.Max({a}, {b})"), lengths.Last()], ",");
    }

    /// <summary>A length; 0 for tensors that the transform does not act on.</summary>
    private static string LengthOf(Link link, MethodModel method) =>
        link.OfShape() is { } condition ? $"{condition} ? {OfShape(link, method)} : 0" : OfShape(link, method);

    /// <summary>A call with a shape and constants.</summary>
    private static string OfShape(Link link, MethodModel method) =>
        $"{link.Kernel.Type}.{Names.Escape(method.Name)}("
        + string.Join(", ", KernelCall.Arguments(method, b => b.Role == Role.Shape ? "shape" : link.Constant(b.Name)!)) + ")";

    private static string AnyOf(Link link)
    {
        string[] masks = [.. link.ScopeAndMasks.Select(m => $"tensor.IsIn({m.Constant()})")];
        return masks.Length == 1 ? masks[0] : $"({string.Join(" && ", masks)})";
    }

    private static string Argument(BindingModel binding, TensorStep step) => binding.Role switch
    {
        Role.Update => step.Place is { } place ? Span(place) : "tensor.Gradients",
        Role.Parameter => "tensor.Source",
        Role.Shape => "tensor.Shape",
        Role.Workspace => "tensor.Workspace",
        Role.Slot => Span(step.Link.Slots[binding.Name]),
        Role.Coefficient => step.Link.Scalars[binding.Name].Identifier(),
        Role.Precision => step.Link.Precision(),
        _ => step.Link.Hyperparameter(binding.Name),
    };

    private static string Whole(Plan plan) => $"SamFast::Runtime.WholeTensor<{plan.Model.Precision}>";

    private static string Span(Slot slot) => $"tensor.{(slot.HasOwnLength ? "Own" : "Slot")}({slot.Constant()})";
}
