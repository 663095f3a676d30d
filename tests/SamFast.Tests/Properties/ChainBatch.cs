using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SamFast.Generators;

namespace SamFast.Tests.Properties;

/// <summary>Compiles declarations with the generator, all in one assembly, in memory.</summary>
internal static class ChainBatch
{
    public static Assembly Compile(IEnumerable<RandomChain> chains)
    {
        var options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.CSharp14);
        string source = "using SamFast;\nnamespace Random;\n\n" + string.Join("\n", chains.Select(c => c.Source));
        string platform = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        var references = platform.Split(Path.PathSeparator)
            .Append(typeof(OptimizerAttribute).Assembly.Location).Distinct()
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "RandomChains", [CSharpSyntaxTree.ParseText(source, options)], references,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release,
                nullableContextOptions: NullableContextOptions.Enable));

        var driver = CSharpGeneratorDriver.Create([new OptimizerGenerator().AsSourceGenerator()], parseOptions: options);
        driver.RunGeneratorsAndUpdateCompilation(compilation, out var generated, out var complaints);
        using var image = new MemoryStream();
        var result = generated.Emit(image);
        var errors = complaints.Concat(result.Diagnostics).Where(d => d.Severity == DiagnosticSeverity.Error).ToArray();
        Assert.True(errors.Length == 0, string.Join("\n", errors.Take(10)) + "\n" + source);
        return Assembly.Load(image.ToArray());
    }
}
