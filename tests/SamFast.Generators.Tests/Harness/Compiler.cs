using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace SamFast.Generators.Tests;

/// <summary>Compiles source texts in memory, with the generators and the analyzers.</summary>
internal static class Compiler
{
    /// <summary>The usings of every text. They are per file: generated files do not see them.</summary>
    private const string Usings =
        "using System; using System.Runtime.CompilerServices; using System.Runtime.Intrinsics; using SamFast; using SamFast.Authoring;\n";

    /// <summary>The SDK's implicit usings, and those of SamFast.</summary>
    private const string ImplicitUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; "
        + "global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks; global using SamFast; global using SamFast.Authoring;";

    private static readonly CSharpParseOptions _parsing = new(LanguageVersion.CSharp14, DocumentationMode.Diagnose);

    private static readonly ImmutableArray<MetadataReference> _references = FindReferences();

    private static readonly CSharpCompilation _empty = Empty(LanguageVersion.CSharp14, "Tests");

    /// <summary>Builds: parses, generates and, if the generator reports no errors, binds and analyzes.</summary>
    public static Outcome Run(params string[] sources) => Run(Compile(sources));

    public static Outcome Run(CSharpCompilation compilation)
    {
        var driver = Driver(compilation.LanguageVersion).RunGeneratorsAndUpdateCompilation(compilation, out var output, out var reported);
        output = WithWarnings(output);
        return new Outcome(driver.GetRunResult(), output, IsStopped(reported) ? reported : reported.AddRange(Analyze(output)));
    }

    /// <summary>Compiles like an editor: the generators report nothing, the analyzers see the stand-ins, and gradients have no bodies.</summary>
    public static Outcome RunInEditor(params string[] sources) => RunInEditor(Compile(sources));

