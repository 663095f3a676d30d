using SamFast.Generators.Kernels;
using SamFast.Generators.Planning;

namespace SamFast.Generators.Emission;

/// <summary>The step of a chain that ends in a line search: the update, the search along it, the move.</summary>
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

    /// <summary>The part of the constructor.</summary>
    public static void Reserve(CodeWriter writer, Plan plan)
    {
        if (plan.Search is not { Kernel: { Search: { } model } kernel } search)
            return;
        string gradients = model.Gradients is { } method
            ? $"{kernel.Type}.{method.Name}({string.Join(", ", method.Bindings.Select(b => search.Constant(b.Name)))})"
            : "2";
        writer.Line($"base.ReserveForSearch({gradients});");
    }

    private static void WriteResults(CodeWriter writer, Plan plan)
    {
        writer.Line();
        writer.Doc("<summary>What the line search of the last step has found.</summary>");
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

        writer.Line();
        writer.Line("/// <summary>Not available: a line search evaluates the loss itself.</summary>");
        writer.Line($"[System::Obsolete(\"{plan.Model.Type.Name} ends in a line search and needs the loss with its gradient: call \"");
        writer.Line("    + \"Step(parameters, objective), or Step(parameters, gradients, value, objective).\", error: true)]");
        writer.Line(Members.Hidden);
        writer.Line($"public void Step({parameters}, {known[0]}) =>");
        writer.Line("    throw new System::NotSupportedException();");
    }

    private static void WriteAdvance(CodeWriter writer, Plan plan)
    {
        string precision = plan.Model.Precision;
        var search = plan.Search!;
        writer.Line();
        writer.Comment("The parameters move when the search is over: an exception from the objective leaves everything as it was.");
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
                writer.Line($"line = new(this, {plan.Direction!.Constant}, parameters, gradients, value, objective);");
                Steps.WriteScheduled(writer, plan.Descent, search);
                using (writer.Block("try"))
                {
                    writer.Line($"// {search.Model.Title}");
                    writer.Call($"found = {search.Kernel.Type}.Search",
                        [.. search.Kernel.Search!.Search.Bindings.Select(b => Argument(b, search))], ";");
                }

                using (writer.Block("finally"))
                    writer.Line("objective = line.Objective;");
            });
            writer.Line();
            writer.Line("line.Finish(parameters, found.LearningRate, ref objective);");
            writer.Line("LastSearch = found;");
            if (plan.KeepsStateTwice)
                writer.Line($"{plan.Own.Committed} = 1 - {plan.Own.Committed};");
            Gates.Count(writer, plan.Descent);
            writer.Line("return found.Value;");
        }
    }

    private static void WriteDirection(CodeWriter writer, Plan plan)
    {
        writer.Line();
        writer.Comment("The update along which the line search goes.");
        writer.Line(Steps.CompiledAtOnce);
        using (writer.Block($"private void {plan.Own.FindDirection}({Steps.Signature(plan)})"))
            Steps.Body(writer, plan, plan.Descent, null, "parameters", "gradients", "parameters");
    }

    private static IDisposable Generic(CodeWriter writer, Plan plan, string head, string[] parameters)
    {
        writer.Call(head, parameters, "");
        writer.Line($"    where TObjective : SamFast::IObjective<{plan.Model.Precision}>, allows ref struct");
        return writer.Braces();
    }

    private static string Argument(BindingModel binding, Stage search) => binding.Role switch
    {
        Role.Line => "ref line",
        Role.LastSearch => "LastSearch",
        _ => search.Hyperparameter(binding.Name),
    };
}
