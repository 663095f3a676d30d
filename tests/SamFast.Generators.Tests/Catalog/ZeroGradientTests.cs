using System.Reflection;
using System.Runtime.Loader;

namespace SamFast.Generators.Tests.Catalog;

/// <summary>A zero gradient with ε = 0: the table of departures lists the transforms and aliases that keep the parameters.</summary>
public class ZeroGradientTests
{
    private const string Row = "| a zero gradient with ε = 0 |";

    [Fact]
    public void The_page_lists_the_transforms_that_keep_the_parameters_with_a_zero_gradient_and_an_epsilon_of_0()
    {
        var (finite, nan) = Measure(isZero: true);
        string row = File.ReadLines(Path.Combine(Project.Directory, "..", "..", "src", "SamFast", "ComingFromOptax.md"))
            .Single(line => line.StartsWith(Row, StringComparison.Ordinal));
        var named = row.Split('`').Where((_, i) => i % 2 == 1);
        string measured = string.Join(", ", finite.Order(StringComparer.Ordinal)), documented = string.Join(", ", named);
        Assert.True(measured == documented, $"finite: {measured}\ndocumented: {documented}\nNaN: {string.Join(", ", nan)}");
        Assert.True(nan.Count > finite.Count, $"{nan.Count} give NaN, {finite.Count} do not");
    }

    [Fact]
    public void A_zero_gradient_gives_finite_parameters_with_the_default_epsilon()
    {
        var (_, nan) = Measure(isZero: false);
        Assert.Empty(nan);
    }

    private static (List<string> Finite, List<string> NaN) Measure(bool isZero)
    {
        Type[] types = [.. Listing.Transforms.Concat(Listing.Aliases).Where(type => Epsilons(type).Any())];
        string[] declarations = [.. types.Select(type => Declaration(type, isZero))];

        // Leaves out attributes whose ε cannot be 0, and parts of SAM.
        var refused = Compiler.Run(declarations).Mistakes.Where(m => m.DefaultSeverity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error)
            .Select(m => m.Location.GetLineSpan().Path).ToHashSet();
        types = [.. types.Where((_, i) => !refused.Contains($"Source{i}.cs"))];
        var outcome = Compiler.Run([.. types.Select(type => Declaration(type, isZero))]);
        var assembly = new AssemblyLoadContext(null).LoadFromStream(new MemoryStream(outcome.Emit()));

        List<string> finite = [], nan = [];
        Layout layout = [new("w", [2, 3])];
        foreach (var type in types)
        {
            object optimizer = Activator.CreateInstance(assembly.GetType($"Of{Name(type)}", throwOnError: true)!, layout)!;
            double[] parameters = [1, 2, -3, 4, -5, 6];
            for (int step = 0; step < 12; step++)
                Step(optimizer, parameters, new double[6]);
            (parameters.All(double.IsFinite) ? finite : nan).Add(Name(type));
        }

        Assert.True(types.Length > 40, $"{types.Length} have an ε");
        return (finite, nan);
    }

    private static void Step(object optimizer, double[] parameters, double[] gradients)
    {
        switch (optimizer)
        {
            case IGradientOptimizer<double> plain:
                plain.Step(parameters, gradients);
                break;
            case ILossOptimizer<double> valued:
                valued.Step(parameters, gradients, 1);
                break;
            case IHessianOptimizer<double> { NeedsHessian: true } curved:
                curved.Step(parameters, gradients, new double[gradients.Length]);
                break;
            case IHessianOptimizer<double> curved:
                curved.Step(parameters, gradients);
                break;
            default:
                Assert.Fail($"{optimizer.GetType().Name} has a kind of step that this test does not support: add it.");
                break;
        }
    }

    private static string Declaration(Type type, bool isZero)
    {
        var arguments = type.GetConstructors().Single().GetParameters()
            .Where(p => (isZero && Epsilons(type).Contains(p)) || !p.HasDefaultValue || p.DefaultValue is double.NaN)
            .Select(p => $"{p.Name}: {(Epsilons(type).Contains(p) ? "0" : p.ParameterType == typeof(int) ? "3" : "0.5")}");
        return $"[Optimizer<double>, {Name(type)}({string.Join(", ", arguments)})] public sealed partial class Of{Name(type)};";
    }

    private static IEnumerable<ParameterInfo> Epsilons(Type type) => type.GetConstructors().Single().GetParameters()
        .Where(p => p.ParameterType == typeof(double) && (p.Name!.StartsWith("eps", StringComparison.Ordinal) || p.Name.Contains("Eps", StringComparison.Ordinal)));

    private static string Name(Type type) => type.Name[..^nameof(Attribute).Length];
}
