using Microsoft.CodeAnalysis;

namespace SamFast.Generators.Tests;

/// <summary>The generator runs at every keystroke, mostly on text that does not compile. It throws no exception, and does not repeat
/// errors of the compiler.</summary>
public class BrokenTextTests
{
    public static TheoryData<string> Texts =>
    [
        "[Optimizer",
        "[Optimizer, ] public partial class Subject;",
        "[Optimizer, Sgd(] public partial class Subject;",
        "[Optimizer, Sgd(0.1] public partial class Subject;",
        "[Optimizer, Sgd(0.1, ] public partial class Subject;",
        "[Optimizer, Sgd(0.1, momentum:)] public partial class Subject;",
        "[Optimizer, Sgd(0.1, nonsense: 1)] public partial class Subject;",
        "[Optimizer, Sgd(\"fast\")] public partial class Subject;",
        "[Optimizer, Sgd(Unknown)] public partial class Subject;",
        "[Optimizer, Sgd(DateTime.Now.Ticks)] public partial class Subject;",
        "[Optimizer, Unknown(0.1), Sgd(0.1)] public partial class Subject;",
        "[Optimizer, Sgd(0.1)] public partial class",
        "[Optimizer, Sgd(0.1)] public partial class Subject : Unknown;",
        "[Optimizer, Sgd(0.1)] public partial class Subject : Unknown<",
        "[Optimizer<>, Sgd(0.1)] public partial class Subject;",
        "[Optimizer<Unknown>, Sgd(0.1)] public partial class Subject;",
        "[Optimizer<string>, Sgd(0.1)] public partial class Subject;",
        "[Optimizer<float, float>, Sgd(0.1)] public partial class Subject;",
        "[Optimizer, Sgd(0.1)] public partial struct Subject;",
        "[Optimizer, Sgd(0.1)] public partial record struct Subject;",
        "[Optimizer, Sgd(0.1)] public partial interface Subject;",
        "[Optimizer, Sgd(0.1)] public enum Subject;",
        "[Optimizer, Sgd(0.1)] public delegate void Subject();",
        "[Optimizer, Sgd(0.1), Optimizer] public partial class Subject;",
        "[Optimizer, Sgd(0.1)] public partial class Subject; [Optimizer] public partial class Subject;",
        "[Optimizer, Sgd(0.1)] public partial class Subject; public class Subject;",
        "[Optimizer, Sgd, PiecewiseConstant(1, new int[], new double[])] public partial class Subject;",
        "[Optimizer, Sgd, PiecewiseConstant(1, new[] { 1, }, new double[] { \"x\" })] public partial class Subject;",
        "[Optimizer, Sgd, PiecewiseConstant(1)] public partial class Subject;",
        "[Optimizer, Sgd, Constant(1, Of = 3)] public partial class Subject;",
        "[Sam] public partial class Subject;",
        "[Sam<>] public partial class Subject;",
        "[Sam<,>(2)] public partial class Subject;",
        "[Sam<Unknown>] public partial class Subject;",
        "[Sam<Unknown, Missing>(3)] public partial class Subject;",
        "[Sam<int[]>] public partial class Subject;",
        "[Sam<dynamic>] public partial class Subject;",
        "[Sam<Subject>] public partial class Subject;",
        Declared.Outer + "[Sam<Outer, Outer>(Unknown)] public partial class Subject;",
        Declared.Outer + "[Sam<Outer, Outer>(Environment.TickCount)] public partial class Subject;",
        Declared.Outer + "[Sam<Outer, Outer>(2, mode: (SamMode)7)] public partial class Subject;",
        Declared.Outer + "[Sam<Outer, Outer>(2, mode: )] public partial class Subject;",
        Declared.Outer + "[Sam<Outer>, Sam<Outer>] public partial class Subject;",
        Declared.Outer + "[Optimizer, Sam<Outer>, Optimizer<double>] public partial class Subject;",
        "public class OddAttribute : TransformAttribute { public static L Update<L>( where L : ILanes<L> } [Optimizer, Odd] public partial class Subject;",
        "public class OddAttribute : TransformAttribute { public static L Update<L>() where L : ILanes<> } [Optimizer, Odd] public partial class Subject;",
        "public class OddAttribute(double a, double a) : TransformAttribute; [Optimizer, Odd(1, 2)] public partial class Subject;",
        "public class OddAttribute(params double[] a) : TransformAttribute; [Optimizer, Odd(1, 2)] public partial class Subject;",
        "public class OddAttribute : OddAttribute; [Optimizer, Odd] public partial class Subject;",
        "public class OddAttribute : TransformAttribute { [Sum] [Max] } [Optimizer, Odd] public partial class Subject;",
        "public class OddAttribute([Interval] double a = 1) : TransformAttribute; [Optimizer, Odd] public partial class Subject;",
        "public class OddAttribute([Interval(null)] double a = 1) : TransformAttribute; [Optimizer, Odd] public partial class Subject;",
        "public class OddAttribute([Sets(null)] double a = 1) : AliasAttribute; [Optimizer, Odd] public partial class Subject;",
        "[Layout",
        "[Layout] public partial class Subject { [Tensor(3)] public partial }",
        "[Layout] public partial class Subject { [Tensor(3] public partial Span<float> W { get; } }",
        "[Layout] public partial class Subject { [Tensor(3)] public partial Span<float> W { Precision ; } }",
        "[Optimizer(Layout delegate = typeof(int)), Sgd(0.1)] public partial class Subject;",
        "[Layout] public partial class Subject { [Tensor(Unknown)] public partial Span<float> W { get; } }",
        "[Layout] public partial class Subject { [Tensor(\"3\", 2.5)] public partial Span<float> W { get; } }",
        "[Layout] public partial class Subject { [Tensor(null)] public partial Span<Unknown> W { get; } }",
        "[Layout] public partial class Subject { [Tensor(3)] [Tensor(4)] public partial Unknown W { get; } }",
        "[Layout] public partial class Subject { [Tensor(3, Group = 5, Name = null)] public partial Span<> W { get; } }",
        "[Layout<Unknown>] public partial class Subject { [Tensor(3)] public partial Span<float> W { get; } }",
        "[Layout<>] public partial struct Subject { [Tensor(3)] public partial Span<float> W { get; } }",
        "[Optimizer(Layout = typeof(Unknown)), Sgd(0.1)] public partial class Subject;",
        "[Optimizer(Layout = typeof()), Sgd(0.1)] public partial class Subject;",
        "[Optimizer(Layout = 5), Sgd(0.1)] public partial class Subject;",
        "[Optimizer(Layout = typeof(Subject)), Sgd(0.1)] public partial class Subject : Unknown;",
        Declared.Network + "[Optimizer(Layout = typeof(Network), Sgd(0.1)] public partial class Subject;",
        "[Layout] public partial class Subject { [Tensor(3)] public partial Span<float> W { Unknown; } }",
        "[Layout] public partial class Subject { [Tensor(3)] public public partial Span<float> W { get; } }",
        "[Layout] public partial class Subject { [Tensor(3)] Unknown(0) public partial Span<float> W { get; } }",
        "[Optimizer, Sgd(0.1)] public partial class ;",
        "[Optimizer, Sgd(0.1)] public partial class Subject { public partial class Subject { } }",
        "[Optimizer, Sgd(0.1)] public partial class Subject; namespace Subject { }",
        "namespace A { [Optimizer, Sgd(0.1)] public partial class Subject; } public partial class A { [Optimizer, Sgd(0.1)] public partial class Subject; }",
        "[Optimizer, Sgd(0.1)] protected partial class Subject;",
        "[Optimizer, Sgd(0.1)] public partial class Subject : Subject;",
        "[Optimizer, Sgd(0.1)] public partial class Subject : Base; public class Base : Subject;",
        "[Optimizer, Sgd(0.1)] public partial class file;",
        "[Optimizer, MultiSteps(2), Sgd(0.1)] public partial class Patient; [Sam<Patient>, Clip(Unknown)] public partial class Subject;",
        "[Optimizer, Sgd, PiecewiseConstant(1, new[] { 1 }, new double[] { , })] public partial class Subject;",
        "public class OddAttribute : TransformAttribute { public static void Transform<T>(Span<T>) { } } [Optimizer, Odd] public partial class Subject;",
        "public class OddAttribute : TransformAttribute { public static void Transform<T>(Span<T> update, Span<T> a, Span<T> a) { } } "
            + "[Optimizer, Odd] public partial class Subject;",
        "public class OddAttribute : TransformAttribute { [Sum] public static L <L>(L update) where L : ILanes<L> => update; } "
            + "[Optimizer, Odd] public partial class Subject;",
        "public class OddAttribute(double a) : ScheduleAttribute { public static double Evaluate(long count, void a) => 1; } "
            + "[Optimizer, Sgd, Odd(1)] public partial class Subject;",
        "public record struct Around { [Optimizer, Sgd(0.1)] public partial class Subject; ",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Broken_text_makes_neither_the_generator_nor_the_analyzer_throw(string text)
    {
        var outcome = Compiler.Run(text);

        Assert.Null(outcome.GeneratorException);
        Assert.DoesNotContain(outcome.Diagnostics, d => d.Id == "AD0001");
        Assert.Contains(outcome.Diagnostics, d => d.Severity == DiagnosticSeverity.Error);
        Assert.DoesNotContain(
            outcome.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error),
            d => d.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true);
    }

