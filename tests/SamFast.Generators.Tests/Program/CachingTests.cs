using Microsoft.CodeAnalysis;

namespace SamFast.Generators.Tests;

/// <summary>An edit that does not change the result of Parse re-runs no later step.</summary>
public class CachingTests
{
    private const string Source =
        "namespace A;\n"
        + "[Optimizer, Sgd(0.5)] public sealed partial class First;\n"
        + "[Optimizer, Normalize, Sgd(0.25)] public sealed partial class Climb;\n"
        + "[Sam<First, Climb>] public sealed partial class Sharp;\n"
        + "[Optimizer, Adam(0.125)] public sealed partial class Last;\n"
        + "[Layout] public sealed partial class Network { [Tensor(4, 3, Group = \"w\")] public partial Span<float> W { get; } }\n"
        + "[Optimizer(Layout = typeof(Network)), Clip(1, Mask = \"w\"), Sgd(0.5)] public sealed partial class Train;\n"
        + "public class Other { public int X; }\n";

    [Theory]
    [InlineData("public int X;", "public int X, Y;")]
    [InlineData("public class Other", "public class Another")]
    [InlineData("public sealed partial class First;", "public  sealed  partial\n class First;")]
    [InlineData("namespace A;", "namespace A; // where it all is")]
    [InlineData("Sgd(0.5)", "Sgd(5e-1)")]
    [InlineData("Sgd(0.5)", "Sgd(learningRate: 0.5)")]
    [InlineData("[Tensor(4, 3, Group = \"w\")]", "[Tensor(2 + 2, 3, Group = \"w\")]")]
    public void An_edit_that_changes_no_declaration_re_runs_nothing_after_Parse(string before, string after)
    {
        var (parsed, output) = Edit(Source.Replace(before, after, StringComparison.Ordinal));

        Assert.All(parsed, reason => Assert.True(reason is IncrementalStepRunReason.Unchanged or IncrementalStepRunReason.Cached));
        Assert.All(output.Values, reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
        Assert.Equal(6, output.Count);
    }

    [Fact]
    public void An_edit_in_another_file_re_runs_nothing_after_Parse()
    {
        var (parsed, output) = Edit(Source, other: "class Unrelated { void M() { } }");

        Assert.All(parsed, reason => Assert.True(reason is IncrementalStepRunReason.Unchanged or IncrementalStepRunReason.Cached));
        Assert.All(output.Values, reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void A_changed_hyperparameter_regenerates_its_optimizer_only()
    {
        var (_, output) = Edit(Source.Replace("Adam(0.125)", "Adam(0.625)", StringComparison.Ordinal));
        Assert.Equal(["A.Last.g.cs"], Changed(output));
    }

    [Theory]
    [InlineData("Optimizer, Sgd(0.5)", "Optimizer, Sgd(0.75)", "A.First.g.cs")]
    [InlineData("Sgd(0.25)", "Sgd(0.75)", "A.Climb.g.cs")]
    public void A_changed_operand_regenerates_its_composition(string before, string after, string operand)
    {
        var (_, output) = Edit(Source.Replace(before, after, StringComparison.Ordinal));
        Assert.Equal([operand, "A.Sharp.g.cs"], Changed(output));
    }

    [Fact]
    public void A_new_optimizer_does_not_regenerate_the_others()
    {
        var (_, output) = Edit(Source + "[Optimizer, Lion(1)] public sealed partial class New;");
        Assert.Equal(["A.New.g.cs"], Changed(output));
        Assert.Equal(7, output.Count);
    }

    [Fact]
    public void A_changed_tensor_regenerates_its_layout_only()
    {
        var (_, output) = Edit(Source.Replace("Tensor(4, 3", "Tensor(5, 3", StringComparison.Ordinal));
        Assert.Equal(["A.Network.g.cs"], Changed(output));
    }

    [Fact]
    public void A_layout_that_loses_a_group_changes_the_optimizer_that_names_it()
    {
        var (_, output) = Edit(Source.Replace(", Group = \"w\"", "", StringComparison.Ordinal));
        Assert.Equal(["A.Network.g.cs", "A.Train.g.cs"], Changed(output));
    }

    /// <summary>Runs on the source and then on the edited source. Returns the reasons for the outputs of the second run.</summary>
    private static (IncrementalStepRunReason[] Parsed, Dictionary<string, IncrementalStepRunReason> Output) Edit(
        string edited, string other = "class Unrelated;")
    {
        var compilation = Compiler.Compile([Source, "class Unrelated;"]);
        var driver = Compiler.Driver().RunGenerators(compilation);
        var changed = compilation
            .ReplaceSyntaxTree(compilation.SyntaxTrees[0], Compiler.Parse(edited, "Source0.cs"))
            .ReplaceSyntaxTree(compilation.SyntaxTrees[1], Compiler.Parse(other, "Source1.cs"));
        var result = driver.RunGenerators(changed).GetRunResult().Results[0];

        var parsed = result.TrackedSteps[OptimizerGenerator.ParseStep].SelectMany(step => step.Outputs).Select(o => o.Reason);
        var output = result.TrackedOutputSteps.SelectMany(steps => steps.Value).SelectMany(step => step.Outputs)
            .SelectMany(o => Names(o.Value).Select(name => (name, o.Reason)));
        return ([.. parsed], output.ToDictionary(o => o.name, o => o.Reason));
    }

    private static string[] Changed(Dictionary<string, IncrementalStepRunReason> output) =>
    [
        .. output.Where(o => o.Value is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged))
            .Select(o => o.Key).Order(StringComparer.Ordinal),
    ];

    /// <summary>The generated files of an output step: its value is (sources, diagnostics).</summary>
    private static IEnumerable<string> Names(object value)
    {
        var sources = (System.Collections.IEnumerable)((System.Runtime.CompilerServices.ITuple)value)[0]!;
        return sources.Cast<object>().Select(source => (string)source.GetType().GetProperty("HintName")!.GetValue(source)!);
    }
}
