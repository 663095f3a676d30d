using SamFast.Generators.Model;
using SamFast.Generators.Planning;

namespace SamFast.Generators.Emission;

/// <summary>The step of a plain chain, and what all phases share: scalars, then sweeps.</summary>
internal static class Steps
{
    public static void Write(CodeWriter writer, Plan plan)
    {
        string precision = plan.Model.Precision;
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        using (writer.Block($"public void Step(Span<{precision}> parameters, ReadOnlySpan<{precision}> gradients)"))
        {
            writer.Line("Check(parameters, gradients);");
            Body(writer, plan, plan.Descent, null, "parameters", "gradients", "parameters");
            writer.Line("StepCount++;");
        }
    }

    /// <summary>The scalars and sweeps of a phase; where later ascents differ, of both.</summary>
    public static void Body(
        CodeWriter writer, Plan plan, Phase phase, Phase? later, string source, string gradients, string destination)
    {
        foreach (var (step, other) in phase.Steps.Zip(later?.Steps ?? phase.Steps, (a, b) => (a, b)))
        {
            if (step is Preparation { Stage: var stage })
            {
                Prepare(writer, phase, stage);
                continue;
            }

            var sweep = plan.Sweeps[((Sweep)step).Number];
            writer.Line();
            writer.Comment($"{sweep.Name} {Documentation.Streams(sweep, plan)}");
            string which = $"{sweep.Name}Sweep";
            if (plan.Sweeps[((Sweep)other).Number] is var twin && twin != sweep)
            {
                writer.Comment($"{twin.Name} {Documentation.Streams(twin, plan)}");
                which = $"ascent == 0 ? {which} : {twin.Name}Sweep";
            }

            writer.Line($"Run({which}, {source}, {gradients}, {destination});");
            foreach (var measure in sweep.Measures)
            {
                string name = measure.Stage.Measures[measure.Stage.Kernel.Measures[measure.Measure].Name];
                string reduction = measure.Stage.Kernel.Measures[measure.Measure].IsMax ? "MaxOf" : "SumOf";
                writer.Line($"double {name} = {reduction}({measure.Measure});");
            }
        }
    }

    /// <summary>Schedules and <c>Prepare</c> of one transform.</summary>
    private static void Prepare(CodeWriter writer, Phase phase, Stage stage)
    {
        var scheduled = stage.Model.Hyperparameters.Where(h => h.Schedule is not null).ToArray();
        if (stage.Kernel.Prepare is null && scheduled.Length == 0)
            return;

        writer.Line();
        writer.Line($"// {stage.Model.Title}");
        foreach (var hyperparameter in scheduled)
        {
            var schedule = hyperparameter.Schedule!;
            writer.Call($"{stage.Properties[hyperparameter.Name].Name} = {schedule.Type}.Evaluate",
                [phase.Count, .. schedule.Arguments], ";");
        }

        if (stage.Kernel.Prepare is { } prepare)
            writer.Call($"{stage.Kernel.Type}.Prepare", [.. prepare.Bindings.Select(b => Scalar(b, stage, phase))], ";");
    }

    private static string Scalar(BindingModel binding, Stage stage, Phase phase) => binding.Role switch
    {
        Role.Coefficient => $"out {stage.Fields[binding.Name].Name}",
        Role.State => $"ref {stage.Fields[binding.Name].Name}",
        Role.Measure => stage.Measures[binding.Name],
        Role.Count => phase.Count,
        _ => stage.Properties.TryGetValue(binding.Name, out var property) ? property.Name : stage.Constant(binding.Name)!,
    };
}
