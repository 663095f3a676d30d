using Microsoft.CodeAnalysis;

namespace SamFast.Generators.Tests;

public class OpaqueMisuseTests
{
    [Fact]
    public void An_opaque_optimizer_called_without_a_gradient_function_is_an_error_that_says_what_to_call()
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
