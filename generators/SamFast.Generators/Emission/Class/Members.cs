using System.Globalization;
using SamFast.Generators.Declarations;
using SamFast.Generators.Planning;

namespace SamFast.Generators.Emission;

/// <summary>Writes the properties of hyperparameters, and the fields.</summary>
internal static class Members
{
    /// <summary>Implements the step count of an interface, even if the user has a member of that name.</summary>
    public static void StepCount(CodeWriter writer, Plan plan, string contract)
    {
        writer.Line();
        writer.Line($"long SamFast::{contract}<{plan.Model.Precision}>.StepCount => base.StepCount;");
    }

    /// <summary>Assigns the same value to a per-tensor scalar of all tensors.</summary>
    public static void SetPerTensor(CodeWriter writer, string scalar, string value)
    {
        writer.Line("for (int segment = 0; segment < base.SegmentCount; segment++)");
        writer.Line($"    {scalar} = {value};");
    }

    public static void Properties(CodeWriter writer, Plan plan)
    {
        foreach (var property in plan.Program.Properties)
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
            writer.Doc("<exception cref=\"System::ArgumentOutOfRangeException\">The value is out of range; nothing was modified.</exception>");
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
        Numbers(writer, "// Numbers of vectors laid out like the caller's.", plan.Memory.Vectors.Select(v => (v.Constant(), plan.Memory.NumberOf(v))));
        Numbers(writer, "// Numbers of state vectors.", plan.Memory.Slots.Where(s => !s.IsBFloat16).Select(s => (s.Constant(), plan.Memory.NumberOf(s))));
        Numbers(writer, "// Numbers of state vectors in bfloat16.", plan.Memory.Slots.Where(s => s.IsBFloat16).Select(s => (s.Constant(), plan.Memory.NumberOf(s))));
        Numbers(writer, "// Numbers of state vectors with lengths of their own.", plan.Memory.OwnSlots.Select(s => (s.Constant(), plan.Memory.NumberOf(s))));
        Numbers(writer, "// Numbers of per-tensor scalars.", plan.PerTensor.Select(f => (f.Identifier(), plan.Memory.NumberOf(f))));

        Numbers(writer, "// Numbers of masks, after the per-tensor scalars.", plan.Program.Masks.Select(m => (m.Constant(), plan.Memory.NumberOf(m))));

        var states = plan.Program.Scalars.Where(f => f is { IsState: true, IsPerTensor: false }).ToArray();
        if (states.Length > 0)
        {
            writer.Line();
            writer.Line("// Scalar state.");
            foreach (var field in states)
                writer.Line($"private {field.Type()} {field.Identifier()} = {field.Literal()};");
        }

        foreach (var counter in plan.Program.Counters)
            writer.Line($"private long {counter.Identifier()};");
        if (plan.Model.Sam is { ResetState: false, Ascents: > 0 })
            writer.Line($"private long {plan.Own.AdversaryStepCount};");
        if (plan.CountsAscents)
            writer.Line($"private int {plan.Own.Ascent};");
        foreach (var array in plan.Program.Arrays)
            writer.Line($"private readonly double[] {array.Identifier()} = new double[{array.Length.ToString(CultureInfo.InvariantCulture)}];");
        if (plan.KeepsStateTwice)
        {
            writer.Line();
            writer.Line(plan.Program.Search is null
                ? "// Index of the committed copy of the adversary's state."
                : "// Index of the committed copy of the state vectors.");
            writer.Line($"private int {plan.Own.Committed};");
        }

        string[] measures = [.. States.Measures(plan)];
        if (measures.Length > 0)
        {
            writer.Line();
            writer.Line("// Measures of the last step.");
            foreach (string measure in measures)
                writer.Line($"private double _{measure};");
        }

        if (plan.Cache.Entries.Any())
        {
            writer.Line();
            writer.Line("// Cached coefficients, in the precision of the parameters.");
            foreach (var entry in plan.Cache.Entries)
                writer.Line($"private {plan.Model.Precision} {entry.CacheField()};");
        }

        var coefficients = plan.Program.Scalars.Where(f => f is { IsState: false, IsPerTensor: false }).Except(plan.Cache.Coefficients).ToArray();
        if (coefficients.Length > 0)
        {
            writer.Line();
            writer.Line("// Coefficients of the current step.");
            foreach (var field in coefficients)
                writer.Line($"private double {field.Identifier()};");
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
}
