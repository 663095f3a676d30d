using SamFast.Generators.Planning;

namespace SamFast.Generators.Emission;

/// <summary>The steps of a chain that averages the diagonal of the Hessian: a sweep more, after the step.</summary>
internal static class HessianSteps
{
    public static void Write(CodeWriter writer, Plan plan, Sweep observation)
    {
        string precision = plan.Model.Precision;
        var stage = observation.Operations[0].Stage;
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Call($"public bool NeedsHessian => {stage.Kernel.Type}.NeedsHessian",
            [.. stage.Kernel.NeedsHessian!.Bindings.Select(b => Steps.Scalar(b, stage, plan.Descent, measured: null))], ";");

        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line(Steps.CompiledAtOnce);
        writer.Call("public void Step",
            [$"System::Span<{precision}> parameters", $"System::ReadOnlySpan<{precision}> gradients", $"System::ReadOnlySpan<{precision}> hessianDiagonal"], "");
        using (writer.Braces())
        {
            writer.Line("base.Check(parameters, gradients);");
            writer.Line("base.CheckHessian(parameters, hessianDiagonal);");
            writer.Line(Steps.TakesTurn(plan));
            writer.Line($"{plan.Own.Advance}(parameters, gradients);");
            Observe(writer, plan, observation);
        }

        writer.Line();
        writer.Doc("<summary>Updates parameters that are separate tensors, where they are, and averages the diagonal of the Hessian. "
            + "Allocates nothing.</summary>");
        writer.Doc("<param name=\"tensors\">Parameters and gradients, of the lengths that the constructor was given.</param>");
        writer.Doc("<param name=\"hessianDiagonal\">The diagonal at these parameters, as one flat vector.</param>");
        writer.Doc("<exception cref=\"System::ArgumentException\">They have other lengths; nothing was modified.</exception>");
        writer.Doc("<exception cref=\"System::ObjectDisposedException\">They were disposed of; nothing was modified.</exception>");
        writer.Line(Steps.CompiledAtOnce);
        using (writer.Block($"public void Step(SamFast::TensorBuffers<{precision}> tensors, System::ReadOnlySpan<{precision}> hessianDiagonal)"))
        {
            writer.Line("base.Check(tensors);");
            writer.Line("base.CheckHessian(default, hessianDiagonal);");
            writer.Line(Steps.TakesTurn(plan));
            writer.Line("base.BindTensors(tensors);");
            using (writer.Block("try"))
                writer.Line($"{plan.Own.Advance}(default, default);");
            using (writer.Block("finally"))
                writer.Line("base.BindTensors(null);");
            Observe(writer, plan, observation);
        }
    }

    private static void Observe(CodeWriter writer, Plan plan, Sweep observation)
    {
        writer.Line();
        writer.Comment($"{observation.Name} {Documentation.Streams(observation, plan)}");
        var restarts = plan.Restarts.Where(r => r.Before.Contains(observation.Operations[0].Stage)).ToArray();
        string run = $"base.Run({observation.Name}Sweep, default, hessianDiagonal, default);";
        if (restarts.Length == 0)
        {
            writer.Line(run);
            return;
        }

        // What has just started afresh is to be as it was in the beginning.
        writer.Line($"if (!({string.Join(" || ", restarts.Select(r => Restarts.Condition(plan, r)))}))");
        writer.Line("    " + run);
    }
}
