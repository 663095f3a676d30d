using SamFast.Generators.Declarations;
using SamFast.Generators.Planning;
using SamFast.Generators.Program;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Emission;

/// <summary>Writes the read-only properties with results of the last step, and those of hyperparameters that were left
/// out.</summary>
internal static class Reports
{
    public static void Write(CodeWriter writer, Plan plan)
    {
        foreach (var report in plan.Reports.Scalars)
            Write(writer, report);
        foreach (var (name, factors) in plan.Reports.Rates)
            Rate(writer, plan, name, factors);
        foreach (var (name, model) in plan.Reports.LeftOut)
            LeftOut(writer, name, model);
    }

    private static void Write(CodeWriter writer, Report report)
    {
        string source = report.Scalar is { IsPerTensor: true } perTensor
            ? $"base.ScalarOf({string.Join(", ", [perTensor.Identifier(), "tensor", .. perTensor.Masks.Select(m => m.Constant())])})"
            : report.Scalar?.Identifier() ?? "_" + report.Link.Measures[report.Model.Source];
        string value = report.Model.IsRoot ? $"double.Sqrt({source})" : source;
        writer.Line();
        writer.Doc($"<summary>{Documentation.Escape(report.Description)} in the last step, from {Documentation.Escape(report.Link.Model.Title)}; "
            + $"{Initial(report)} before the first one.</summary>");
        if (report.Scalar is not { IsPerTensor: true })
        {
            writer.Line($"public double {report.Name} => {value};");
            return;
        }

        writer.Doc("<param name=\"tensor\">Index of the tensor in the layout.</param>");
        if (report.Scalar.Masks.Count > 0)
            writer.Doc("<returns>The value; NaN for a tensor that the transform does not act on.</returns>");
        writer.Doc("<exception cref=\"System::ArgumentOutOfRangeException\">The index is out of range.</exception>");
        writer.Line($"public double {report.Name}(int tensor) => {value};");
    }

    private static string Initial(Report report)
    {
        double initial = report.Scalar is { IsState: true } field ? field.Initial : 0;
        return Argument.NumberText(report.Model.IsRoot ? Math.Sqrt(initial) : initial);
    }

    private static void Rate(CodeWriter writer, Plan plan, string name, IReadOnlyList<IScalarSource> factors)
    {
        string[] product =
        [
            .. factors.Select(f => f.InSweep()),
            .. plan.Program.Search is null ? Array.Empty<string>() : ["LastSearch.LearningRate"],
        ];
        writer.Line();
        writer.Doc("<summary>Learning rate of the last step, with all factors that apply to all parameters alike.</summary>");
        writer.Line($"public double {name} => double.Abs({string.Join(" * ", product)});");
    }

    /// <summary>A property with a setter that the compiler refuses, with the remedy.</summary>
    private static void LeftOut(CodeWriter writer, string name, LeftOutModel model)
    {
        writer.Line();
        writer.Doc($"<summary>{model.Label} of {model.GroupName}, which cannot be set: {Documentation.Escape(model.Neutral)}, and {model.Transform} is "
            + "left out.</summary>");
        writer.Line($"public double {name}");
        using (writer.Braces())
        {
            writer.Line($"get => {model.Literal};");
            writer.Line($"[System::Obsolete({Argument.TextLiteral($"{model.Neutral}, which leaves {model.Transform} out: ")}");
            writer.Line($"    + {Argument.TextLiteral(model.Remedy + ".")}, error: true)]");
            writer.Line("set => throw new System::NotSupportedException();");
        }
    }
}
