using System.Globalization;
using SamFast.Generators.Declarations;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Emission;

/// <summary>Writes the generated half of a layout: constructors, the layout, the tensors.</summary>
internal static class LayoutEmitter
{
    public static string Emit(LayoutModel model)
    {
        var writer = new CodeWriter();
        FileHeader.Write(writer, model.Type, "//     SamFast wrote this file from the attributes of the class and of its properties.");
        var containers = model.Type.Containers.Select(writer.Block).ToArray();
        Summary(writer, model);
        using (writer.Block($"partial class {model.Type.Name} : SamFast::Parameters<{model.Precision}>"))
        {
            Constructors(writer, model);
            Layout(writer, model);
            long start = 0;
            foreach (var tensor in model.Tensors)
            {
                Tensor(writer, model, tensor, start);
                start += tensor.Length;
            }
        }

        foreach (var container in Enumerable.Reverse(containers))
            container.Dispose();
        return FileHeader.Finish(writer, model.Type);
    }

    private static void Summary(CodeWriter writer, LayoutModel model)
    {
        if (!model.Type.IsDocumented)
        {
            writer.Doc($"<summary>{Count(model.Tensors.Count, "tensor")} in one flat vector of {model.Precision}: "
                + $"{Count(model.ParameterCount, "parameter")}.</summary>");
        }

        writer.Line("/// <remarks>");
        writer.Line("/// <list type=\"number\">");
        long start = 0;
        foreach (var tensor in model.Tensors)
        {
            writer.Doc($"<item><description>{Text(tensor, start)}</description></item>");
            start += tensor.Length;
        }

        writer.Line("/// </list>");
        writer.Line("/// </remarks>");
        FileHeader.Attributes(writer, model.Type);
        string Texts(IEnumerable<string?> texts, string type = "string") =>
            $"new {type}[] {{ {string.Join(", ", texts.Select(text => text is null ? "null" : Argument.TextLiteral(text)))} }}";
        writer.Call("[SamFast::Runtime.TensorGroups", [Texts(model.Tensors.Select(t => t.Name)), Texts(model.Tensors.Select(t => t.Group), "string?")], "]");
    }

    private static void Constructors(CodeWriter writer, LayoutModel model)
    {
        string name = model.Type.Name;
        writer.Doc("<summary>Allocates the flat vector: cleared, aligned to a cache line, and pinned.</summary>");
        writer.Line($"public {name}()");
        writer.Line("    : base(Layout)");
        using (writer.Braces())
        {
        }

        writer.Line();
        writer.Doc("<summary>Lays the tensors over memory that there is; it stays where it is and as it is.</summary>");
        writer.Doc($"<param name=\"memory\">The flat vector: {Count(model.ParameterCount, "element")}.</param>");
        writer.Doc("<exception cref=\"System::ArgumentException\">The memory has another length.</exception>");
        writer.Line($"public {name}(System::Memory<{model.Precision}> memory)");
        writer.Line("    : base(Layout, memory)");
        using (writer.Braces())
        {
        }
    }

    private static void Layout(CodeWriter writer, LayoutModel model)
    {
        writer.Line();
        writer.Doc("<summary>The tensors, in the order of the flat vector: their names, shapes and groups.</summary>");
        writer.Line($"public static new SamFast::Layout Layout {{ get; }} =");
        writer.Line("[");
        foreach (var tensor in model.Tensors)
        {
            string[] group = tensor.Group is null ? [] : [Argument.TextLiteral(tensor.Group)];
            writer.Call("    new", [Argument.TextLiteral(tensor.Name), tensor.Shape, .. group], ",");
        }

        writer.Line("];");
    }

    private static void Tensor(CodeWriter writer, LayoutModel model, LayoutTensorModel tensor, long start)
    {
        writer.Line();
        if (!tensor.IsDocumented)
            writer.Doc($"<summary>{Text(tensor, start)}</summary>");
        string property = $"{tensor.Modifiers} {Type(model, tensor)} {tensor.Property} =>";
        string[] range = [Number(start), Number(tensor.Length)];
        if (tensor.HasShape)
            writer.Call($"{property} new", [$"base.Values.Slice({string.Join(", ", range)})", tensor.Shape], ";");
        else
            writer.Call($"{property} base.Values.Slice", range, ";");
    }

    /// <summary>The type of a tensor's property.</summary>
    public static string Type(LayoutModel model, LayoutTensorModel tensor) =>
        $"System::{(tensor.HasShape ? "Numerics.Tensors.TensorSpan" : "Span")}<{model.Precision}>";

    /// <summary>What a tensor is, in one sentence.</summary>
    private static string Text(LayoutTensorModel tensor, long start) => Documentation.Escape(
        $"{tensor.Name}: {tensor.Shape}{(tensor.Group is null ? "" : $", group {tensor.Group}")}; elements {Number(start)} to "
        + $"{Number(start + tensor.Length - 1)} of the flat vector.");

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Count(long number, string noun) => $"{Number(number)} {noun}{(number == 1 ? "" : "s")}";
}
