using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using SamFast.Generators;

namespace SamFast.Tests.Conformance;

/// <summary>Compiles the declarations of all cases at once, in memory, with the generator.</summary>
internal static class Batch
{
    private static readonly CSharpParseOptions Syntax = new(LanguageVersion.CSharp14);

    public static IReadOnlyDictionary<Case, CompiledCase> Compile(IReadOnlyList<Case> cases)
    {
        var names = cases.Select((_, number) => $"Case{number}").ToArray();
        var declared = CSharpCompilation.Create(
            "SamFast.Conformance", cases.Zip(names, Parse), References(),
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release,
                nullableContextOptions: NullableContextOptions.Enable));

        var refused = declared.WithAnalyzers([new DeclarationAnalyzer()])
            .GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult()
            .ToLookup(diagnostic => diagnostic.Location.SourceTree?.FilePath);

        CSharpGeneratorDriver.Create([new OptimizerGenerator().AsSourceGenerator()], parseOptions: Syntax)
            .RunGeneratorsAndUpdateCompilation(declared, out var complete, out var fromGenerator);
        var assembly = Load(complete, fromGenerator);
        return cases.Zip(names).ToDictionary(pair => pair.First, pair => new CompiledCase(
            assembly, pair.Second, [.. refused[pair.Second].Select(d => $"{d.Id}: {d.GetMessage(CultureInfo.InvariantCulture)}")]));
    }

    private static SyntaxTree Parse(Case @case, string name) => CSharpSyntaxTree.ParseText(
        $"""
        // {@case.Expression}
        using SamFast;

        namespace {CompiledCase.Namespace};

        {@case.Source(name)}

        """,
        Syntax, path: name);

    private static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path));

    private static Assembly Load(Compilation compilation, ImmutableArray<Diagnostic> fromGenerator)
    {
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        var errors = fromGenerator.Concat(result.Diagnostics)
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToArray();
        return errors.Length == 0
            ? Assembly.Load(image.ToArray())
            : throw new InvalidOperationException("The golden optimizers do not compile.\n" + NumberedSource.Of(errors));
    }
}
