using SamFast.Generators.Planning;

namespace SamFast.Generators.Emission;

/// <summary>Writes the step of a plain chain.</summary>
internal static class Steps
{
    /// <summary>For methods of every step: optimized from the first call.</summary>
    public const string CompiledAtOnce = "[CompilerServices::MethodImpl(CompilerServices::MethodImplOptions.AggressiveOptimization)]";

    /// <summary>Optimized from the first call, and never inlined: tiered compilation would compile the loop again in its
    /// caller, with the profile of the first calls, and it would be slower.</summary>
    public static void CompiledAlone(CodeWriter writer)
    {
        writer.Line("[CompilerServices::MethodImpl(");
        writer.Line("    CompilerServices::MethodImplOptions.NoInlining | CompilerServices::MethodImplOptions.AggressiveOptimization)]");
    }

    /// <summary>Enters the step, between the checks and the first change.</summary>
    public static string TakesTurn(Plan plan) => $"using SamFast::Runtime.StepScope<{plan.Model.Precision}> turn = base.EnterStep();";

    public static void Write(CodeWriter writer, Plan plan)
    {
        WriteCalls(writer, plan);
        if (plan.Phases.Observation is { } observation)
            HessianSteps.Write(writer, plan, observation);
        writer.Line();
        writer.Line("[CompilerServices::MethodImpl(CompilerServices::MethodImplOptions.AggressiveInlining)]");
        using (writer.Block($"private void {plan.Own.Advance}({Signature(plan)})"))
        {
            Gates.Begin(writer, plan, plan.Phases.Descent);
            CoefficientCacheWriter.Call(writer, plan);
            PhaseWriter.Write(writer, plan, plan.Phases.Descent, Buffers.InPlace);
            Restarts.Write(writer, plan);
            Gates.Count(writer, plan, plan.Phases.Descent);
        }
    }

    /// <summary>The public steps, with flat vectors and with separate tensors.</summary>
    public static void WriteCalls(CodeWriter writer, Plan plan)
    {
        string value = plan.TakesValue ? ", value" : "";
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line(CompiledAtOnce);
        using (writer.Block($"public void Step({Signature(plan)})"))
        {
            writer.Line("base.Check(parameters, gradients);");
            if (plan.Phases.Observation is not null)
                writer.Line("base.RequireHessian(!NeedsHessian);");
            writer.Line(TakesTurn(plan));
            writer.Line($"{plan.Own.Advance}(parameters, gradients{value});");
        }

        writer.Line();
        writer.Doc("<summary>Updates separate tensors in place. Allocates nothing.</summary>");
        writer.Doc("<param name=\"tensors\">Parameters and gradients, with the lengths passed to the constructor.</param>");
        if (plan.TakesValue)
            writer.Doc("<param name=\"value\">The loss at these parameters.</param>");
        writer.Doc("<exception cref=\"System::ArgumentException\">A length differs; nothing was modified.</exception>");
        writer.Doc("<exception cref=\"System::ObjectDisposedException\">The tensors are disposed; nothing was modified.</exception>");
        writer.Line(CompiledAtOnce);
        string tensors = $"SamFast::TensorBuffers<{plan.Model.Precision}> tensors";
        using (writer.Block($"public void Step({tensors}{(plan.TakesValue ? ", double value" : "")})"))
        {
            writer.Line("base.Check(tensors);");
            if (plan.Phases.Observation is not null)
                writer.Line("base.RequireHessian(!NeedsHessian);");
            writer.Line(TakesTurn(plan));
            OverTensors(writer, $"{plan.Own.Advance}(default, default{value});");
        }

        if (!plan.TakesValue)
            return;
        NotWithoutValue(writer, plan, Vectors(plan), "parameters, gradients");
        NotWithoutValue(writer, plan, tensors, "tensors");
    }

    /// <summary>A statement over separate tensors.</summary>
    public static void OverTensors(CodeWriter writer, string statement)
    {
        writer.Line("using (base.BindTensors(tensors))");
        writer.Line("    " + statement);
    }

    private static void NotWithoutValue(CodeWriter writer, Plan plan, string parameters, string arguments)
    {
        string asking = plan.Phases.All.SelectMany(p => p.Steps).OfType<PrepareCall>()
            .First(p => p.Link.Kernel.TakesValue).Link.Model.Name;
        Refusal.Step(
            writer, "a step needs the loss.",
            ($"{plan.Model.Type.Name} asks for the loss ({asking} does): call ", $"Step({arguments}, value), with the loss where the gradient was taken."),
            parameters);
    }

    public static string Signature(Plan plan) => Vectors(plan) + (plan.TakesValue ? ", double value" : "");

    private static string Vectors(Plan plan) =>
        $"System::Span<{plan.Model.Precision}> parameters, System::{(plan.Model.ConsumesGradients ? "" : "ReadOnly")}Span<{plan.Model.Precision}> gradients";
}
