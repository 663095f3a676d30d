namespace SamFast.Generators.Tests;

/// <summary>Generated code has the names of the formulas, unless the user has taken them.</summary>
public class NameTests
{
    private const string Chain = "[Optimizer, ClipByGlobalNorm(1.0), Adam(0.1)] public sealed partial class Subject;";
    private const string Opaque = "[Sam<Subject>(0.1, SamMode.Opaque)] public sealed partial class Sharp;";
    private const string Transparent = "[Sam<Subject>(0.1)] public sealed partial class Sharp;";

    /// <summary>The class, or a type or namespace around it, has a name that generated code uses.</summary>
    [Theory]
    [InlineData("Optimizer")]
    [InlineData("Layout")]
    [InlineData("Span")]
    [InlineData("Vector512")]
    [InlineData("Lanes512")]
    [InlineData("ILanes")]
    [InlineData("L")]
    [InlineData("B")]
    [InlineData("TensorShape")]
    [InlineData("IOptimizer")]
    [InlineData("async")]
    public void An_optimizer_can_have_the_name_of_a_type_that_generated_code_uses(string name) => Compiler.Run(
        $"namespace Mine {{ [SamFast.Optimizer, SamFast.ClipByGlobalNorm(1), SamFast.Adam(0.1)] public partial class {name}; }}"
        + $"namespace Around {{ public partial class {name} {{ [SamFast.Optimizer<double>, SamFast.Sgd(0.1)] public partial class Subject; }} }}"
        + $"namespace {name}.Deep {{ [SamFast.Optimizer, SamFast.Sgd(0.1)] public partial class Subject; }}")
        .IsClean();

    [Theory]
    [InlineData("[Optimizer, Sgd(0.1)] partial class Subject; [Optimizer, Sgd(0.2)] partial class SUBJECT;")]
    [InlineData("namespace A { [Optimizer, Sgd(0.1)] partial class Subject; } namespace a { [Optimizer, Sgd(0.2)] partial class Subject; }")]
    [InlineData("partial class A { [Optimizer, Sgd(0.1)] partial class Subject; } namespace a { [Optimizer, Sgd(0.2)] partial class Subject; }")]
    public void Names_that_differ_only_in_case_are_two_optimizers(string source) =>
        Assert.Equal(2, Compiler.Run(source).IsClean().Generated.Count);

    /// <summary>Three compilations. The types of the first two have separate namespaces.</summary>
    [Fact]
    public void A_type_of_the_user_can_have_the_name_of_a_type_that_generated_code_uses()
    {
        string[] names =
        [
            "Tile", "Lanes", "L", "B", "ILanes", "Lanes128", "Lanes256", "Lanes512", "Pair", "Partial", "Vector512", "Optimizer", "IOptimizer", "Span", "ReadOnlySpan", "Evaluation", "SamPhase", "IGradient",
            "GradientFunction", "DelegateGradient", "MethodImplAttribute", "MethodImplOptions", "GeneratedCodeAttribute",
            "ObsoleteAttribute", "EditorBrowsableAttribute", "EditorBrowsableState", "ArgumentException", "ArgumentNullException",
            "ArgumentOutOfRangeException", "NotSupportedException", "Math",
        ];
        const string Library = "namespace SamFast { public class Other; }";
        Compiler.Run(string.Concat(names.Select(name =>
            $"namespace MyApp.In{name} {{ public class {name}; namespace Models {{ {Chain} {Opaque} }} }}\n"))).IsClean();
        Compiler.Run(string.Concat(names.Select(name =>
            $"namespace MyApp.In{name} {{ {Library} public class {name}; namespace Models {{ {Chain} {Transparent} }} }}\n"))).IsClean();
        Compiler.Run(string.Concat(names.Select(name => $"public class {name};\n")), Chain + Transparent).IsClean();
    }

