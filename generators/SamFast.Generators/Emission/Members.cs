using System.Globalization;
using SamFast.Generators.Declarations;
using SamFast.Generators.Planning;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Emission;

/// <summary>Constructor, properties and fields.</summary>
internal static class Members
{
    /// <summary>For members that exist to be refused.</summary>
    public const string Hidden = "[System::ComponentModel.EditorBrowsable(System::ComponentModel.EditorBrowsableState.Never)]";

    /// <summary>The library's number of steps, whatever the user calls so.</summary>
    public static void StepCount(CodeWriter writer, Plan plan)
    {
        writer.Line();
        writer.Line($"long SamFast::IOptimizer<{plan.Model.Precision}>.StepCount => base.StepCount;");
    }

    public static void Constructor(CodeWriter writer, Plan plan)
    {
        string name = plan.Model.Type.Name;
        int measures = plan.Sweeps.Max(s => s.Measures.Count());
        if (plan.Model.Layout is { } known)
        {
            writer.Doc($"<summary>Makes a <see cref=\"{name}\"/> for the tensors of <see cref=\"{known.Type}\"/> and allocates its state.</summary>");
            writer.Line($"public {name}()");
            writer.Line($"    : this({known.Type}.Layout)");
            using (writer.Braces())
            {
            }

            writer.Line();
        }

        writer.Line($"/// <summary>Makes a <see cref=\"{name}\"/> and allocates its state.</summary>");
        writer.Line("/// <param name=\"parameterCount\">How many parameters it updates; at least 0.</param>");
        writer.Doc("<exception cref=\"System::ArgumentOutOfRangeException\">The number is negative.</exception>");
        OnlyWithLayout(writer, plan);
        writer.Line($"public {name}(int parameterCount)");
        string sizes = $"vectors: {plan.OwnVectors}, slots: {plan.SlotVectors}, measures: {measures}, "
            + $"coefficients: {plan.Scalars}"
            + (plan.BFloat16Vectors > 0 ? $", bfloat16Slots: {plan.BFloat16Vectors}" : "");
        writer.Line("    : this(SamFast::Layout.Of(parameterCount))");
        using (writer.Braces())
        {
        }

        writer.Line();
        writer.Line($"/// <summary>Makes a <see cref=\"{name}\"/> for parameters that are several tensors.</summary>");
        writer.Doc("<param name=\"tensorLengths\">The lengths of the tensors, in the order of the flat vector; each at least 0.</param>");
        writer.Doc("<exception cref=\"System::ArgumentNullException\">There are no lengths.</exception>");
        writer.Doc("<exception cref=\"System::ArgumentOutOfRangeException\">A length is negative.</exception>");
        OnlyWithLayout(writer, plan);
        writer.Line($"public {name}(params int[] tensorLengths)");
        writer.Line("    : this(SamFast::Layout.Of(tensorLengths))");
        using (writer.Braces())
        {
        }

        writer.Line();
        writer.Line($"/// <summary>Makes a <see cref=\"{name}\"/> for named tensors with shapes and groups.</summary>");
        writer.Doc("<param name=\"layout\">The tensors, in the order of the flat vector.</param>");
        writer.Doc("<exception cref=\"System::ArgumentNullException\">There is no layout.</exception>");
        if (plan.Masks.Count > 0)
            writer.Doc($"<exception cref=\"System::ArgumentException\">The layout lacks one of the groups {Documentation.Escape(Groups(plan))}.</exception>");
        // new Optimizer([new("w", [3, 4])]) is a layout, and never an array of int.
        writer.Line("[CompilerServices::OverloadResolutionPriority(1)]");
        writer.Line($"public {name}(SamFast::Layout layout)");
        writer.Line($"    : base(layout, {sizes})");
        using (writer.Braces())
        {
            Masks(writer, plan);
            Partitions(writer, plan);
            InitialState(writer, plan);
        }
    }

