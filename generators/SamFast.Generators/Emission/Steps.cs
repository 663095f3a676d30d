using System.Globalization;
using SamFast.Generators.Kernels;
using SamFast.Generators.Planning;

namespace SamFast.Generators.Emission;

/// <summary>The step of a plain chain, and what all phases share: scalars, then sweeps.</summary>
internal static class Steps
{
    /// <summary>For methods that every step runs: full speed from the first call.</summary>
    public const string CompiledAtOnce = "[CompilerServices::MethodImpl(CompilerServices::MethodImplOptions.AggressiveOptimization)]";

    /// <summary>Full speed from the first call, and never inlined: into a method that is compiled again later, with the profile
    /// of its first calls, where a loop is slower.</summary>
    public static void CompiledAlone(CodeWriter writer)
    {
        writer.Line("[CompilerServices::MethodImpl(");
        writer.Line("    CompilerServices::MethodImplOptions.NoInlining | CompilerServices::MethodImplOptions.AggressiveOptimization)]");
    }

    /// <summary>Between the checks and the first change.</summary>
    public static string TakesTurn(Plan plan) => $"using SamFast::Runtime.StepScope<{plan.Model.Precision}> turn = base.EnterStep();";

    public static void Write(CodeWriter writer, Plan plan)
    {
        WriteCalls(writer, plan);
        if (plan.Observation is { } observation)
            HessianSteps.Write(writer, plan, observation);
        writer.Line();
        writer.Line("[CompilerServices::MethodImpl(CompilerServices::MethodImplOptions.AggressiveInlining)]");
        using (writer.Block($"private void {plan.Own.Advance}({Signature(plan)})"))
        {
            Gates.Begin(writer, plan, plan.Descent);
            Preparing.Call(writer, plan);
            Body(writer, plan, plan.Descent, null, "parameters", "gradients", "parameters");
            Restarts.Write(writer, plan);
            Gates.Count(writer, plan.Descent);
        }
    }

    /// <summary>The public steps: with flat vectors, and with tensors that are where they are.</summary>
    public static void WriteCalls(CodeWriter writer, Plan plan)
    {
        string value = plan.TakesValue ? ", value" : "";
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line(CompiledAtOnce);
        using (writer.Block($"public void Step({Signature(plan)})"))
        {
            writer.Line("base.Check(parameters, gradients);");
            if (plan.Observation is not null)
                writer.Line("base.RequireHessian(!NeedsHessian);");
            writer.Line(TakesTurn(plan));
            writer.Line($"{plan.Own.Advance}(parameters, gradients{value});");
        }

        writer.Line();
        writer.Doc("<summary>Updates parameters that are separate tensors, where they are. Allocates nothing.</summary>");
        writer.Doc("<param name=\"tensors\">Parameters and gradients, of the lengths that the constructor was given.</param>");
        if (plan.TakesValue)
            writer.Doc("<param name=\"value\">The loss at these parameters.</param>");
        writer.Doc("<exception cref=\"System::ArgumentException\">They have other lengths; nothing was modified.</exception>");
        writer.Doc("<exception cref=\"System::ObjectDisposedException\">They were disposed of; nothing was modified.</exception>");
        writer.Line(CompiledAtOnce);
        string tensors = $"SamFast::TensorBuffers<{plan.Model.Precision}> tensors";
        using (writer.Block($"public void Step({tensors}{(plan.TakesValue ? ", double value" : "")})"))
        {
            writer.Line("base.Check(tensors);");
            if (plan.Observation is not null)
                writer.Line("base.RequireHessian(!NeedsHessian);");
            writer.Line(TakesTurn(plan));
            writer.Line("base.BindTensors(tensors);");
            using (writer.Block("try"))
                writer.Line($"{plan.Own.Advance}(default, default{value});");
            using (writer.Block("finally"))
                writer.Line("base.BindTensors(null);");
        }

        if (!plan.TakesValue)
            return;
        NotWithoutValue(writer, plan, Vectors(plan), "parameters, gradients");
        NotWithoutValue(writer, plan, tensors, "tensors");
    }

