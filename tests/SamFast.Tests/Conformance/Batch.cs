using System.Globalization;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using SamFast.Generators;

namespace SamFast.Tests.Conformance;

/// <summary>The declarations of all cases, compiled in one compilation, in memory, with the generator.</summary>
/// <param name="Cases">The compiled cases; none if there are errors.</param>
/// <param name="Errors">The compiler's errors, with the source; null if it compiles.</param>
internal sealed record Batch(IReadOnlyDictionary<Case, CompiledCase> Cases, string? Errors)
{
    private static readonly CSharpParseOptions Syntax = new(LanguageVersion.CSharp14);

    public static Batch Compile(IReadOnlyList<Case> cases)
    {
        var names = cases.Select((_, number) => $"Case{number}").ToArray();
        var declared = CSharpCompilation.Create(
            "SamFast.Conformance", cases.Zip(names, Parse), References(),
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release,
                nullableContextOptions: NullableContextOptions.Enable));

        var refused = declared.WithAnalyzers([new DeclarationAnalyzer()])
            .GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult()
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .ToLookup(diagnostic => diagnostic.Location.SourceTree?.FilePath);

        CSharpGeneratorDriver.Create([new OptimizerGenerator().AsSourceGenerator()], parseOptions: Syntax)
            .RunGeneratorsAndUpdateCompilation(declared, out var complete, out var fromGenerator);
        using var image = new MemoryStream();
        var errors = complete.Emit(image).Diagnostics.Concat(fromGenerator.Where(diagnostic => !diagnostic.Id.StartsWith("SF", StringComparison.Ordinal)))
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToArray();
        if (errors.Length > 0)
            return new Batch(new Dictionary<Case, CompiledCase>(), NumberedSource.Of(errors));

        var assembly = Assembly.Load(image.ToArray());
        return new Batch(
            cases.Zip(names).ToDictionary(pair => pair.First, pair => new CompiledCase(
                assembly, pair.Second, [.. refused[pair.Second].Select(Text)])),
            null);
    }

    private static string Text(Diagnostic diagnostic) =>
        $"{diagnostic.Id}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}";

    private static SyntaxTree Parse(Case @case, string name) => CSharpSyntaxTree.ParseText(
        $"""
        // {@case.Expression}
        using SamFast;
        using SamFast.Authoring;

        namespace {CompiledCase.Namespace};

        {@case.Source(name)}

        """,
        Syntax, path: name);

    private static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path));
}