    /// <summary>Lengths alone do not say which tensor is in which group.</summary>
    private static void OnlyWithLayout(CodeWriter writer, Plan plan)
    {
        if (plan.Masks.Count > 0)
            writer.Doc("<exception cref=\"System::ArgumentException\">Always: only a layout has groups.</exception>");
        if (plan.Model.Layout is { } layout)
        {
            writer.Line($"[System::Obsolete(\"{plan.Model.Type.Name} is declared for the layout {layout.Type.Split('.', ':').Last()}: make it \"");
            writer.Line("    + \"without arguments, or with another Layout.\", error: true)]");
            writer.Line(Hidden);
            return;
        }

        if (plan.Masks.Count == 0)
            return;
        writer.Line($"[System::Obsolete(\"{plan.Model.Type.Name} acts on groups of tensors: make it with a layout that has \"");
        writer.Line($"    + {Argument.TextLiteral(Groups(plan) + ".")}, error: true)]");
        writer.Line(Hidden);
    }

    private static string Groups(Plan plan) =>
        string.Join(", ", plan.Masks.SelectMany(m => m.Model.Groups).Distinct().Select(group => $"'{group}'"));

    private static void Masks(CodeWriter writer, Plan plan)
    {
        foreach (var mask in plan.Masks)
        {
            writer.Call(mask.Model.IsExcept ? "base.Exclude" : "base.Include",
                [mask.Constant, .. mask.Model.Groups.Select(group => Argument.TextLiteral(group))], ";");
        }
    }

    private static void Partitions(CodeWriter writer, Plan plan)
    {
        foreach (var masks in plan.Partitions)
        {
            writer.Call("base.RequireOneOf",
                [$"[{string.Join(", ", masks.Select(m => m.Constant))}]", .. masks.Select(m => Argument.TextLiteral(m.Model.Groups[0]))], ";");
        }
    }

    private static void InitialState(CodeWriter writer, Plan plan)
    {
        TensorSteps.Reserve(writer, plan);
        Linesearches.Reserve(writer, plan);
        foreach (var slot in plan.Slots.Where(s => s.Initial != 0))
        {
            string[] part = slot.Part is { } mask ? [mask.Constant] : [];
            for (int copy = 0; copy < slot.Copies; copy++)
            {
                writer.Call(slot.IsBFloat16 ? "base.FillBFloat16" : "base.Fill",
                    [slot.Constant + (copy == 0 ? "" : " + 1"), Initial(slot, plan), .. part], ";");
            }
        }

        foreach (var field in plan.PerSegment.Where(f => f.IsState && f.Initial != 0))
            SetPerSegment(writer, field.InPhase, Argument.NumberLiteral(field.Initial));
    }

    /// <summary>Gives a scalar the same value in each tensor.</summary>
    public static void SetPerSegment(CodeWriter writer, string scalar, string value)
    {
        writer.Line("for (int tensor = 0; tensor < base.TensorCount; tensor++)");
        writer.Line($"    {scalar} = {value};");
    }

    public static void Properties(CodeWriter writer, Plan plan)
    {
        foreach (var property in plan.Properties)
        {
            var model = property.Model;
            writer.Line();
            if (model.IsScheduled)
            {
                writer.Doc($"<summary>{model.Label} of {property.Owner} in the last step, from {Documentation.Escape(Schedule(model))}.</summary>");
                writer.Line($"public double {property.Name} {{ get; private set; }}");
                continue;
            }

            writer.Doc($"<summary>{model.Label} of {property.Owner}, in {model.Range}; declared as {model.Literal}.</summary>");
            writer.Doc("<exception cref=\"System::ArgumentOutOfRangeException\">The value is out of range; nothing is changed.</exception>");
            writer.Line($"public double {property.Name}");
            using (writer.Braces($"}} = {model.Literal};"))
            {
                writer.Line("get;");
                string type = model.IsFloat ? ", isFloat: true" : "";
                writer.Line($"set => base.Assign(ref field, value, {model.Range.Condition}, \"{model.Range}\"{type});");
            }
        }
    }