    [Fact]
    public void A_transform_of_the_user_hides_that_of_the_library_with_the_same_name()
    {
        const string Kernel = "(double maxDelta) : TransformAttribute { public static L Update<L>(L update) where L : ILanes<L> => -update; }";
        const string Declaration = "[Optimizer<double>, Clip(1)] public sealed partial class Subject;";
        var expected = Trajectory.Of((_, p, g) =>
        {
            for (int i = 0; i < p.Length; i++)
                p[i] -= g[i];
        });

        var beside = Compiler.Run($"namespace MyApp {{ public class ClipAttribute{Kernel} {Declaration} }}");
        var above = Compiler.Run($"public class ClipAttribute{Kernel} namespace MyApp {{ {Declaration} }}");
        Assert.Equal(expected, Trajectory.Of(beside.Make<double>("MyApp.Subject", Trajectory.Length)));
        Assert.Equal(expected, Trajectory.Of(above.Make<double>("MyApp.Subject", Trajectory.Length)));
    }

    [Fact]
    public void A_qualified_attribute_calls_the_transform_of_the_library()
    {
        var outcome = Compiler.Run(
            "namespace MyApp { public class ClipAttribute : Attribute; [Optimizer<double>, SamFast.Clip(0.001)] public sealed partial class Subject; }");

        outcome.IsClean();
        Assert.Contains("SamFast::ClipAttribute.Update", outcome.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Private_generated_members_avoid_the_names_of_the_user_and_state_keeps_its_names()
    {
        const string Members =
            "double learningRate = 1; float[]? mu; int b1; public int Mu => 1; int _b1Power; public required int Nu; void Move(int sweep) { _ = _b1Power; } "
            + "void Prepare(double b1) { _ = (learningRate, mu, this.b1); } public int MoveSweep = 1; void get_B2Power() { } "
            + "public Subject(string name) : this(name.Length) { } static int Advance(float[] p, float[] g) => 1; ";
        var alone = Compiler.Run("[Optimizer, Adam(0.1)] public sealed partial class Subject;").IsClean();
        var outcome = Compiler.Run($"[Optimizer, Adam(0.1)] public sealed partial class Subject {{ {Members} }}").IsClean();

        Assert.Equal(Stored(alone), Stored(outcome));
        Assert.Contains("private double _b1Power2 = ", outcome.Text, StringComparison.Ordinal);
        Assert.Contains("private const int Mu2 = ", outcome.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("int SweepOver;", "SweepOver2")]
    [InlineData("public TValue SweepOver<TValue>(TValue a) => a;", "SweepOver2")]
    [InlineData("void SweepOver2() { } static void SweepOver(int sweep) { }", "SweepOver3")]
    [InlineData("struct L; class B; struct Lanes512<T>; enum Pair { A }", "SweepOver")]
    [InlineData("int L, B, width, count; void Sweep<L, B>(L a, B b) { }", "SweepOver")]
    public void Members_named_as_the_parts_of_a_sweep_do_not_conflict(string members, string name)
    {
        var outcome = Compiler.Run($"[Optimizer, ClipByGlobalNorm(1), Adam(0.1)] public sealed partial class Subject {{ {members} }}").IsClean();
        Assert.Contains($"private void {name}<L, B>(", outcome.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("b", "B")]
    [InlineData("l", "OddL")]
    public void A_hyperparameter_is_a_property_of_its_name_unless_sweeps_need_it(string name, string property) => Assert.Contains(
        $"public double {property}\n",
        Compiler.Run(Declared.Transform($"public static L Update<L>(L update, L {name}) where L : ILanes<L> => {name} * update;", $"double {name} = 1"))
            .IsClean().Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("Mu")]
    [InlineData("Move")]
    [InlineData("Advance")]
    [InlineData("SweepOver")]
    [InlineData("mu")]
    public void The_name_of_the_class_does_not_change_the_names_of_state(string name) => Assert.Equal(
        Stored(Compiler.Run("[Optimizer, Adam(0.1)] public sealed partial class Subject;").IsClean()),
        Stored(Compiler.Run($"[Optimizer, Adam(0.1)] public sealed partial class {name};").IsClean()));

    [Theory]
    [InlineData("Adam(0.1)", "public string LearningRate = \"\";", "LearningRate")]
    [InlineData("Adam(0.1)", "public void B1() { }", "B1")]
    [InlineData("Adam(0.1)", "int EffectiveLearningRate;", "EffectiveLearningRate")]
    [InlineData("ClipByGlobalNorm(1), Sgd(0.1)", "int GradientNorm;", "GradientNorm")]
    [InlineData("MultiSteps(2), Sgd(0.1)", "int MicroStep;", "MicroStep")]
    public void A_member_of_the_user_with_a_public_generated_name_is_an_error(string chain, string member, string name)
    {
        var mistake = Assert.Single(Compiler.Run($"[Optimizer, {chain}] public sealed partial class Subject {{ {member} }}").Mistakes);
        Assert.Equal("SF0059", mistake.Id);
        Assert.Contains($"its generated half '{name}'", mistake.GetMessage(null), StringComparison.Ordinal);
    }

    /// <summary>The names of state and hyperparameters in a checkpoint, and the public members.</summary>
    private static string[] Stored(Outcome outcome) =>
    [
        .. System.Text.RegularExpressions.Regex.Matches(
            outcome.Text, @"state\.\w+\(""\w+""|public double \w+|fingerprint: ""\w+""").Select(match => match.Value),
    ];

    [Fact]
    public void Two_transforms_of_one_kind_have_separate_state_and_properties()
    {
        const string Source = "[Optimizer, Adam(0.1), Adam(0.2), Adam(0.3), Clip(1), Clip(2)] public sealed partial class Subject;";
        var outcome = Compiler.Run(Source).IsClean();

        Assert.Equal(6, Model.Plan(Source).Memory.Slots.Count);
        foreach (var property in new[] { "LearningRate", "AdamLearningRate", "AdamLearningRate2", "MaxDelta", "ClipMaxDelta" })
            Assert.Contains($"public double {property}\n", outcome.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public partial class A { public partial struct B { CHAIN } }")]
    [InlineData("public partial record A { public partial record struct B { CHAIN } }")]
    [InlineData("public static partial class A { private partial class B { CHAIN } }")]
    [InlineData("namespace N; public ref partial struct A { CHAIN }")]
    [InlineData("public partial class @class { CHAIN }")]
    [InlineData("namespace @namespace.@event; CHAIN")]
    [InlineData("namespace MyApp.SamFast.Models; CHAIN")]
    [InlineData("namespace SamFast; CHAIN")]
    [InlineData("namespace SamFast.Mine; CHAIN")]
    [InlineData("namespace System.Runtime.Mine; CHAIN")]
    public void A_class_can_be_nested_in_any_type_and_namespace(string place) =>
        Compiler.Run(place.Replace("CHAIN", Chain + Transparent, StringComparison.Ordinal)).IsClean();

    [Fact]
    public void A_class_may_have_a_keyword_as_its_name() =>
        Compiler.Run("[Optimizer, Adam(0.1)] public sealed partial class @event; [Sam<@event>(0.1, SamMode.Opaque)] public partial class @if;").IsClean();

    [Theory]
    [InlineData("@event")]
    [InlineData("@float")]
    [InlineData("update2")]
    [InlineData("move")]
    [InlineData("moveSweep")]
    [InlineData("climb")]
    [InlineData("committed")]
    [InlineData("adversaryStepCount")]
    [InlineData("whole")]
    [InlineData("count")]
    [InlineData("width")]
    [InlineData("L")]
    [InlineData("B")]
    [InlineData("l")]
    [InlineData("b")]
    [InlineData("tile")]
    [InlineData("λ")]
    [InlineData("field")]
    [InlineData("value")]
    [InlineData("var")]
    [InlineData("_")]
    [InlineData("_x")]
    [InlineData("权")]
    public void A_kernel_parameter_can_have_any_name(string name)
    {
        string slot = Transform("double other = 1",
            $"static void Accumulate<TLanes>(TLanes update, ref TLanes {name}) where TLanes : ILanes<TLanes> {{ }}",
            $"static TLanes Update<TLanes>(TLanes update, TLanes {name}) where TLanes : ILanes<TLanes> => update;");
        string scalar = Transform($"double {name} = 1",
            $"static TLanes Update<TLanes>(TLanes update, TLanes {name}) where TLanes : ILanes<TLanes> => update;");
        string coefficient = Transform("double other = 1",
            $"static void Prepare(out double {name}) => {name} = 1;",
            $"static TLanes Update<TLanes>(TLanes update, TLanes {name}) where TLanes : ILanes<TLanes> => update;");
        string state = Transform("double other = 1",
            $"static void Prepare(ref double {name}) {{ }}", "static TLanes Update<TLanes>(TLanes update) where TLanes : ILanes<TLanes> => update;");
        string measure = Transform("double other = 1",
            $"[Max] public static TLanes {name}<TLanes>(TLanes update) where TLanes : ILanes<TLanes> => update;",
            "static TLanes Update<TLanes>(TLanes update) where TLanes : ILanes<TLanes> => update;");

        Compiler.Run(In("A", slot) + In("B", scalar) + In("C", coefficient) + In("D", state) + In("E", measure)).IsClean();
    }

    [Fact]
    public void Generated_locals_do_not_conflict_with_other_names() => Compiler.Run(
        Transform("double norm0 = 1, double muSlot = 2, double squaredHere = 3",
            "[Sum] public static L Norm<L>(L update, L norm0) where L : ILanes<L> => norm0;",
            "static void Prepare(double norm, out double norm3, out double muWorking) => norm3 = muWorking = norm;",
            "static L Update<L>(L update, ref L mu, L muSlot, L norm3, "
            + "L muWorking, L squaredHere, L norm0) where L : ILanes<L> => update;")).IsClean();

    [Theory]
    [InlineData("Mode.@default", "global::Mine.Mode.@default")]
    [InlineData("Mode.Fast", "global::Mine.Mode.Fast")]
    public void An_enumeration_is_passed_as_a_constant(string value, string literal)
    {
        var outcome = Compiler.Run(
            "namespace Mine { public enum Mode { Fast, @default } public class OddAttribute(Mode mode) : TransformAttribute "
            + "{ public static L Update<L>(L update, Mode mode) where L : ILanes<L> => update; } "
            + $"[Optimizer, Odd({value})] public partial class Subject; }}").IsClean();

        Assert.Contains($"OddAttribute.Update(update, {literal})", outcome.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_generic_transform_keeps_its_type_argument()
    {
        var outcome = Compiler.Run(
            "public class OddAttribute<TMode> : TransformAttribute { public static L Update<L>(L update) where L : ILanes<L> => update; } "
            + "[Optimizer, Odd<string>] public partial class Subject;").IsClean();

        Assert.Contains("OddAttribute<string>.Update(update)", outcome.Text, StringComparison.Ordinal);
    }

    /// <summary>Types of the project in namespaces that generated code uses: those that generated code names are an error of ours, others
    /// are not.</summary>
    [Theory]
    [InlineData("namespace SamFast { internal class Layout; internal enum Precision; }", true)]
    [InlineData("namespace SamFast { internal class Layout<T>; internal class Mine; }", false)]
    [InlineData("namespace SamFast.Layout { internal class Mine; }", true)]
    [InlineData("namespace SamFast.Runtime { public struct Tile<T>; }", true)]
    [InlineData("namespace SamFast.Authoring { public class Lanes; }", false)]
    [InlineData("namespace System { internal ref struct Span<T>; }", true)]
    [InlineData("namespace System { internal static class Convert; internal class Span; }", false)]
    [InlineData("namespace System.CodeDom.Compiler { internal class GeneratedCodeAttribute(string a, string b) : Attribute; }", true)]
    public void A_type_that_hides_a_type_in_generated_code_is_an_error_of_ours(string types, bool isHiding)
    {
        var outcome = Compiler.Run(Chain + Transparent + types);
        if (isHiding)
            Assert.All(outcome.Diagnostics, d => Assert.Equal("SF0073", d.Id));
        else
            outcome.IsClean();
        Assert.Equal(isHiding, outcome.Mistakes.Count > 0);
    }

    /// <summary>A transform, twice in a chain, and the chain on both sides of SAM: all places of name conflicts.</summary>
    private static string Transform(string parameters, params string[] kernels) =>
        $$"""
        public class OddAttribute({{parameters}}) : TransformAttribute { {{string.Join(" ", kernels.Select(Public))}} }
        [Optimizer, Odd, Odd] public sealed partial class Subject;
        [Sam<Subject, Subject>(3, false, SamMode.Opaque)] public sealed partial class Sharp;
        """;

    private static string Public(string kernel) =>
        kernel.StartsWith("static", StringComparison.Ordinal) ? "public " + kernel : kernel;

    private static string In(string space, string source) => $"namespace {space} {{ {source} }}\n";
}
