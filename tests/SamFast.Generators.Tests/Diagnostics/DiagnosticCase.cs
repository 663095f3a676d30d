using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SamFast.Generators.Tests;

/// <summary>A mistake and its expected diagnostic.</summary>
/// <param name="Id">The only diagnostic, reported once.</param>
/// <param name="At">The text at its location.</param>
/// <param name="Words">Parts of the message.</param>
public sealed record DiagnosticCase(string Id, string Source, string At, params string[] Words)
{
    /// <summary>The language version of the project.</summary>
    public LanguageVersion Language { get; init; } = LanguageVersion.CSharp14;

    /// <summary>The only alias of the reference to the library; null if it is global.</summary>
    public string? Alias { get; init; }

    /// <summary>True if the project is compiled without optimization.</summary>
    public bool IsDebug { get; init; }

    internal Outcome Run() => Compiler.Run(Compile());

    internal Outcome RunInEditor() => Compiler.RunInEditor(Compile());

    private CSharpCompilation Compile()
    {
        var compilation = Alias is null ? Compiler.Compile(Language, [Source]) : Compiler.CompileByAlias(Source, Alias);
        return IsDebug ? compilation.WithOptions(compilation.Options.WithOptimizationLevel(OptimizationLevel.Debug)) : compilation;
    }
}
