using SamFast.Generators.Planning;

namespace SamFast.Generators.Emission;

/// <summary>The parameters to evaluate the model with, where they are others than the caller's.</summary>
internal static class Evaluations
{
    public static void Write(CodeWriter writer, Plan plan)
    {
        if (plan.Evaluation is not { } sweep)
            return;
        string precision = plan.Model.Precision;
        string Source(string parameters) =>
            plan.Saved is null ? parameters : $"AscentStep > 0 ? SavedParameters : {parameters}";

        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Call("public void CopyEvaluationParametersTo",
            [$"System::ReadOnlySpan<{precision}> parameters", $"System::Span<{precision}> destination"], "");
        using (writer.Braces())
        {
            writer.Line("base.CheckCopy(parameters, destination);");
            writer.Line(Steps.TakesTurn(plan));
            writer.Line($"base.Run({sweep.Name}Sweep, {Source("parameters")}, default, destination);");
        }

        writer.Line();
        writer.Doc("<summary>Writes the parameters to evaluate the model with, one tensor after the other. Allocates "
            + "nothing.</summary>");
        writer.Doc("<param name=\"tensors\">The parameters, of the lengths that the constructor was given.</param>");
        writer.Doc("<param name=\"destination\">Where to write; does not overlap them.</param>");
        writer.Doc("<exception cref=\"System::ArgumentException\">They, or the destination, have other lengths; nothing was "
            + "written.</exception>");
        writer.Doc("<exception cref=\"System::ObjectDisposedException\">They were disposed of; nothing was "
            + "written.</exception>");
        writer.Call("public void CopyEvaluationParametersTo",
            [$"SamFast::TensorBuffers<{precision}> tensors", $"System::Span<{precision}> destination"], "");
        using (writer.Braces())
        {
            writer.Line("base.Check(tensors);");
            writer.Line("base.CheckCopy(destination);");
            writer.Line(Steps.TakesTurn(plan));
            writer.Line("base.BindTensors(tensors);");
            using (writer.Block("try"))
                writer.Line($"base.Run({sweep.Name}Sweep, {Source("default")}, default, destination);");
            using (writer.Block("finally"))
                writer.Line("base.BindTensors(null);");
        }
    }
}
