using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SamFast.Generators.Tests.Solutions;

/// <summary>Declarations in projects with required members, strict settings and other assemblies.</summary>
public class ProjectTests
{
    private const string Sgd = "[SamFast.Optimizer, SamFast.Sgd(0.1)] public sealed partial class Subject";

    [Theory]
    [InlineData(Sgd + " { public required string Name { get; init; } public required int Epochs; }")]
    [InlineData(Sgd + " { public Subject Clone(bool deeply) => deeply ? Clone() : this; }")]
    [InlineData(Sgd + " { public Subject Clone() => this; }")]
    [InlineData(Sgd + " { public void Step(System.Span<float> p, System.Span<float> g) { } }")]
    [InlineData("[SamFast.Optimizer, SamFast.Sgd(0.1, Mask = \"\\\"\\\"\\\"\\\"\")] public sealed partial class Subject;")]
    [InlineData("public class @var; public class @nuint; public class @record; " + Sgd + ";")]
    [InlineData("public partial class Outer<T>; public partial class Outer { public class Other; } " + Sgd + ";")]
    public void A_declaration_compiles_beside_any_other_code(string source)
    {
        var outcome = new Solution().Build(source).IsClean();
        Assert.NotEmpty(outcome.Compiled);
    }

    [Fact]
    public void A_clone_has_the_required_members_of_its_original()
    {
        var solution = new Solution();
        var assembly = solution.Load(solution.Build(
            Sgd + " { public required string Name { get; init; } "
            + "public static string Copied() => new Subject(3) { Name = \"first\" }.Clone().Name; }"));
        Assert.Equal("first", assembly.GetType("Subject")!.GetMethod("Copied")!.Invoke(null, null));
    }

    [Fact]
    public void The_interface_copies_a_class_that_has_a_method_Clone_of_its_own()
    {
        var solution = new Solution();
        var assembly = solution.Load(solution.Build(
            Sgd + " { public Subject Clone() => this; "
            + "public static bool IsCopied() { var subject = new Subject(3); return ((SamFast.IOptimizer<float>)subject).Clone() is Subject copy && copy != subject; } }"));
        Assert.Equal(true, assembly.GetType("Subject")!.GetMethod("IsCopied")!.Invoke(null, null));
    }

    [Fact]
    public void A_class_nested_in_a_top_level_program_compiles()
    {
        var compilation = Compiler.Compile([]).WithOptions(new CSharpCompilationOptions(OutputKind.ConsoleApplication))
            .AddSyntaxTrees(Compiler.ParseAlone("System.Console.WriteLine(new Subject(3)); partial class Program { " + Sgd + "; }", "Program.cs"));
        Compiler.Run(compilation).IsClean();
    }

    [Theory]
    [InlineData("[assembly: System.CLSCompliant(true)] " + Sgd + ";")]
    [InlineData(Sgd + " { private string field = \"\"; internal string Show() => field; internal void Set() => field = \"a\"; }")]
    public void Generated_code_compiles_in_projects_with_warnings_as_errors(string source)
    {
        var compilation = Compiler.Compile([]).AddSyntaxTrees(Compiler.ParseAlone(source, "App.cs"));
        Assert.DoesNotContain(Compiler.RunStrictly(compilation).Diagnostics, d => !d.IsSuppressed && d.Severity == DiagnosticSeverity.Error);
    }

    [Theory]
    [InlineData("[System.Obsolete(\"Use another one.\")]")]
    [InlineData("[System.Diagnostics.CodeAnalysis.Experimental(\"OLD001\")]")]
    public void Warnings_of_a_transform_are_reported_at_its_attribute(string attribute)
    {
        string library = $"{attribute} public class OddAttribute : SamFast.Authoring.TransformAttribute {{ "
            + "public static L Update<L>(L update) where L : SamFast.Authoring.ILanes<L> => -update; }";
        byte[] image = Compiler.Run(Compiler.Compile([]).AddSyntaxTrees(Compiler.ParseAlone(library, "Library.cs"))).Emit();
        var compilation = Compiler.Compile([], MetadataReference.CreateFromImage(image)).AddSyntaxTrees(Compiler.ParseAlone(
            "#pragma warning disable\n[SamFast.Optimizer, Odd] public sealed partial class Subject;\n#pragma warning restore\n", "App.cs"));

        var errors = Compiler.RunStrictly(compilation).Diagnostics.Where(d => !d.IsSuppressed && d.Severity == DiagnosticSeverity.Error);
        Assert.Empty(errors);
    }

    [Fact]
    public void A_reference_under_an_alias_only_is_one_diagnostic()
    {
        const string Library = "public class OddAttribute : SamFast.Authoring.TransformAttribute { "
            + "public static L Update<L>(L update) where L : SamFast.Authoring.ILanes<L> => -update; }";
        byte[] image = Compiler.Run(Compiler.Compile([]).AddSyntaxTrees(Compiler.ParseAlone(Library, "Library.cs"))).Emit();
        Outcome With(params string[] aliases) => Compiler.Run(
            Compiler.Compile([], MetadataReference.CreateFromImage(image).WithAliases(aliases)).AddSyntaxTrees(Compiler.ParseAlone(
                "extern alias odd; [SamFast.Optimizer, odd::Odd] public sealed partial class Subject;", "App.cs")));

        Assert.Equal("SF0072", Assert.Single(With("odd").Diagnostics, d => d.Severity == DiagnosticSeverity.Error).Id);
        With("odd", "global").IsClean();
    }

