using System.Globalization;
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
            Gates.Begin(writer, plan, plan.Descent);
            Body(writer, plan, plan.Descent, null, "parameters", "gradients", "parameters");
            Gates.Count(writer, plan.Descent);
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
        CodeWriter writer, Plan plan, Phase phase, Phase? later, string source, string gradients, string destination) =>
        Body(writer, plan, phase, phase.Steps, later?.Steps ?? phase.Steps, source, gradients, destination);

    /// <summary>What happens on one of a phase's paths.</summary>
    public static void Body(
        CodeWriter writer, Plan plan, Phase phase, IReadOnlyList<IStep> path, IReadOnlyList<IStep> later, string source,
        string gradients, string destination)
    {
        Sweep? measuring = null;
        foreach (var (step, other) in path.Zip(later, (a, b) => (a, b)))
        {
            if (step is Preparation { Stage: var stage })
            {
                Prepare(writer, phase, stage, measuring);
                continue;
            }

            if (step is Decision decision)
            {
                var otherwise = decision.Otherwise;
                Gates.Decide(
                    writer, decision, [.. Arguments(decision.Stage, phase, measuring)], Scheduled(decision.Stage, phase),
                    () => Body(writer, plan, phase, otherwise, otherwise, source, gradients, destination));
                continue;
            }

            if (step is Gathering gathering)
            {
                Prepare(writer, phase, gathering.Stage, measuring);
                Gates.Gather(writer, plan, gathering, $"{source}, {gradients}, {destination}");
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

            measuring = (Sweep)step;
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
                writer.Line($"double {measure.Stage.Measures[name]} = {Reduction(name, measure.Stage, sweep)});");
            }
        }
    }

    /// <summary>Schedules and <c>Prepare</c> of one transform.</summary>
    private static void Prepare(CodeWriter writer, Phase phase, Stage stage, Sweep? measuring)
    {
        var scheduled = Scheduled(stage, phase);
        if (stage.Kernel.Prepare is null && scheduled.Count == 0)
            return;

        writer.Line();
        writer.Line($"// {stage.Model.Title}");
        foreach (var (target, values, end) in scheduled)
            writer.Call(target, values, end);

        if (stage.Kernel.Prepare is null)
            return;
        string[] arguments = [.. Arguments(stage, phase, measuring)];
        if (!stage.Kernel.IsPerSegment)
        {
            writer.Call($"{stage.Kernel.Type}.Prepare", arguments, ";");
            return;
        }

        using (writer.Block("for (int segment = 0; segment < SegmentCount; segment++)"))
            writer.Call($"{stage.Kernel.Type}.Prepare", arguments, ";");
    }

    /// <summary>The calls that give scheduled hyperparameters their values: of joined schedules the one that applies, at the
    /// count since the one before it ended.</summary>
    private static List<(string Target, string[] Values, string End)> Scheduled(Stage stage, Phase phase)
    {
        var calls = new List<(string Target, string[] Values, string End)>();
        string count = stage.Rounds ?? stage.Count ?? phase.Count;
        foreach (var hyperparameter in stage.Model.Hyperparameters.Where(h => h.IsScheduled))
        {
            string start = $"{stage.Properties[hyperparameter.Name].Name} = ", since = count;
            foreach (var schedule in hyperparameter.Schedules)
            {
                string until = schedule.Until.ToString(CultureInfo.InvariantCulture);
                string condition = schedule.Until == 0 ? "" : $"{count} < {until} ? ";
                calls.Add(($"{start}{condition}{schedule.Type}.Evaluate", [since, .. schedule.Arguments], schedule.Until == 0 ? ";" : ""));
                start = "    : ";
                since = $"{count} - {until}";
            }
        }

        return calls;
    }

    /// <summary>What <c>Prepare</c> is given, or <c>ShouldStep</c>.</summary>
    private static IEnumerable<string> Arguments(Stage stage, Phase phase, Sweep? measuring) =>
        stage.Kernel.Prepare!.Bindings.Select(b => Scalar(b, stage, phase, measuring));

    private static string Measured(string name, Stage stage, Sweep measuring) =>
        stage.Kernel.Measures.Single(m => m.Name == name).IsPerSegment
            ? Reduction(name, stage, measuring) + ", segment)"
            : stage.Measures[name];

    private static string Reduction(string name, Stage stage, Sweep measuring)
    {
        var measure = measuring.Measures.Single(m => m.Stage == stage && stage.Kernel.Measures[m.Measure].Name == name);
        return $"{(stage.Kernel.Measures[measure.Measure].IsMax ? "MaxOf" : "SumOf")}({measuring.NumberOf(measure)}";
    }

    private static string Scalar(BindingModel binding, Stage stage, Phase phase, Sweep? measuring) => binding.Role switch
    {
        Role.Coefficient => $"out {stage.Fields[binding.Name].InPhase}",
        Role.State => $"ref {stage.Fields[binding.Name].InPhase}",
        Role.Measure => Measured(binding.Name, stage, measuring!),
        Role.Count => stage.Count ?? phase.Count,
        Role.Precision => stage.Model.Precision,
        _ => stage.Properties.TryGetValue(binding.Name, out var property) ? property.Name : stage.Constant(binding.Name)!,
    };
}
