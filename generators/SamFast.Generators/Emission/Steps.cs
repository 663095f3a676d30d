using SamFast.Generators.Model;
using SamFast.Generators.Planning;

namespace SamFast.Generators.Emission;

/// <summary>The step of a plain chain, and what all phases share: scalars, then sweeps.</summary>
internal static class Steps
{
    /// <summary>For methods that every step runs: full speed from the first call.</summary>
    public const string CompiledAtOnce = "[MethodImpl(MethodImplOptions.AggressiveOptimization)]";

    public static void Write(CodeWriter writer, Plan plan)
    {
        WriteCalls(writer, plan);
        writer.Line();
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        using (writer.Block($"private void Advance({Signature(plan)})"))
        {
            Body(writer, plan, plan.Descent, null, "parameters", "gradients", "parameters");
            writer.Line("StepCount++;");
        }
    }

    /// <summary>The public steps: with flat vectors, and with tensors that are where they are.</summary>
    public static void WriteCalls(CodeWriter writer, Plan plan)
    {
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line(CompiledAtOnce);
        using (writer.Block($"public void Step({Signature(plan)})"))
        {
            writer.Line("Check(parameters, gradients);");
            writer.Line("Advance(parameters, gradients);");
        }

        writer.Line();
        writer.Doc("<summary>Updates parameters that are separate tensors, where they are. Allocates nothing.</summary>");
        writer.Doc("<param name=\"tensors\">Parameters and gradients, of the lengths that the constructor was given.</param>");
        writer.Doc("<exception cref=\"ArgumentException\">They have other lengths; nothing was modified.</exception>");
        writer.Doc("<exception cref=\"ObjectDisposedException\">They were disposed of; nothing was modified.</exception>");
        writer.Line(CompiledAtOnce);
        using (writer.Block($"public void Step(Tensors<{plan.Model.Precision}> tensors)"))
        {
            writer.Line("Check(tensors);");
            writer.Line("Scatter(tensors);");
            using (writer.Block("try"))
                writer.Line("Advance(default, default);");
            using (writer.Block("finally"))
                writer.Line("Scatter(null);");
        }
    }

    private static string Signature(Plan plan) =>
        $"Span<{plan.Model.Precision}> parameters, {(plan.Model.ConsumesGradients ? "" : "ReadOnly")}Span<{plan.Model.Precision}> gradients";

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

            if (step is TensorStep { Number: var number })
            {
                var pass = plan.TensorSteps[number];
                writer.Line();
                writer.Comment($"{pass.Name} {Documentation.Streams(pass, plan)}");
                writer.Line($"TransformTensors({pass.Name}Step, {source}, {gradients});");
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

            writer.Line($"{(sweep.Measures.Any() ? "Measure" : "Run")}({which}, {source}, {gradients}, {destination});");
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
