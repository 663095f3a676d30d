using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SamFast.Generators.Tests;

/// <summary>In a project with an older language version, each declared class has one diagnostic, in a build and in an editor.</summary>
public class LanguageTests
{
    private static readonly LanguageVersion[] _versions =
    [
        LanguageVersion.CSharp7_3, LanguageVersion.CSharp9, LanguageVersion.CSharp11, LanguageVersion.CSharp12, LanguageVersion.CSharp13,
        LanguageVersion.CSharp14,
    ];

    private static readonly string[] _declarations =
    [
        "[Optimizer, Sgd(0.1)] public sealed partial class Subject { }",
        "[Optimizer, Lbfgs] public sealed partial class Subject { }",
        "[Optimizer, PolyakSgd] public sealed partial class Subject { }",
        "[Optimizer<double>, Adam(0.1)] public sealed partial class Subject { }",
        "[Optimizer(ConsumesGradients = true), Trace(0.9), Sgd(0.1)] public sealed partial class Subject { }",
        "[Optimizer, Sgd(0.1)] public sealed partial class Outer { } [Sam<Outer>(rho: 0.1, mode: SamMode.Opaque)] public sealed partial class Subject { }",
        "[Optimizer, Sgd(0.1)] public sealed partial class Outer { } [Sam<Outer>] public sealed partial class Subject { }",
        "[Optimizer, Sophia(0.1)] public sealed partial class Subject { }",
        "[Layout] public sealed partial class Subject { [Tensor(3)] public partial Span<float> W { get; } }",
    ];

    public static TheoryData<LanguageVersion, string> Cases
    {
        get
        {
            var data = new TheoryData<LanguageVersion, string>();
            foreach (var version in _versions)
            {
                foreach (string declaration in _declarations.Where(d => version >= First(d)))
                    data.Add(version, declaration);
            }

            return data;
        }
    }

    /// <summary>The first version that has the syntax of a declaration: partial properties, generic attributes, init-only setters.</summary>
    private static LanguageVersion First(string declaration) =>
        declaration.Contains("partial Span", StringComparison.Ordinal) ? LanguageVersion.CSharp13
        : declaration.Contains("Sam<", StringComparison.Ordinal) || declaration.Contains("Optimizer<", StringComparison.Ordinal) ? LanguageVersion.CSharp11
        : declaration.Contains('=', StringComparison.Ordinal) ? LanguageVersion.CSharp9 : LanguageVersion.CSharp7_3;

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_only_error_is_the_language_version(LanguageVersion version, string declaration)
    {
        var compilation = Compiler.Compile(version, [declaration]);
        foreach (var outcome in new[] { Compiler.Run(compilation), Compiler.RunInEditor(compilation) })
        {
            var errors = outcome.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).ToArray();
            Assert.All(errors, error => Assert.StartsWith("SF0071", $"{error.Id}: {error}", StringComparison.Ordinal));
            Assert.Equal(version < LanguageVersion.CSharp14 ? declaration.Split("class ").Length - 1 : 0, errors.Length);
        }
    }
}
