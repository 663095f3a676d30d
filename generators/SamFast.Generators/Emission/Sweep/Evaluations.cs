using SamFast.Generators.Planning;

namespace SamFast.Generators.Emission;

/// <summary>Writes the methods that compute the parameters for evaluation.</summary>
internal static class Evaluations
{
    public static void Write(CodeWriter writer, Plan plan)
    {
        if (plan.Phases.Evaluation is not { } sweep)
            return;
        string precision = plan.Model.Precision;
        string Source(string parameters) =>
            plan.Workspace.Saved is null ? parameters : $"AscentStep > 0 ? SavedParameters : {parameters}";

        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Call("public void CopyEvaluationParametersTo",
            [$"System::ReadOnlySpan<{precision}> parameters", $"System::Span<{precision}> destination"], "");
        using (writer.Braces())
        {
            writer.Line("base.CheckCopy(parameters, destination);");
            writer.Line(Steps.TakesTurn(plan));
            writer.Line($"base.Run({sweep.Number()}, {Source("parameters")}, default, destination);");
        }

        writer.Line();
        writer.Doc("<summary>Writes the parameters for evaluation, one tensor after the other. Allocates "
            + "nothing.</summary>");
        writer.Doc("<param name=\"tensors\">The parameters, with the lengths passed to the constructor.</param>");
        writer.Doc("<param name=\"destination\">The destination; must not overlap the parameters.</param>");
        writer.Doc("<exception cref=\"System::ArgumentException\">A length differs; nothing was "
            + "written.</exception>");
        writer.Doc("<exception cref=\"System::ObjectDisposedException\">The tensors are disposed; nothing was "
            + "written.</exception>");
        writer.Call("public void CopyEvaluationParametersTo",
            [$"SamFast::TensorBuffers<{precision}> tensors", $"System::Span<{precision}> destination"], "");
        using (writer.Braces())
        {
            writer.Line("base.Check(tensors);");
            writer.Line("base.CheckCopy(destination);");
            writer.Line(Steps.TakesTurn(plan));
            Steps.OverTensors(writer, $"base.Run({sweep.Number()}, {Source("default")}, default, destination);");
        }
    }
}
