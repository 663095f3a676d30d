using Microsoft.CodeAnalysis.CSharp;

namespace SamFast.Generators.Tests;

/// <summary>A mistake and its expected diagnostic.</summary>
/// <param name="Id">The diagnostic it must give, once and alone.</param>
/// <param name="At">The text at which it is shown.</param>
/// <param name="Words">Texts that the message must contain. The first is on the page of diagnostics, too.</param>
public sealed record DiagnosticCase(string Id, string Source, string At, params string[] Words)
{
    /// <summary>The language version of the project.</summary>
    public LanguageVersion Language { get; init; } = LanguageVersion.CSharp14;

    /// <summary>The alias by which alone the library is referenced.</summary>
    public string? Alias { get; init; }

    internal Outcome Run() => Compiler.Run(Compile());

    internal Outcome RunInEditor() => Compiler.RunInEditor(Compile());

    private CSharpCompilation Compile() =>
        Alias is null ? Compiler.Compile(Language, [Source]) : Compiler.CompileByAlias(Source, Alias);
}