    public static Outcome RunInEditor(CSharpCompilation compilation)
    {
        var driver = Driver(compilation.LanguageVersion, new EditorOptions())
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out var reported);
        Assert.Empty(reported);
        output = WithWarnings(output);
        return new Outcome(driver.GetRunResult(), output, Analyze(output));
    }

    /// <summary>Generates, and runs our analyzer only; Emit reports the diagnostics of the compiler. Takes a quarter of the time of
    /// <see cref="Run(string[])"/>.</summary>
    public static (Compilation Output, ImmutableArray<Diagnostic> Mistakes) Generate(CSharpCompilation compilation)
    {
        Driver(compilation.LanguageVersion).RunGeneratorsAndUpdateCompilation(compilation, out var output, out var reported);
        return (output, IsStopped(reported) ? reported
            : output.WithAnalyzers([new DeclarationAnalyzer()]).GetAnalyzerDiagnosticsAsync(CancellationToken.None).GetAwaiter().GetResult());
    }

    /// <summary>Builds with warnings as errors, except for those that a file disables.</summary>
    public static Outcome RunStrictly(CSharpCompilation compilation)
    {
        compilation = compilation.WithOptions(compilation.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Error));
        var driver = Driver(compilation.LanguageVersion).RunGeneratorsAndUpdateCompilation(compilation, out var output, out var reported);
        return new Outcome(driver.GetRunResult(), output, IsStopped(reported) ? reported : output.GetDiagnostics());
    }

    /// <summary>True if an error of the generator stops the compilation.</summary>
    private static bool IsStopped(ImmutableArray<Diagnostic> reported) => reported.Any(d => d.Severity == DiagnosticSeverity.Error);

    /// <summary>Turns warnings on in generated files, which turn them off for users.</summary>
    private static Compilation WithWarnings(Compilation compilation)
    {
        foreach (var tree in compilation.SyntaxTrees.Where(t => t.FilePath.EndsWith(".g.cs", StringComparison.Ordinal)))
        {
            if (tree.ToString().Contains(Outcome.StandIn, StringComparison.Ordinal))
                continue;
            string text = tree.ToString().Replace("#pragma warning disable\n", "\n", StringComparison.Ordinal)
                .Replace("#nullable disable warnings\n", "#nullable enable warnings\n", StringComparison.Ordinal);
            compilation = compilation.ReplaceSyntaxTree(tree, tree.WithChangedText(Microsoft.CodeAnalysis.Text.SourceText.From(text)));
        }

        return compilation;
    }

    /// <summary>Compiles texts with pointers, in a project that allows unsafe code.</summary>
    public static Outcome RunUnsafe(params string[] sources)
    {
        var compilation = Compile(sources);
        return Run(compilation.WithOptions(compilation.Options.WithAllowUnsafe(true)));
    }

    /// <summary>Compiles texts with the usings of a new project only, like copied examples.</summary>
    /// <param name="isProgram">True if the first text has top-level statements.</param>
    public static Outcome RunPrinted(bool isProgram, params string[] sources)
    {
        var compilation = Compile([]);
        var trees = sources.Append(ImplicitUsings).Select((source, i) => CSharpSyntaxTree.ParseText(source, _parsing, $"Printed{i}.cs"));
        return Run(compilation.AddSyntaxTrees(trees).WithOptions(compilation.Options.WithAllowUnsafe(true)
            .WithOutputKind(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary)));
    }

    public static CSharpCompilation Compile(string[] sources, params MetadataReference[] more) =>
        Compile(LanguageVersion.CSharp14, sources, more);

    /// <remarks>Compilations without further references derive from a common one, so that symbols of the framework are read once. All of
    /// them have its name.</remarks>
    public static CSharpCompilation Compile(LanguageVersion language, string[] sources, params MetadataReference[] more)
    {
        var empty = more.Length == 0 && language == LanguageVersion.CSharp14 ? _empty : Empty(language, "Tests" + Guid.NewGuid().ToString("N"), more);
        return empty.AddSyntaxTrees(sources.Select((source, i) => Parse(source, $"Source{i}.cs", language)));
    }

    private static CSharpCompilation Empty(LanguageVersion language, string name, params MetadataReference[] more) => CSharpCompilation.Create(
        name, [], _references.AddRange(more),
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: language < LanguageVersion.CSharp8
            ? NullableContextOptions.Disable : NullableContextOptions.Enable));

    /// <summary>A project that references the library under aliases only.</summary>
    public static CSharpCompilation CompileByAlias(string source, params string[] aliases) =>
        CSharpCompilation.Create(
            "Tests" + Guid.NewGuid().ToString("N"), [ParseAlone(source, "Source0.cs")],
            _references.Select(r => r.Display?.EndsWith("SamFast.dll", StringComparison.Ordinal) == true ? r.WithAliases(aliases) : r),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));

    public static SyntaxTree Parse(string source, string path, LanguageVersion language = LanguageVersion.CSharp14) =>
        CSharpSyntaxTree.ParseText(Usings + source, _parsing.WithLanguageVersion(language), path);

    /// <summary>A file without usings.</summary>
    public static SyntaxTree ParseAlone(string source, string path) => CSharpSyntaxTree.ParseText(source, _parsing, path);

    public static GeneratorDriver Driver(
        LanguageVersion language = LanguageVersion.CSharp14, AnalyzerConfigOptionsProvider? options = null) => CSharpGeneratorDriver.Create(
        [new OptimizerGenerator().AsSourceGenerator(), new GradientGenerator().AsSourceGenerator()], parseOptions: _parsing.WithLanguageVersion(language), optionsProvider: options,
        driverOptions: new GeneratorDriverOptions(
            options is EditorOptions ? IncrementalGeneratorOutputKind.Implementation : IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>The diagnostics of the compiler and the analyzers, with suppressions marked.</summary>
    private static ImmutableArray<Diagnostic> Analyze(Compilation compilation)
    {
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false,
            reportSuppressedDiagnostics: true);
        return compilation.WithAnalyzers([new DeclarationAnalyzer(), new HyperparameterSuppressor()], options)
            .GetAllDiagnosticsAsync(CancellationToken.None).GetAwaiter().GetResult();
    }

    /// <summary>The framework, SamFast and its dependencies, without the other references of the tests.</summary>
    private static ImmutableArray<MetadataReference> FindReferences()
    {
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var trusted = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        return
        [
            .. trusted.Where(path => Path.GetDirectoryName(path) == framework)
                .Append(typeof(OptimizerAttribute).Assembly.Location)
                .Append(typeof(System.Numerics.Tensors.Tensor).Assembly.Location)
                .Select(path => MetadataReference.CreateFromFile(path)),
        ];
    }
}
