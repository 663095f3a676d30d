using System.Globalization;
using SamFast.Generators.Kernels;
using SamFast.Generators.Planning;
using SamFast.Generators.Program;

namespace SamFast.Generators.Emission;

/// <summary>Writes the scalar computations of a phase: schedules, <c>Prepare</c>, <c>Conclude</c>.</summary>
internal sealed class ScalarWriter(CodeWriter writer, Plan plan, Phase phase)
{
    private readonly KernelCall _calls = new(writer, plan);

    /// <summary>Schedules and <c>Prepare</c> of a transform.</summary>
    /// <param name="measuring">The sweep that took its measures.</param>
    public void Prepare(Link link, Sweep? measuring)
    {
        if (link.Kernel.Prepare is null && link.Model.Hyperparameters.All(h => !h.IsScheduled))
            return;

        writer.Line();
        writer.Line($"// {link.Model.Title}");
        Schedules(link);
        if (link.Kernel.Prepare is { } prepare)
            Call(link, prepare, measuring);
    }

    /// <summary><c>Conclude</c> of a transform.</summary>
    public void Conclude(Link link, Sweep? measuring)
    {
        writer.Line();
        writer.Line($"// {link.Model.Title}, concluded");
        Call(link, link.Kernel.Conclude!, measuring);
    }

    /// <summary>Evaluates the schedules of hyperparameters. Of joined schedules, the current one is evaluated at the count
    /// since the end of the one before it.</summary>
    public void Schedules(Link link)
    {
        foreach (var hyperparameter in link.Model.Hyperparameters.Where(h => h.IsScheduled))
        {
            string count = (link.Rounds ?? link.Count ?? phase.Count).Expression(plan)
                + (hyperparameter.FirstCount == 0 ? "" : $" + {hyperparameter.FirstCount.ToString(CultureInfo.InvariantCulture)}");
            string start = $"{link.Properties[hyperparameter.Name].Name} = ", since = count;
            foreach (var schedule in hyperparameter.Schedules)
            {
                string until = schedule.Until.ToString(CultureInfo.InvariantCulture);
                string condition = schedule.Until == 0 ? "" : $"{count} < {until} ? ";
                writer.Call($"{start}{condition}{schedule.Type}.Evaluate", Evaluation(schedule, since), schedule.Until == 0 ? ";" : "");
                start = "    : ";
                since = $"{count} - {until}";
            }
        }
    }

    /// <summary>The arguments, in the descent, of a method without measures.</summary>
    public static CallArgument[] ArgumentsInDescent(Plan plan, Link link, MethodModel method) =>
        KernelCall.Arguments(method, b => Argument(plan, plan.Phases.Descent, b, link, null));

    /// <summary>Assigns the decision of a gate.</summary>
    public void Decide(string target, Link gate, Sweep? measuring) => Call($"{target}= ", gate, gate.Kernel.Prepare!, measuring);

    /// <summary>Calls <c>Prepare</c> or <c>Conclude</c>, once or for each tensor.</summary>
    private void Call(Link link, MethodModel method, Sweep? measuring)
    {
        if (!link.Kernel.IsPerTensor)
        {
            Call("", link, method, measuring);
            return;
        }

        using (writer.Block("for (int tensor = 0; tensor < base.TensorCount; tensor++)"))
        {
            using (link.InTensor() is { } condition ? writer.Block($"if ({condition})") : null)
                Call("", link, method, measuring);
        }
    }

    private void Call(string target, Link link, MethodModel method, Sweep? measuring) => _calls.Write(
        $"{target}{link.Kernel.Type}.{method.Name}", method,
        b => Argument(plan, phase, b, link, measuring), b => Value(plan, phase, b, link, measuring));

    /// <summary>The arguments of a schedule at a count.</summary>
    private static CallArgument[] Evaluation(ScheduleModel schedule, string count)
    {
        string[] values = [count, .. schedule.Arguments];
        return KernelCall.Arguments(schedule.Evaluate, b => values[schedule.Evaluate.Bindings.Items.IndexOf(b)]);
    }

    private static string Argument(Plan plan, Phase phase, BindingModel binding, Link link, Sweep? measuring) => binding switch
    {
        { Role: Role.Coefficient, IsRef: true } => "out ",
        { Role: Role.State, IsRef: true } => "ref ",
        _ => "",
    } + Value(plan, phase, binding, link, measuring);

    private static string Value(Plan plan, Phase phase, BindingModel binding, Link link, Sweep? measuring) => binding.Role switch
    {
        Role.Coefficient => link.Scalars[binding.Name].AsOutput(plan),
        Role.State => link.Scalars[binding.Name].InPhase(),
        Role.Measure => Measure(binding.Name, link, measuring!),
        Role.Value => "value",
        Role.HasClimbed => link.HasClimbed(plan),
        Role.IsLastDescent => link.IsLastDescent(plan),
        Role.Count => (link.Count ?? phase.Count).Expression(plan),
        Role.Precision => link.Precision(),
        _ => link.Hyperparameter(binding.Name),
    };

    private static string Measure(string name, Link link, Sweep measuring) => link.Kernel.Measures.Single(m => m.Name == name) switch
    {
        { IsPerTensor: true } measure => measuring.Reduction(link, measure),
        _ => "_" + link.Measures[name],
    };
}