    [Theory]
    [InlineData("[Optimizer, Sgd(0.1, nonsense: 1)] public partial class Subject;")]
    [InlineData("[Optimizer, Adam(Unknown)] public partial class Subject;")]
    [InlineData("[Optimizer, ScaleByAdam(\"fast\")] public partial class Subject;")]
    [InlineData("[Optimizer<Unknown>, Sgd(0.1)] public partial class Subject;")]
    [InlineData("[Sam<Unknown>] public partial class Subject;")]
    [InlineData(Declared.Outer + "[Sam<Outer, Outer>(Unknown)] public partial class Subject;")]
    [InlineData("[Optimizer, Sgd, PiecewiseConstant(1)] public partial class Subject;")]
    [InlineData("[Optimizer(Layout = typeof(Unknown)), Sgd(0.1)] public partial class Subject;")]
    [InlineData("[Layout] public partial class Subject { [Tensor(Unknown)] public partial Span<float> W { get; } }")]
    [InlineData("[Layout] public partial class Subject { [Tensor(3)] public partial Unknown W { get; } }")]
    [InlineData("[Layout] public partial class Subject { [Tensor(3)] public partial Span<float> W { Precision ; } }")]
    [InlineData("[Optimizer(Layout delegate = typeof(int)), Sgd(0.1)] public partial class Subject;")]
    public void Errors_of_the_compiler_are_not_reported_twice(string text)
    {
        var outcome = Compiler.Run(text);

        Assert.Empty(outcome.Mistakes);
        Assert.DoesNotContain(outcome.Compiled, name => name.Contains("Subject", StringComparison.Ordinal));
    }

