using Microsoft.CodeAnalysis;

namespace SamFast.Generators.Tests;

/// <summary>Generated code of layouts, and of optimizers declared for a layout.</summary>
public class LayoutTests
{
    private const string Usings = "using System.Numerics.Tensors;\n";

    [Theory]
    [InlineData("[Layout<double>] internal partial class Subject { [Tensor(3, 4, 5, 6, 7)] internal partial TensorSpan<double> W { get; } }")]
    [InlineData("[Layout] public partial class Subject : Parameters<float> { [Tensor(3), Obsolete] public virtual partial Span<float> W { get; } }")]
    [InlineData("[Layout] public partial class Subject { [Tensor(1, Name = \"a\\\"<b>\\\\\", Group = \"<&>\")] private partial Span<float> @event { get; } }")]
    [InlineData("/// <summary>Mine.</summary>\n[Layout] public partial class Subject { /// <summary>Mine, too.</summary>\n"
        + "[Tensor(1)] public partial Span<float> W { get; } public int Extra; }")]
    [InlineData("[Layout] public partial class Subject { [Tensor(3, 2)] public partial TensorSpan<float> TensorSpan { get; } "
        + "[Tensor(3)] public partial Span<float> Parameters { get; } [Tensor(3)] public partial Span<float> System { get; } }")]
    [InlineData("[Layout] public partial class Lanes512 { [Tensor(3)] public partial Span<float> GeneratedCode { get; } }")]
    [InlineData("public partial record struct Around { [Layout] private partial class Subject { [Tensor(9)] public partial Span<float> W { get; } } }")]
    [InlineData("namespace A.B { [Layout] public partial class Subject { [Tensor(2147483647)] public partial System.Span<float> W { get; } } }")]
    public void A_valid_layout_compiles_without_diagnostics(string source) => Compiler.Run(Usings + source).IsClean();

    [Theory]
    [InlineData("[Optimizer(Layout = typeof(Network)), AdamW(0.1, DecayMask = \"weights\")]")]
    [InlineData("[Optimizer(Layout = typeof(Network), ConsumesGradients = true, Freeze = \"!weights\"), ScaleByAdam, Clip(1), Scale(-1)]")]
    [InlineData("[Optimizer(Layout = typeof(Network)), PolyakSgd]")]
    [InlineData("[Optimizer(Layout = typeof(Network), ConsumesGradients = true), Momo]")]
    [InlineData("[Optimizer(Layout = typeof(Network)), Sophia(0.1)]")]
    [InlineData("[Optimizer(Layout = typeof(Network)), Lbfgs]")]
    [InlineData("[Sam<Outer>(0.1)]")]
    [InlineData("[Optimizer(Layout = typeof(Network)), Sam<Outer>(0.1)]")]
    [InlineData("[Sam<Outer, Ascent>(syncPeriod: 3, mode: SamMode.Opaque)]")]
    [InlineData("[Sam<Outer, Ascent>(syncPeriod: 1)]")]
    [InlineData("[Optimizer(Layout = null), Sgd(0.1)]")]
    [InlineData("[Optimizer(Layout = typeof(Other)), Partition<Plain>(\"a\"), Partition<Plain>(\"b\")]")]
    public void An_optimizer_for_a_layout_compiles_without_diagnostics(string attributes) => Compiler.Run(
        Declared.Network + Declared.Ascent
        + "[Optimizer(Layout = typeof(Network)), Sgd(0.1)] public sealed partial class Outer; "
        + "[Optimizer, Sgd(0.1)] public sealed partial class Plain; "
        + "[Layout] public partial class Other { [Tensor(3, Group = \"a\")] public partial Span<float> A { get; } "
        + "[Tensor(3, Group = \"b\")] public partial Span<float> B { get; } } "
        + attributes + " public sealed partial class Subject;").IsClean();

    [Theory]
    [InlineData("Sgd(0.1)", "optimizer.Step(parameters, gradients);")]
    [InlineData("PolyakSgd", "optimizer.Step(parameters, gradients, 0.5);")]
    [InlineData("Sophia(0.1)", "optimizer.Step(parameters, gradients, gradients); optimizer.Step(parameters, gradients);")]
    [InlineData("Lbfgs", "double loss = optimizer.Step(parameters, (point, gradient) => 0) + optimizer.Step(parameters, gradients, 0.5, ref model) "
        + "+ optimizer.Step(parameters, ref model);")]
    [InlineData("Sam<Outer>(0.1, SamMode.Opaque)", "optimizer.Step(parameters, ref model); optimizer.Step(parameters, gradients, ref model); "
        + "optimizer.Step(parameters, (point, gradient) => { }); optimizer.Step(parameters, gradients, (point, gradient) => { });")]
    public void An_optimizer_for_a_layout_steps_its_objects(string chain, string calls) => Compiler.Run(
        Declared.Network + Declared.Outer + $"[Optimizer(Layout = typeof(Network)), {chain}] public sealed partial class Subject;\n"
        + "public struct Model : IGradient<float>, IObjective<float> { "
        + "public double Evaluate(ReadOnlySpan<float> point, Span<float> gradient) => 0; "
        + "public void Evaluate(ReadOnlySpan<float> point, Span<float> gradient, GradientEvaluation evaluation) { } }\n"
        + "public static class Caller { public static void Run() { var model = new Model(); Network parameters = new(), gradients = new(); "
        + $"var optimizer = new Subject(); {calls} }} }}").IsClean();

