using SamFast.Generators.Planning;

namespace SamFast.Generators.Emission;

/// <summary>Writes the steps of a chain that averages the diagonal of the Hessian, in a sweep after the step.</summary>
internal static class HessianSteps
{
    public static void Write(CodeWriter writer, Plan plan, Sweep observation)
    {
        string precision = plan.Model.Precision;
        var link = observation.Operations[0].Link;
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Call($"public bool NeedsHessian => {link.Kernel.Type}.NeedsHessian",
            ScalarWriter.ArgumentsInDescent(plan, link, link.Kernel.NeedsHessian!), ";");

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
        writer.Doc("<summary>Updates separate tensors in place, and averages the diagonal of the Hessian. "
            + "Allocates nothing.</summary>");
        writer.Doc("<param name=\"tensors\">Parameters and gradients, with the lengths passed to the constructor.</param>");
        writer.Doc("<param name=\"hessianDiagonal\">The diagonal at these parameters, as one flat vector.</param>");
        writer.Doc("<exception cref=\"System::ArgumentException\">A length differs; nothing was modified.</exception>");
        writer.Doc("<exception cref=\"System::ObjectDisposedException\">The tensors are disposed; nothing was modified.</exception>");
        writer.Line(Steps.CompiledAtOnce);
        using (writer.Block($"public void Step(SamFast::TensorBuffers<{precision}> tensors, System::ReadOnlySpan<{precision}> hessianDiagonal)"))
        {
            writer.Line("base.Check(tensors);");
            writer.Line("base.CheckHessian(default, hessianDiagonal);");
            writer.Line(Steps.TakesTurn(plan));
            Steps.OverTensors(writer, $"{plan.Own.Advance}(default, default);");
            Observe(writer, plan, observation);
        }
    }

    private static void Observe(CodeWriter writer, Plan plan, Sweep observation)
    {
        writer.Line();
        writer.Comment(Documentation.Title(observation, plan));
        var restarts = plan.Program.Restarts.Where(r => r.Before.Contains(observation.Operations[0].Link)).ToArray();
        string run = $"base.Run({observation.Number()}, default, hessianDiagonal, default);";
        if (restarts.Length == 0)
        {
            writer.Line(run);
            return;
        }

        // A state that was reset in this step keeps its initial value.
        writer.Line($"if (!({string.Join(" || ", restarts.Select(r => Restarts.Condition(plan, r)))}))");
        writer.Line("    " + run);
    }
}
