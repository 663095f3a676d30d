using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using SamFast.Generators;

namespace SamFast.Tests.Properties;

/// <summary>Compiles declarations with the generator and the analyzers into one assembly in memory, and checks that there are no errors,
/// and no warnings of any level in generated code.</summary>
internal static class ChainBatch
{
    private static readonly CSharpParseOptions s_syntax = new(LanguageVersion.CSharp14, DocumentationMode.Diagnose);

    private static readonly ImmutableArray<MetadataReference> s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Append(typeof(OptimizerAttribute).Assembly.Location).Distinct()
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static Assembly Compile(IEnumerable<string> declarations)
    {
        string source = "using SamFast;\nnamespace Random;\n\n" + string.Join("\n", declarations);
        var compilation = CSharpCompilation.Create(
            "RandomChains", [CSharpSyntaxTree.ParseText(source, s_syntax)], s_references,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, warningLevel: 9999,
                nullableContextOptions: NullableContextOptions.Enable));

        var driver = CSharpGeneratorDriver.Create([new OptimizerGenerator().AsSourceGenerator()], parseOptions: s_syntax);
        driver.RunGeneratorsAndUpdateCompilation(compilation, out var generated, out var complaints);
        // Analyzes the declarations only, as an editor does: generated bodies are bound once, by Emit.
        var mistakes = compilation.WithAnalyzers([new DeclarationAnalyzer(), new HyperparameterSuppressor()])
            .GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();

        // The compiler checks comments only if it writes a documentation file.
        using MemoryStream image = new(), comments = new();
        var result = generated.Emit(image, xmlDocumentationStream: comments);
        var said = complaints.Concat(mistakes).Concat(result.Diagnostics).Where(IsComplaint).ToArray();
        Assert.True(said.Length == 0, string.Join("\n", said.Take(10)) + "\n" + source);
        return Assembly.Load(image.ToArray());
    }

    // Warnings about the order of transforms are expected in random declarations.
    private static bool IsComplaint(Diagnostic diagnostic) => diagnostic.Severity switch
    {
        DiagnosticSeverity.Error => true,
        DiagnosticSeverity.Warning => diagnostic.Location.SourceTree?.FilePath is not "",
        _ => false,
    };
}