    [Fact]
    public void Objects_of_another_layout_are_refused()
    {
        var outcome = Compiler.Run(
            Declared.Network + "[Layout] public partial class Other { [Tensor(9)] public partial Span<float> W { get; } } "
            + "[Optimizer(Layout = typeof(Network)), Sgd(0.1)] public sealed partial class Subject; "
            + "public static class Caller { public static void Run() => new Subject().Step(new Other(), new Other()); }");
        Assert.Contains(outcome.Diagnostics, d => d.Id == "CS1503");
    }

    [Theory]
    [InlineData("new Subject(9)")]
    [InlineData("new Subject(6, 3)")]
    public void An_optimizer_for_a_layout_takes_no_lengths(string expression)
    {
        var outcome = Compiler.Run(
            Declared.Network + "[Optimizer(Layout = typeof(Network)), Sgd(0.1)] public sealed partial class Subject; "
            + $"public static class Caller {{ public static Subject Run() => {expression}; }}");
        var error = Assert.Single(outcome.Diagnostics, d => d.Severity == DiagnosticSeverity.Error);
        Assert.Equal("CS0619", error.Id);
        Assert.Contains("is declared for the layout Network: make it without arguments", error.GetMessage(null), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("internal", "public", "internal void Step(global::Network ")]
    [InlineData("public", "internal", "public void Step(global::Network ")]
    public void A_step_is_not_more_accessible_than_the_layout(string layout, string optimizer, string step)
    {
        string text = Compiler.Run(
            Declared.Network.Replace("public sealed", layout + " sealed", StringComparison.Ordinal)
            + $"[Optimizer(Layout = typeof(Network)), Sgd(0.1)] {optimizer} sealed partial class Subject;").IsClean().Generated["Subject.g.cs"];
        Assert.Contains(step, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("private", true)]
    [InlineData("internal", false)]
    public void Optimizers_beside_a_private_layout_can_step_it(string optimizer, bool isStepped)
    {
        string text = Compiler.Run(
            "public partial class Around { " + Declared.Network.Replace("public sealed", "private sealed", StringComparison.Ordinal)
            + $"[Optimizer(Layout = typeof(Network)), Sgd(0.1)] {optimizer} sealed partial class Subject; }}").IsClean()
            .Generated["Around.Subject.g.cs"];
        Assert.Equal(isStepped, text.Contains("Around.Network parameters", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Plan")]
    [InlineData("Move")]
    [InlineData("Lanes512")]
    [InlineData("L")]
    [InlineData("LearningRate")]
    public void A_layout_may_have_the_name_of_a_member_of_the_optimizer(string name) => Compiler.Run(
        Declared.Network.Replace("class Network", "class " + name, StringComparison.Ordinal)
        + $"[Optimizer(Layout = typeof({name})), Sgd(0.1, momentum: 0.5)] public sealed partial class Subject;").IsClean();

    [Theory]
    [InlineData("Parameters")]
    [InlineData("Memory")]
    [InlineData("TensorSpan")]
    [InlineData("Span")]
    [InlineData("Layout")]
    [InlineData("Tensor")]
    [InlineData("GeneratedCodeAttribute")]
    public void A_type_of_the_user_may_have_the_name_of_a_type_that_a_layout_uses(string name) => Compiler.Run(
        $"namespace MyApp {{ public class {name}; namespace Models {{ [Layout] public partial class Subject {{ "
        + "[Tensor(3, 4)] public partial System.Numerics.Tensors.TensorSpan<float> W { get; } "
        + "[Tensor(3)] public partial System.Span<float> B { get; } } "
        + "[Optimizer(Layout = typeof(Subject)), Sgd(0.1)] public partial class Train; } }").IsClean();

    [Fact]
    public void A_layout_of_another_assembly_is_checked_as_well()
    {
        byte[] library = Compiler.Run(Declared.Network).Emit();
        var reference = MetadataReference.CreateFromImage(library);
        var known = Compiler.Run(Compiler.Compile(
            ["[Optimizer(Layout = typeof(Network)), Clip(1, Mask = \"bias\"), Sgd(0.1)] public sealed partial class Subject;"], reference));
        var unknown = Compiler.Run(Compiler.Compile(
            ["[Optimizer(Layout = typeof(Network)), Clip(1, Mask = \"norm\"), Sgd(0.1)] public sealed partial class Subject;"], reference));

        Assert.Contains("Network.Layout)", known.IsClean().Text, StringComparison.Ordinal);
        Assert.Equal("SF0067", Assert.Single(unknown.Mistakes).Id);
    }

    [Fact]
    public void A_tensor_begins_at_the_end_of_the_previous_one()
    {
        string text = Compiler.Run(Declared.Network).IsClean().Text;
        Assert.Contains("public partial System::Span<float> W => base.Values.Slice(0, 6);", text, StringComparison.Ordinal);
        Assert.Contains("public partial System::Span<float> B => base.Values.Slice(6, 2);", text, StringComparison.Ordinal);
        Assert.Contains("public partial System::Span<float> Scale => base.Values.Slice(8, 1);", text, StringComparison.Ordinal);
        Assert.Contains("/// <summary>B: [2], group bias; elements 6 to 7 of the flat vector.</summary>", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Documented_declarations_get_no_second_documentation()
    {
        string text = Compiler.Run(
            "/// <summary>Mine.</summary>\n[Layout] public partial class Subject { /// <summary>Mine, too.</summary>\n"
            + "[Tensor(1)] public partial Span<float> W { get; } [Tensor(1)] public partial Span<float> B { get; } }").IsClean().Text;
        Assert.DoesNotContain("<summary>2 tensors", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<summary>W: [1]", text, StringComparison.Ordinal);
        Assert.Contains("<summary>B: [1]", text, StringComparison.Ordinal);
    }
}
