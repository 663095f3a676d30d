using System.Globalization;
using SamFast.Generators.Declarations;
using SamFast.Generators.Planning;

namespace SamFast.Generators.Emission;

/// <summary>Writes the properties of hyperparameters.</summary>
internal static class Members
{
    /// <summary>Implements the step count of an interface, even if the user has a member of that name.</summary>
    public static void StepCount(CodeWriter writer, Plan plan)
    {
        writer.Line();
        writer.Line($"long SamFast::IOptimizer<{plan.Model.Precision}>.StepCount => base.StepCount;");
    }

    /// <summary>Assigns the same value to a per-tensor scalar of all tensors.</summary>
    public static void SetPerTensor(CodeWriter writer, string scalar, string value)
    {
        writer.Line("for (int tensor = 0; tensor < base.TensorCount; tensor++)");
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
            writer.Doc("<exception cref=\"System::ArgumentOutOfRangeException\">Out of range; nothing was modified.</exception>");
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
}