    private static string Schedule(HyperparameterModel model) => string.Join(", then ",
        model.Schedules.Select(s => s.Until == 0 ? s.Title : $"{s.Title} until {s.Until.ToString(CultureInfo.InvariantCulture)}"));

    public static void Fields(CodeWriter writer, Plan plan)
    {
        Numbers(writer, "// Vectors that are laid out like the caller's, by their number.", plan.Vectors.Select(v => (v.Constant, v.Number)));
        Numbers(writer, "// State vectors, by their number in the slab.", plan.Slots.Where(s => !s.IsBFloat16).Select(s => (s.Constant, s.Number)));
        Numbers(writer, "// State vectors in bfloat16, by their number there.", plan.Slots.Where(s => s.IsBFloat16).Select(s => (s.Constant, s.Number)));
        Numbers(writer, "// State vectors whose lengths are their own, by their number.", plan.OwnSlots.Select(s => (s.Constant, s.Number)));
        Numbers(writer, "// Scalars of each tensor, by their number.", plan.PerSegment.Select(f => (f.Name, f.Number)));

        Numbers(writer, "// Masks, by their number among the scalars of each tensor.", plan.Masks.Select(m => (m.Constant, m.Number)));

        var states = plan.Fields.Where(f => f is { IsState: true, IsPerSegment: false }).ToArray();
        if (states.Length > 0)
        {
            writer.Line();
            writer.Line("// Scalars kept from step to step.");
            foreach (var field in states)
                writer.Line($"private {field.Type} {field.Name} = {field.Literal};");
        }

        foreach (var counter in plan.Counters)
            writer.Line($"private long {counter};");
        if (plan.Model.Sam is { ResetState: false, Ascents: > 0 })
            writer.Line($"private long {plan.Own.AdversaryStepCount};");
        if (plan.CountsAscents)
            writer.Line($"private int {plan.Own.Ascent};");
        foreach (var (name, length) in plan.Arrays)
            writer.Line($"private readonly double[] {name} = new double[{length.ToString(CultureInfo.InvariantCulture)}];");
        if (plan.KeepsStateTwice)
        {
            writer.Line();
            writer.Line(plan.Search is null
                ? "// The adversary's state is kept twice: which copy is the one before this period."
                : "// State vectors are kept twice: which copy is the one before this step.");
            writer.Line($"private int {plan.Own.Committed};");
        }

        string[] measures = [.. States.Measures(plan)];
        if (measures.Length > 0)
        {
            writer.Line();
            writer.Line("// What the last step measured.");
            foreach (string measure in measures)
                writer.Line($"private double _{measure};");
        }

        if (plan.Lanes.Any())
        {
            writer.Line();
            writer.Line("// Coefficients that stay, in the precision of the parameters.");
            foreach (var (lane, _) in plan.Lanes)
                writer.Line($"private {plan.Model.Precision} _{lane};");
        }

        var coefficients = plan.Fields.Where(f => f is { IsState: false, IsPerSegment: false, IsSteady: false }).ToArray();
        if (coefficients.Length > 0)
        {
            writer.Line();
            writer.Line("// Coefficients of the current step.");
            foreach (var field in coefficients)
                writer.Line($"private double {field.Name};");
        }
    }

    private static void Numbers(CodeWriter writer, string comment, IEnumerable<(string Name, int Number)> constants)
    {
        foreach (var (constant, isFirst) in constants.Select((constant, i) => (constant, i == 0)))
        {
            if (isFirst)
            {
                writer.Line();
                writer.Line(comment);
            }

            writer.Line($"private const int {constant.Name} = {constant.Number.ToString(CultureInfo.InvariantCulture)};");
        }
    }

    public static string Initial(Slot slot, Plan plan) => Number(slot.Initial, plan);

    /// <summary>A number of the parameters' own type.</summary>
    public static string Number(double value, Plan plan) =>
        Argument.NumberLiteral(value) + (plan.Model.Precision == "float" ? "f" : "");
}