    [Fact]
    public void A_mistake_in_a_layout_is_reported_at_the_layout_only()
    {
        var outcome = Compiler.Run(
            "[Layout] public partial class Network { [Tensor(0)] public partial Span<float> W { get; } }"
            + "[Optimizer(Layout = typeof(Network)), Sgd(0.1)] public partial class Subject; [Sam<Subject>] public partial class Subject2;");

        Assert.Equal("SF0061", Assert.Single(outcome.Mistakes).Id);
        Assert.Empty(outcome.Compiled);
    }

    [Fact]
    public void A_group_that_is_missing_in_a_layout_is_reported_at_the_operand_for_the_layout()
    {
        var outcome = Compiler.Run(
            Declared.Network + "[Optimizer(Layout = typeof(Network)), Clip(1, Mask = \"no\"), Sgd(0.1)] public partial class Operand;"
            + "[Sam<Operand>] public partial class Subject; [Sam<Operand>, Clip(2)] public partial class Subject2;");

        Assert.Contains("'Operand' names", Assert.Single(outcome.Mistakes).GetMessage(null), StringComparison.Ordinal);
        Assert.Equal(["Network.g.cs"], outcome.Compiled);
    }

    [Fact]
    public void A_mistake_in_an_operand_is_reported_at_the_operand_only()
    {
        var outcome = Compiler.Run(
            "[Optimizer, Adam(0.1, b1: 2)] public partial class Operand;"
            + "[Sam<Operand>] public partial class Subject; [Sam<Operand, Operand>] public partial class Subject2;");

        Assert.Single(outcome.Mistakes);
        Assert.Empty(outcome.Compiled);
    }
}
