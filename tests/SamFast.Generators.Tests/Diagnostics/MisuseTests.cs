using Microsoft.CodeAnalysis;

namespace SamFast.Generators.Tests;

public class MisuseTests
{
    [Theory]
    [InlineData("float[] p, float[] g", "p, g", "Step(parameters, gradients, value)")]
    [InlineData("TensorBuffers<float> tensors", "tensors", "Step(tensors, value)")]
    public void Calling_an_optimizer_without_its_loss_names_the_right_overload(
        string parameters, string arguments, string remedy)
    {
        var outcome = Compiler.Run(
            "[Optimizer, PolyakSgd] public sealed partial class Subject;",
            $"static class Use {{ static void Call(Subject s, {parameters}) => s.Step({arguments}); }}");

        var error = Assert.Single(outcome.Diagnostics, d => d.Severity == DiagnosticSeverity.Error);
        Assert.Equal("CS0619", error.Id);
        string message = error.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Contains("Subject asks for the loss (ScaleByPolyak does)", message, StringComparison.Ordinal);
        Assert.Contains(remedy, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10")]
    [InlineData("5, 5")]
    public void Creating_an_optimizer_of_groups_without_a_layout_names_the_right_constructor(string arguments)
    {
        var outcome = Compiler.Run(
            "[Optimizer(Freeze = \"table\"), AdamW(0.1, DecayMask = \"!bias\")] public sealed partial class Subject;",
            $"static class Use {{ static object Make() => new Subject({arguments}); }}");

        var error = Assert.Single(outcome.Diagnostics, d => d.Severity == DiagnosticSeverity.Error);
        Assert.Equal("CS0619", error.Id);
        Assert.Contains("Subject acts on groups of tensors: make it with a layout that has 'table', 'bias'.",
            error.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public void Calling_a_line_search_without_the_loss_names_the_right_overload()
    {
        var outcome = Compiler.Run(
            "[Optimizer, Lbfgs] public sealed partial class Subject;",
            "static class Use { static void Call(Subject s, float[] p, float[] g) => s.Step(p, g); }");

        var error = Assert.Single(outcome.Diagnostics, d => d.Severity == DiagnosticSeverity.Error);
        Assert.Equal("CS0619", error.Id);
        string message = error.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Contains("Subject ends in a line search and needs the loss with its gradient", message, StringComparison.Ordinal);
        Assert.Contains("Step(parameters, objective)", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Calling_an_opaque_optimizer_without_a_gradient_function_names_the_right_overload()
    {
        var outcome = Compiler.Run(
            Declared.Outer + "[Sam<Outer>(0.05, SamMode.Opaque)] public sealed partial class Subject;",
            "static class Use { static void Call(Subject s, float[] p, float[] g) => s.Step(p, g); }");

        var error = Assert.Single(outcome.Diagnostics, d => d.Severity == DiagnosticSeverity.Error);
        Assert.Equal("CS0619", error.Id);
        string message = error.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Contains("Subject runs SAM in opaque mode and needs a gradient function", message, StringComparison.Ordinal);
        Assert.Contains("Step(parameters, gradient)", message, StringComparison.Ordinal);
        Assert.Contains("SamMode.Transparent", message, StringComparison.Ordinal);
    }
}