    [Fact]
    public void Generated_files_have_names_of_bounded_length()
    {
        string space = string.Join('.', Enumerable.Repeat("Größenordnungen" + new string('x', 40), 8));
        var outcome = new Solution().Build($"namespace {space} {{ {Sgd}; public partial class Outer {{ {Sgd}2; }} }}").IsClean();
        Assert.Equal(2, outcome.Generated.Count);
        Assert.All(outcome.Generated.Keys, name => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(name), 1, 200));
    }

    [Fact]
    public void Groups_of_internal_tensors_of_another_project_are_known()
    {
        var solution = new Solution().With(
            "[SamFast.Layout] public sealed partial class Network { [SamFast.Tensor(3, Group = \"w\")] internal partial System.Span<float> W { get; } }");
        string Of(string group) =>
            $"[SamFast.Optimizer(Layout = typeof(Network)), SamFast.Sgd(0.1, Mask = \"{group}\")] public sealed partial class Subject;";

        solution.Build(Of("w")).IsClean();
        Assert.Equal("SF0067", Assert.Single(solution.Build(Of("b")).Mistakes).Id);
    }

    [Fact]
    public void Kernels_are_inherited()
    {
        const string Source = "public abstract class BaseAttribute : SamFast.Authoring.TransformAttribute { "
            + "public static L Update<L>(L update) where L : SamFast.Authoring.ILanes<L> => -update; } "
            + "public sealed class OddAttribute : BaseAttribute; [SamFast.Optimizer, Odd] public sealed partial class Subject;";
        Assert.Contains("global::OddAttribute.Update(update)", new Solution().Build(Source).IsClean().Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public class OddAttribute : SamFast.Authoring.TransformAttribute;", "SF0011")]
    [InlineData("public class OddAttribute(double a) : SamFast.Authoring.ScheduleAttribute;", "SF0012")]
    [InlineData("public class OddAttribute : SamFast.Authoring.ConditionallyMaskAttribute;", "SF0030")]
    [InlineData("public class OddAttribute : SamFast.Authoring.LinesearchAttribute;", "SF0043")]
    [InlineData("public class OddAttribute : SamFast.Authoring.AliasAttribute;", "SF0016")]
    [InlineData("[SamFast.Sgd(0.1)] public class OddAttribute(double other) : SamFast.Authoring.AliasAttribute;", "SF0016")]
    [InlineData("[SamFast.Sgd(0.1)] public class OddAttribute(string mask) : SamFast.Authoring.AliasAttribute;", "SF0016")]
    [InlineData("public class OddAttribute([SamFast.Authoring.Interval(\"junk\")] double a) : SamFast.Authoring.TransformAttribute;", "SF0011")]
    [InlineData("public class OddAttribute([SamFast.Authoring.Interval(\"[2, 1]\")] double a) : SamFast.Authoring.TransformAttribute;", "SF0011")]
    [InlineData("public class OddAttribute([SamFast.Authoring.Interval(\"[0, 1)\")] double a = 1) : SamFast.Authoring.TransformAttribute;", "SF0011")]
    [InlineData("public class OddAttribute([SamFast.Authoring.Interval(\"[b, 1)\")] double a = 0) : SamFast.Authoring.ScheduleAttribute;", "SF0012")]
    public void A_broken_class_is_reported_before_it_is_used(string source, string id)
    {
        var outcome = new Solution().Build(source);
        var mistake = Assert.Single(outcome.Mistakes);
        Assert.Equal((id, "OddAttribute"), (mistake.Id, outcome.At(mistake)));
    }

    [Theory]
    [InlineData("[SamFast.Optimizer, SamFast.Sgd(-1)] public sealed partial class Subject;")]
    [InlineData("[SamFast.Optimizer, SamFast.Sgd(-1)] public sealed class Subject;")]
    [InlineData("[SamFast.Optimizer, SamFast.Sgd(0.1)] public sealed partial class Subject : Base; public class Base(int a) { public int A => a; }")]
    [InlineData("[SamFast.Optimizer, SamFast.Sgd(0.1)] public partial class Subject : SamFast.Optimizer<double>;")]
    public void A_mistake_is_reported_without_errors_of_callers_and_constraints(string source)
    {
        var outcome = new Solution().Build(source + " public class Trainer<T> where T : SamFast.IGradientOptimizer<float>; "
            + "public class User { public Trainer<Subject>? Trainer; public static void M(float[] p, float[] g) { "
            + "var o = new Subject(3); o.Step(p, g); o.LearningRate = 0.5; o.Clone(); } }");
        var errors = outcome.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).ToArray();
        Assert.StartsWith("SF", Assert.Single(errors).Id, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[SamFast.Layout] public sealed partial class Net { [SamFast.Tensor(3)] public partial System.Span<double> W { get; } }", "SF0062")]
    [InlineData("public sealed partial class Net { [SamFast.Tensor(3)] public partial System.Span<float> W { get; } }", "SF0064")]
    [InlineData("[SamFast.Layout] public sealed partial class Net { [SamFast.Tensor(0)] public partial System.Span<float> W { get; private set; } }", "SF0060")]
    public void A_mistake_in_a_layout_is_reported_without_errors_of_its_properties(string source, string id)
    {
        var errors = new Solution().Build(source).Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error);
        Assert.Equal(id, Assert.Single(errors).Id);
    }
}
