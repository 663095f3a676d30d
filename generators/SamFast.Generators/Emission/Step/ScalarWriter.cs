using System.Globalization;
using SamFast.Generators.Kernels;
using SamFast.Generators.Planning;
using SamFast.Generators.Program;

namespace SamFast.Generators.Emission;

/// <summary>Writes the scalar computations of a phase: schedules, <c>Prepare</c>, <c>Conclude</c>.</summary>
internal sealed class ScalarWriter(CodeWriter writer, Plan plan, Phase phase)
{
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
                writer.Call($"{start}{condition}{schedule.Type}.Evaluate", [since, .. schedule.Arguments], schedule.Until == 0 ? ";" : "");
                start = "    : ";
                since = $"{count} - {until}";
            }
        }
    }

    public string[] Arguments(Link link, MethodModel method, Sweep? measuring = null) =>
        [.. method.Bindings.Select(b => Argument(plan, phase, b, link, measuring))];

    /// <summary>A call in the descent of a method without measures.</summary>
    public static string CallInDescent(Plan plan, Link link, MethodModel method) =>
        $"{link.Kernel.Type}.{method.Name}({string.Join(", ", method.Bindings.Select(b => Argument(plan, plan.Phases.Descent, b, link, null)))})";

    /// <summary>Calls <c>Prepare</c> or <c>Conclude</c>, once or for each tensor.</summary>
    private void Call(Link link, MethodModel method, Sweep? measuring)
    {
        string call = $"{link.Kernel.Type}.{method.Name}";
        string[] arguments = Arguments(link, method, measuring);
        if (!link.Kernel.IsPerTensor)
        {
            writer.Call(call, arguments, ";");
            return;
        }

        using (writer.Block("for (int tensor = 0; tensor < base.TensorCount; tensor++)"))
        {
            using (link.InTensor() is { } condition ? writer.Block($"if ({condition})") : null)
                writer.Call(call, arguments, ";");
        }
    }

    private static string Argument(Plan plan, Phase phase, BindingModel binding, Link link, Sweep? measuring) => binding.Role switch
    {
        Role.Coefficient => (binding.IsRef ? "out " : "") + link.Scalars[binding.Name].AsOutput(plan),
        Role.State => (binding.IsRef ? "ref " : "") + link.Scalars[binding.Name].InPhase(),
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
