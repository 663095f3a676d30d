using System.Globalization;
using SamFast.Generators.Parsing;
using SamFast.Generators.Planning;

namespace SamFast.Generators.Emission;

/// <summary>Constructor, properties and fields.</summary>
internal static class Members
{
    public static void Constructor(CodeWriter writer, Plan plan)
    {
        string name = plan.Model.Type.Name;
        int measures = plan.Sweeps.Max(s => s.Measures.Count());
        writer.Line($"/// <summary>Makes a <see cref=\"{name}\"/> and allocates its state.</summary>");
        writer.Line("/// <param name=\"parameterCount\">How many parameters it updates; at least 0.</param>");
        writer.Doc("<exception cref=\"ArgumentOutOfRangeException\">The number is negative.</exception>");
        writer.Line($"public {name}(int parameterCount)");
        writer.Line($"    : base(parameterCount, slots: {plan.SlotVectors}, measures: {measures})");
        using (writer.Braces())
        {
            foreach (var slot in plan.Slots.Where(s => s.Initial != 0))
            {
                for (int copy = 0; copy < slot.Copies; copy++)
                    writer.Line($"Fill({slot.Constant}{(copy == 0 ? "" : " + 1")}, {Initial(slot, plan)});");
            }
        }
    }

    public static void Properties(CodeWriter writer, Plan plan)
    {
        foreach (var property in plan.Properties)
        {
            var model = property.Model;
            writer.Line();
            if (model.Schedule is { } schedule)
            {
                writer.Doc($"<summary>{model.Label} of {property.Owner} in the last step, from {Documentation.Escape(schedule.Title)}.</summary>");
                writer.Line($"public double {property.Name} {{ get; private set; }}");
                continue;
            }

            writer.Doc($"<summary>{model.Label} of {property.Owner}, in {model.Range}; declared as {model.Literal}.</summary>");
            writer.Doc("<exception cref=\"ArgumentOutOfRangeException\">The value is out of range; nothing is changed.</exception>");
            writer.Line($"public double {property.Name}");
            using (writer.Braces($"}} = {model.Literal};"))
            {
                writer.Line("get;");
                writer.Line($"set => field = InRange(value, {model.Range.Condition}, \"{model.Range}\");");
            }
        }
    }

    public static void Fields(CodeWriter writer, Plan plan)
    {
        if (plan.Slots.Count > 0)
        {
            writer.Line();
            writer.Line("// State vectors, by their number in the slab.");
            foreach (var slot in plan.Slots)
                writer.Line($"private const int {slot.Constant} = {slot.Number.ToString(CultureInfo.InvariantCulture)};");
        }

        var states = plan.Fields.Where(f => f.IsState).ToArray();
        if (states.Length > 0)
        {
            writer.Line();
            writer.Line("// Scalars kept from step to step.");
            foreach (var field in states)
                writer.Line($"private double {field.Name} = {Argument.NumberLiteral(field.Initial)};");
        }

        if (plan.Model.Sam is { ResetState: false, Ascents: > 0 })
            writer.Line("private long _adversaryStepCount;");
        if (plan.KeepsTwoAdversaries)
        {
            writer.Line();
            writer.Line("// The adversary's state is kept twice: which copy is the one before this period.");
            writer.Line("private int _committed;");
        }

        var coefficients = plan.Fields.Where(f => !f.IsState).ToArray();
        if (coefficients.Length > 0)
        {
            writer.Line();
            writer.Line("// Coefficients of the current step.");
            foreach (var field in coefficients)
                writer.Line($"private double {field.Name};");
        }
    }

    public static string Initial(Slot slot, Plan plan) =>
        Argument.NumberLiteral(slot.Initial) + (plan.Model.Precision == "float" ? "f" : "");
}
