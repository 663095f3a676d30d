using SamFast.Generators.Kernels;
using SamFast.Generators.Planning;
using SamFast.Generators.Program;

namespace SamFast.Generators.Emission;

/// <summary>Writes the step of a chain that ends in a line search: the update, the search, the move.</summary>
internal static class Linesearches
{
    private const string Objective = "ref TObjective objective";

    public static void Write(CodeWriter writer, Plan plan)
    {
        WriteResults(writer, plan);
        WriteCalls(writer, plan);
        WriteAdvance(writer, plan);
        WriteDirection(writer, plan);
    }

    /// <summary>The memory of the search, in the constructor.</summary>
    public static void Reserve(CodeWriter writer, Plan plan)
    {
        if (plan.Program.Search is not { Kernel: { Search: { } model } kernel } search)
            return;
        string gradients = model.Gradients is { } method
            ? $"{kernel.Type}.{method.Name}({string.Join(", ", KernelCall.Arguments(method, b => search.Constant(b.Name)!))})"
            : "2";
        writer.Line($"base.ReserveForSearch({gradients});");
    }

    private static void WriteResults(CodeWriter writer, Plan plan)
    {
        writer.Line();
        writer.Doc("<summary>Result of the line search of the last step.</summary>");
        writer.Line("public SamFast::LinesearchResult LastSearch");
        using (writer.Braces("} = SamFast::LinesearchResult.Initial;"))
        {
            writer.Line("get => base.Published(ref field);");
            writer.Line("private set => base.Publish(ref field, value);");
        }
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line($"public System::ReadOnlySpan<{plan.Model.Precision}> LastGradient => base.KnownGradient;");
        Members.StepCount(writer, plan);
    }

    private static void WriteCalls(CodeWriter writer, Plan plan)
    {
        string precision = plan.Model.Precision;
        string parameters = $"System::Span<{precision}> parameters";
        string[] known = [$"System::ReadOnlySpan<{precision}> gradients", "double value"];

        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line(Steps.CompiledAtOnce);
        using (Generic(writer, plan, "public double Step<TObjective>", [parameters, Objective]))
        {
            writer.Line("base.Check(parameters);");
            writer.Line(Steps.TakesTurn(plan));
            writer.Line("double value = LastSearch.Value;");
            writer.Call($"System::ReadOnlySpan<{precision}> gradients = base.FirstGradient", ["parameters", "ref objective", "ref value"], ";");
            writer.Line($"return {plan.Own.Advance}(parameters, gradients, value, ref objective);");
        }

        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line(Steps.CompiledAtOnce);
        using (Generic(writer, plan, "public double Step<TObjective>", [parameters, .. known, Objective]))
        {
            writer.Line("base.Check(parameters, gradients);");
            writer.Line(Steps.TakesTurn(plan));
            writer.Line($"return {plan.Own.Advance}(parameters, gradients, value, ref objective);");
        }

        foreach (bool isKnown in new[] { false, true })
        {
            writer.Line();
            writer.Line("/// <inheritdoc/>");
            writer.Call("public double Step",
                [parameters, .. isKnown ? known : [], $"SamFast::ObjectiveFunction<{precision}> objective"], "");
            using (writer.Braces())
            {
                writer.Line("System::ArgumentNullException.ThrowIfNull(objective);");
                writer.Line($"SamFast::Runtime.DelegateObjective<{precision}> function = new(objective);");
                writer.Line($"return Step(parameters{(isKnown ? ", gradients, value" : "")}, ref function);");
            }
        }

        Refusal.Step(
            writer, "a line search evaluates the loss itself.",
            ($"{plan.Model.Type.Name} ends in a line search and needs the loss with its gradient: call ",
                "Step(parameters, objective), or Step(parameters, gradients, value, objective)."),
            $"{parameters}, {known[0]}");
    }

    private static void WriteAdvance(CodeWriter writer, Plan plan)
    {
        string precision = plan.Model.Precision;
        var search = plan.Program.Search!;
        writer.Line();
        writer.Comment("The parameters move after the search: an exception from the objective changes nothing.");
        writer.Line(Steps.CompiledAtOnce);
        using (Generic(
            writer, plan, $"private double {plan.Own.Advance}<TObjective>",
            [$"System::Span<{precision}> parameters", $"System::ReadOnlySpan<{precision}> gradients", "double value", Objective]))
        {
            writer.Line("SamFast::LinesearchResult found;");
            writer.Line($"SamFast::Runtime.SearchLine<{precision}, TObjective> line;");
            Rollback.Around(writer, plan, [], () =>
            {
                writer.Line($"{plan.Own.FindDirection}(parameters, gradients{(plan.TakesValue ? ", value" : "")});");
                writer.Line($"line = new(this, {plan.Direction!.Constant()}, parameters, gradients, value, objective);");
                new ScalarWriter(writer, plan, plan.Phases.Descent).Schedules(search);
                using (writer.Block("try"))
                {
                    writer.Line($"// {search.Model.Title}");
                    writer.Call($"found = {search.Kernel.Type}.Search",
                        KernelCall.Arguments(search.Kernel.Search!.Search, b => Argument(b, search)), ";");
                }

                using (writer.Block("finally"))
                    writer.Line("objective = line.Objective;");
            });
            writer.Line();
            writer.Line("line.Finish(parameters, found.LearningRate, ref objective);");
            writer.Line("LastSearch = found;");
            if (plan.KeepsStateTwice)
                writer.Line($"{plan.Own.Committed} = 1 - {plan.Own.Committed};");
            Gates.Count(writer, plan, plan.Phases.Descent);
            writer.Line("return found.Value;");
        }
    }

    private static void WriteDirection(CodeWriter writer, Plan plan)
    {
        writer.Line();
        writer.Comment("Computes the direction of the line search.");
        writer.Line(Steps.CompiledAtOnce);
        using (writer.Block($"private void {plan.Own.FindDirection}({Steps.Signature(plan)})"))
            PhaseWriter.Write(writer, plan, plan.Phases.Descent, Buffers.InPlace);
    }

    private static IDisposable Generic(CodeWriter writer, Plan plan, string head, string[] parameters)
    {
        writer.Call(head, parameters, "");
        writer.Line($"    where TObjective : SamFast::IObjective<{plan.Model.Precision}>, allows ref struct");
        return writer.Braces();
    }

    private static string Argument(BindingModel binding, Link search) => binding.Role switch
    {
        Role.Line => "ref line",
        Role.LastSearch => "LastSearch",
        _ => search.Hyperparameter(binding.Name),
    };
}