    private static void NotWithoutValue(CodeWriter writer, Plan plan, string parameters, string arguments)
    {
        string asking = plan.Phases.SelectMany(p => p.Steps).OfType<Preparation>()
            .First(p => p.Stage.Kernel.TakesValue).Stage.Model.Name;
        writer.Line();
        writer.Line("/// <summary>Not available: a step needs the loss.</summary>");
        writer.Line($"[System::Obsolete(\"{plan.Model.Type.Name} asks for the loss ({asking} does): call \"");
        writer.Line($"    + \"Step({arguments}, value), with the loss where the gradient was taken.\", error: true)]");
        writer.Line(Members.Hidden);
        writer.Line($"public void Step({parameters}) =>");
        writer.Line("    throw new System::NotSupportedException();");
    }

    public static string Signature(Plan plan) => Vectors(plan) + (plan.TakesValue ? ", double value" : "");

    private static string Vectors(Plan plan) =>
        $"System::Span<{plan.Model.Precision}> parameters, System::{(plan.Model.ConsumesGradients ? "" : "ReadOnly")}Span<{plan.Model.Precision}> gradients";

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
        // The parts whose parameters have moved; null stands for all of them.
        var moved = new HashSet<Mask?>();
        foreach (var (step, other) in path.Zip(later, (a, b) => (a, b)))
        {
            switch (step)
            {
                case Preparation { Stage: var stage } when phase == plan.Descent && plan.Steady.Contains(stage):
                    continue;
                case Preparation { Stage: var stage }:
                    Prepare(writer, phase, stage, measuring);
                    continue;
                case Conclusion { Stage: var stage } conclusion:
                    writer.Line();
                    writer.Line($"// {stage.Model.Title}, concluded");
                    Compute(writer, phase, stage, stage.Kernel.Conclude!, conclusion.Sweep);
                    continue;
                case Decision { Stage: var stage } decision:
                    var otherwise = decision.Otherwise;
                    string[] arguments = [.. Arguments(stage, stage.Kernel.Prepare!, phase, measuring)];
                    Gates.Decide(
                        writer, decision, arguments, Scheduled(stage, phase), decision == path.OfType<Decision>().First(),
                        () => Body(writer, plan, phase, otherwise, otherwise, source, gradients, destination));
                    continue;
                case Gathering { Stage: var stage } gathering:
                    Prepare(writer, phase, stage, measuring);
                    Gates.Gather(writer, plan, gathering, $"{source}, {gradients}, {destination}");
                    continue;
                case TensorStep { Number: var number }:
                    var pass = plan.TensorSteps[number];
                    writer.Line();
                    writer.Comment($"{pass.Name} {Documentation.Streams(pass, plan)}");
                    writer.Line($"base.Transform{(pass.IsAll ? "Vectors" : "Tensors")}({pass.Name}Step, {source}, {gradients});");
                    continue;
                case Searching:
                    continue;
            }

            measuring = (Sweep)step;
            var sweep = plan.Sweeps[measuring.Number];
            writer.Line();
            writer.Comment($"{sweep.Name} {Documentation.Streams(sweep, plan)}");
            string which = $"{sweep.Name}Sweep";
            if (plan.Sweeps[((Sweep)other).Number] is var twin && twin != sweep)
            {
                writer.Comment($"{twin.Name} {Documentation.Streams(twin, plan)}");
                which = $"ascent == 0 ? {which} : {twin.Name}Sweep";
            }

            bool hasMoved = moved.Contains(sweep.Part);
            writer.Line($"base.{(sweep.Measures.Any() ? "Measure" : "Run")}({which}, {(hasMoved ? destination : source)}, {gradients}, {destination});");
            if (sweep.Sign is not null)
                moved.Add(sweep.Part);
            foreach (var measure in sweep.Measures.Where(m => !m.Stage.Kernel.Measures[m.Measure].IsPerSegment))
            {
                string name = measure.Stage.Kernel.Measures[measure.Measure].Name;
                writer.Line($"_{measure.Stage.Measures[name]} = {Reduction(name, measure.Stage, sweep)});");
            }
        }
    }

    /// <summary>Gives scheduled hyperparameters their values.</summary>
    public static void WriteScheduled(CodeWriter writer, Phase phase, Stage stage)
    {
        foreach (var (target, values, end) in Scheduled(stage, phase))
            writer.Call(target, values, end);
    }

    /// <summary>Schedules and <c>Prepare</c> of one transform.</summary>
    public static void Prepare(CodeWriter writer, Phase phase, Stage stage, Sweep? measuring)
    {
        if (stage.Kernel.Prepare is null && stage.Model.Hyperparameters.All(h => !h.IsScheduled))
            return;

        writer.Line();
        writer.Line($"// {stage.Model.Title}");
        WriteScheduled(writer, phase, stage);
        if (stage.Kernel.Prepare is { } prepare)
            Compute(writer, phase, stage, prepare, measuring);
    }

    /// <summary>Calls <c>Prepare</c> or <c>Conclude</c>: once, or for each tensor.</summary>
    /// <param name="measured">The sweep that took the measures it receives.</param>
    private static void Compute(CodeWriter writer, Phase phase, Stage stage, MethodModel method, Sweep? measured)
    {
        string call = $"{stage.Kernel.Type}.{method.Name}";
        string[] arguments = [.. Arguments(stage, method, phase, measured)];
        if (!stage.Kernel.IsPerSegment)
        {
            writer.Call(call, arguments, ";");
            return;
        }

        using (writer.Block("for (int tensor = 0; tensor < base.TensorCount; tensor++)"))
        {
            using (stage.InSegment is { } condition ? writer.Block($"if ({condition})") : null)
                writer.Call(call, arguments, ";");
        }
    }

    /// <summary>The calls that give scheduled hyperparameters their values: of joined schedules the one that applies, at the
    /// count since the one before it ended.</summary>
    private static List<(string Target, string[] Values, string End)> Scheduled(Stage stage, Phase phase)
    {
        var calls = new List<(string Target, string[] Values, string End)>();
        foreach (var hyperparameter in stage.Model.Hyperparameters.Where(h => h.IsScheduled))
        {
            string count = (stage.Rounds ?? stage.Count ?? phase.Count)
                + (hyperparameter.FirstCount == 0 ? "" : $" + {hyperparameter.FirstCount.ToString(CultureInfo.InvariantCulture)}");
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

    /// <summary>What <c>ShouldReset</c> is given.</summary>
    public static string[] Arguments(Stage stage, MethodModel method, Phase phase) => [.. Arguments(stage, method, phase, null)];

    /// <summary>What <c>Prepare</c>, <c>Conclude</c> or <c>ShouldStep</c> is given.</summary>
    private static IEnumerable<string> Arguments(Stage stage, MethodModel method, Phase phase, Sweep? measured) =>
        method.Bindings.Select(b => Scalar(b, stage, phase, measured));

    private static string Measured(string name, Stage stage, Sweep measured) =>
        stage.Kernel.Measures.Single(m => m.Name == name).IsPerSegment
            ? Reduction(name, stage, measured) + ", tensor)"
            : "_" + stage.Measures[name];

    private static string Reduction(string name, Stage stage, Sweep measured) =>
        $"{(stage.Kernel.Measures.Single(m => m.Name == name).IsMax ? "base.MaxOf" : "base.SumOf")}({measured.NumberOf(stage, name)}";

    public static string Scalar(BindingModel binding, Stage stage, Phase phase, Sweep? measured) => binding.Role switch
    {
        Role.Coefficient => (binding.IsRef ? "out " : "") + stage.Fields[binding.Name].InPhase,
        Role.State => (binding.IsRef ? "ref " : "") + stage.Fields[binding.Name].InPhase,
        Role.Measure => Measured(binding.Name, stage, measured!),
        Role.Value => "value",
        Role.HasClimbed => stage.HasClimbed,
        Role.IsLastDescent => stage.IsLastDescent,
        Role.Count => stage.Count ?? phase.Count,
        Role.Precision => "SamFast::" + stage.Model.Precision,
        _ => stage.Hyperparameter(binding.Name),
    };
}
