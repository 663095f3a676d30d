using SamFast.Generators.Planning;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Emission;

/// <summary>Writes the constructors of an optimizer.</summary>
internal static class Constructors
{
    public static void Write(CodeWriter writer, Plan plan)
    {
        if (plan.Model.Layout is { } known)
        {
            writer.Doc($"<summary>Creates an optimizer for the tensors of <see cref=\"{known.Type}\"/>, and allocates its state.</summary>");
            Delegating(writer, plan, "", $"{known.Type}.Layout");
        }

        writer.Line("/// <summary>Creates an optimizer for one flat vector, and allocates its state.</summary>");
        writer.Line("/// <param name=\"parameterCount\">Number of parameters; at least 0.</param>");
        writer.Doc("<exception cref=\"System::ArgumentOutOfRangeException\">The number is negative.</exception>");
        OnlyWithLayout(writer, plan);
        Delegating(writer, plan, "int parameterCount", "SamFast::Layout.Of(parameterCount)");

        writer.Line("/// <summary>Creates an optimizer for several tensors, and allocates its state.</summary>");
        writer.Doc("<param name=\"tensorLengths\">Lengths of the tensors, in the order of the flat vector; each at least 0.</param>");
        writer.Doc("<exception cref=\"System::ArgumentNullException\">The lengths are null.</exception>");
        writer.Doc("<exception cref=\"System::ArgumentOutOfRangeException\">A length is negative.</exception>");
        OnlyWithLayout(writer, plan);
        Delegating(writer, plan, "params int[] tensorLengths", "SamFast::Layout.Of(tensorLengths)");

        WithLayout(writer, plan);
    }

    /// <summary>A constructor that makes a layout.</summary>
    private static void Delegating(CodeWriter writer, Plan plan, string parameters, string layout)
    {
        writer.Line($"public {plan.Model.Type.Name}({parameters})");
        writer.Line($"    : this({layout})");
        using (writer.Braces())
        {
        }

        writer.Line();
    }

    private static void WithLayout(CodeWriter writer, Plan plan)
    {
        writer.Line("/// <summary>Creates an optimizer for named tensors with shapes and groups, and allocates its state.</summary>");
        writer.Doc("<param name=\"layout\">The tensors, in the order of the flat vector.</param>");
        writer.Doc("<exception cref=\"System::ArgumentNullException\">The layout is null.</exception>");
        if (plan.Program.Masks.Count > 0)
            writer.Doc($"<exception cref=\"System::ArgumentException\">The layout lacks one of the groups {Documentation.Escape(Groups(plan))}.</exception>");
        // Makes new Optimizer([new("w", [3, 4])]) unambiguous: the argument is a layout, not an array of int.
        writer.Line("[CompilerServices::OverloadResolutionPriority(1)]");
        writer.Line($"public {plan.Model.Type.Name}(SamFast::Layout layout)");
        var memory = plan.Memory;
        writer.Line($"    : base(layout, vectors: {memory.OwnVectors}, slots: {memory.SlotVectors}, "
            + $"measures: {plan.Sweeps.Max(s => s.Measures.Count())}, coefficients: {memory.ColumnCount}"
            + (memory.BFloat16Vectors > 0 ? $", bfloat16Slots: {memory.BFloat16Vectors}" : "") + ")");
        using (writer.Braces())
        {
            Masks(writer, plan);
            Partitions(writer, plan);
            InitialState(writer, plan);
        }
    }

    /// <summary>Marks constructors that cannot be used because tensors need groups.</summary>
    private static void OnlyWithLayout(CodeWriter writer, Plan plan)
    {
        if (plan.Program.Masks.Count > 0)
            writer.Doc("<exception cref=\"System::ArgumentException\">Always thrown: only a layout has groups.</exception>");
        if (plan.Model.Layout is { } layout)
        {
            writer.Line($"[System::Obsolete(\"{plan.Model.Type.Name} is declared for the layout {layout.Type.Split('.', ':').Last()}: make it \"");
            writer.Line("    + \"without arguments, or with another Layout.\", error: true)]");
            writer.Line(Refusal.Hidden);
            return;
        }

        if (plan.Program.Masks.Count == 0)
            return;
        writer.Line($"[System::Obsolete(\"{plan.Model.Type.Name} acts on groups of tensors: make it with a layout that has \"");
        writer.Line($"    + {Argument.TextLiteral(Groups(plan) + ".")}, error: true)]");
        writer.Line(Refusal.Hidden);
    }

    private static string Groups(Plan plan) =>
        string.Join(", ", plan.Program.Masks.SelectMany(m => m.Model.Groups).Distinct().Select(group => $"'{group}'"));

    private static void Masks(CodeWriter writer, Plan plan)
    {
        foreach (var mask in plan.Program.Masks)
        {
            writer.Call(mask.Model.IsExcept ? "base.Exclude" : "base.Include",
                [mask.Constant(), .. mask.Model.Groups.Select(group => Argument.TextLiteral(group))], ";");
        }
    }

    private static void Partitions(CodeWriter writer, Plan plan)
    {
        foreach (var masks in plan.Program.Partitions)
        {
            writer.Call("base.RequireOneOf",
                [$"[{string.Join(", ", masks.Select(m => m.Constant()))}]", .. masks.Select(m => Argument.TextLiteral(m.Model.Groups[0]))], ";");
        }
    }

    private static void InitialState(CodeWriter writer, Plan plan)
    {
        TensorSteps.Reserve(writer, plan);
        Linesearches.Reserve(writer, plan);
        foreach (var slot in plan.Memory.Slots.Where(s => s.Initial != 0))
        {
            string[] part = slot.Part is { } mask ? [mask.Constant()] : [];
            for (int copy = 0; copy < plan.Memory.CopiesOf(slot); copy++)
            {
                writer.Call(slot.IsBFloat16 ? "base.FillBFloat16" : "base.Fill",
                    [slot.Constant() + (copy == 0 ? "" : " + 1"), plan.Initial(slot), .. part], ";");
            }
        }

        foreach (var field in plan.PerTensor.Where(f => f.IsState && f.Initial != 0))
            Restarts.Reset(writer, field);
    }
}
