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
            foreach (var measure in sweep.Measures.Where(m => !m.Stage.Kernel.Measures[m.Measure].IsPerSegment))
            {
                string name = measure.Stage.Kernel.Measures[measure.Measure].Name;
                writer.Line($"double {measure.Stage.Measures[name]} = {Reduction(name, measure.Stage)});");
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

        if (stage.Kernel.Prepare is not { } prepare)
            return;
        string[] arguments = [.. prepare.Bindings.Select(b => Scalar(b, stage, phase))];
        if (!stage.Kernel.IsPerSegment)
        {
            writer.Call($"{stage.Kernel.Type}.Prepare", arguments, ";");
            return;
        }

        using (writer.Block("for (int segment = 0; segment < SegmentCount; segment++)"))
            writer.Call($"{stage.Kernel.Type}.Prepare", arguments, ";");
    }

    private static string Measured(string name, Stage stage) =>
        stage.Kernel.Measures.Single(m => m.Name == name).IsPerSegment
            ? Reduction(name, stage) + ", segment)"
            : stage.Measures[name];

    private static string Reduction(string name, Stage stage)
    {
        int number = stage.Kernel.Measures.TakeWhile(m => m.Name != name).Count();
        return $"{(stage.Kernel.Measures[number].IsMax ? "MaxOf" : "SumOf")}({number}";
    }

    private static string Scalar(BindingModel binding, Stage stage, Phase phase) => binding.Role switch
    {
        Role.Coefficient => $"out {stage.Fields[binding.Name].InPhase}",
        Role.State => $"ref {stage.Fields[binding.Name].InPhase}",
        Role.Measure => Measured(binding.Name, stage),
        Role.Count => phase.Count,
        Role.Precision => stage.Model.Precision,
        _ => stage.Properties.TryGetValue(binding.Name, out var property) ? property.Name : stage.Constant(binding.Name)!,
    };
}
