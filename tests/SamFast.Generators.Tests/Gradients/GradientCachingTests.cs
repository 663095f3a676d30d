using System.Collections;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SamFast.Generators.Tests.Gradients;

/// <summary>An edit writes only the files that it changes.</summary>
public class GradientCachingTests
{
    private const string Source =
        "public static partial class A\n{\n"
        + "    [Differentiable] private static double Square(double r) => r * r;\n"
        + "    [Differentiable] public static double First(ReadOnlySpan<double> p, double c) => Square(p[0]) + c;\n"
        + "    [Differentiable] public static double Second(ReadOnlySpan<double> p) => p[0] * p[1];\n"
        + "    [Differentiable] public static double Last(ReadOnlySpan<double> p) => Math.Sin(p[0]);\n"
        + "    public static int Other() => 1;\n}\n";

    [Theory]
    [InlineData("public static int Other() => 1;", "public static int Other() => 1; // A comment.")]
    [InlineData("public static partial class A\n", "// A comment before all losses.\npublic static partial class A\n")]
    [InlineData("public static int Other() => 1;", "public static int Other() => 2;")]
    [InlineData("=> p[0] * p[1];", "=> p[0] * /* a comment */ p[1];")]
    public void An_edit_that_changes_no_loss_writes_nothing(string before, string after) => Assert.Empty(Written(before, after));

    [Fact]
    public void An_edit_in_another_file_writes_nothing() => Assert.Empty(Written("", "", other: "class Unrelated { void M() { } }"));

    [Fact]
    public void An_edit_of_a_body_writes_the_body_of_that_loss_only() =>
        Assert.Equal(["A.Second.Body.g.cs"], Written("=> p[0] * p[1];", "=> p[0] + p[1];"));

    [Fact]
    public void An_edit_of_a_helper_writes_the_bodies_that_call_it_only() =>
        Assert.Equal(["A.First.Body.g.cs"], Written("=> r * r;", "=> r * r * r;"));

    [Fact]
    public void An_edit_of_a_signature_writes_that_loss_only() =>
        Assert.Equal(["A.First.Body.g.cs", "A.First.g.cs"], Written("double c)", "double d)", "+ c;", "+ d;"));

    [Fact]
    public void A_mistake_of_another_loss_writes_nothing() =>
        Assert.Empty(Written("=> Math.Sin(p[0]);", "=> Math.Sign(p[0]);"));

    /// <summary>Runs on the source and then on the edited source.</summary>
    /// <returns>The files that the second run wrote.</returns>
    private static string[] Written(string before, string after, string more = "", string moreAfter = "", string other = "class Unrelated;")
    {
        string edited = before.Length == 0 ? Source : Source.Replace(before, after, StringComparison.Ordinal);
        edited = more.Length == 0 ? edited : edited.Replace(more, moreAfter, StringComparison.Ordinal);
        var compilation = Compiler.Compile([Source, "class Unrelated;"]);
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new GradientGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)compilation.SyntaxTrees[0].Options,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        driver = driver.RunGenerators(compilation);
        Assert.Contains(driver.GetRunResult().GeneratedTrees, tree => tree.FilePath.EndsWith("A.First.Body.g.cs", StringComparison.Ordinal));
        var changed = compilation
            .ReplaceSyntaxTree(compilation.SyntaxTrees[0], Compiler.Parse(edited, "Source0.cs"))
            .ReplaceSyntaxTree(compilation.SyntaxTrees[1], Compiler.Parse(other, "Source1.cs"));
        var result = driver.RunGenerators(changed).GetRunResult().Results.Single();
        Assert.Null(result.Exception);
        return
        [
            .. result.TrackedOutputSteps.SelectMany(steps => steps.Value).SelectMany(step => step.Outputs)
                .Where(o => o.Reason is IncrementalStepRunReason.New or IncrementalStepRunReason.Modified)
                .SelectMany(o => Names(o.Value)).Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>The generated files of an output step: its value is (sources, diagnostics).</summary>
    private static IEnumerable<string> Names(object value) => ((IEnumerable)((ITuple)value)[0]!).Cast<object>()
        .Select(source => (string)source.GetType().GetProperty("HintName")!.GetValue(source)!);
}
