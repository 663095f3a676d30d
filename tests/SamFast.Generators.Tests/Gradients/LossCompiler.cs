using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SamFast.Generators.Gradients.Passes;
using SamFast.Generators.Tests.Gradients.Duals;

namespace SamFast.Generators.Tests.Gradients;

/// <summary>Compiles classes with losses: with their generated derivatives, or for duals.</summary>
internal static class LossCompiler
{
    private static readonly CSharpCompilation _empty = Serial(Compiler.Compile([]));
    private static readonly MetadataReference _testReference = MetadataReference.CreateFromFile(typeof(Dual).Assembly.Location);

    /// <summary>Classes in one assembly.</summary>
    /// <param name="Losses">The compiled losses, by the name of the class.</param>
    /// <param name="Refusals">The messages of refused losses.</param>
    /// <param name="Faults">What is wrong with the compilation of a loss: an exception, or an error in generated code.</param>
    public sealed record Batch<T>(
        IReadOnlyDictionary<string, Compiled<T>> Losses, IReadOnlyDictionary<string, string> Refusals, IReadOnlyDictionary<string, string> Faults);

    /// <summary>A compilation on one thread: tests compile several at once.</summary>
    private static CSharpCompilation Serial(CSharpCompilation compilation) => compilation.WithOptions(compilation.Options.WithConcurrentBuild(false));

    /// <summary>The text of a file with classes.</summary>
    private static string File(string type, string functions, IEnumerable<string> classes) =>
        $"using System; using System.Numerics; using SamFast; using Real = {type}; using Maths = {functions};\n" + string.Join("\n", classes);

    /// <summary>The classes that compile before anything is generated.</summary>
    public static IReadOnlyDictionary<string, string> Valid(IReadOnlyDictionary<string, string> classes) => Without(
        RealCompilation<double>, classes.Where(c =>
            CSharpSyntaxTree.ParseText(c.Value).GetRoot() is CompilationUnitSyntax { Members: [ClassDeclarationSyntax], ContainsDiagnostics: false }).ToDictionary());

    private static Dictionary<string, string> Without(Func<IEnumerable<string>, Compilation> compile, IReadOnlyDictionary<string, string> classes)
    {
        var compilation = compile(classes.Values);
        var wrong = compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => Class(d, compilation)).ToHashSet();
        return classes.Where(c => !wrong.Contains(c.Key)).ToDictionary();
    }

    /// <summary>The losses without derivatives. An evaluation with too many iterations throws.</summary>
    public static IReadOnlyDictionary<string, Value<double>> Values(IReadOnlyDictionary<string, string> classes)
    {
        var assembly = Load(Counted(RealCompilation<double>(classes.Values).AddReferences(_testReference)));
        return classes.Keys.ToDictionary(name => name, name => Method<Value<double>>(assembly, name, "Loss"));
    }

    private static CSharpCompilation Counted(CSharpCompilation compilation)
    {
        var tree = compilation.SyntaxTrees.Single();
        return compilation.ReplaceSyntaxTree(tree, tree.WithRootAndOptions(new Counting().Visit(tree.GetRoot())!, tree.Options));
    }

    private static CSharpCompilation DualCompilation(IEnumerable<string> classes)
    {
        string type = typeof(Dual).FullName!;
        var tree = Compiler.ParseAlone(
            File(type, type, classes).Replace("Derivative.Stop(", "Real.Stop(", StringComparison.Ordinal).Replace("IFloatingPointIeee754<", typeof(IReal<>).FullName!.Replace("`1", "<", StringComparison.Ordinal), StringComparison.Ordinal), "Duals.cs");
        return Counted(_empty.AddReferences(_testReference).AddSyntaxTrees(tree));
    }

    public static CSharpCompilation RealCompilation<T>(IEnumerable<string> classes) => _empty.AddSyntaxTrees(Compiler.ParseAlone(
        typeof(T) == typeof(double) ? File("double", "System.Math", classes) : File("float", "System.MathF", classes), "Reals.cs"));

    /// <summary>The losses with duals in place of numbers, as far as they compile.</summary>
    public static IReadOnlyDictionary<string, Value<Dual>> Duals(IReadOnlyDictionary<string, string> classes)
    {
        if (!TryLoad(DualCompilation(classes.Values), out var assembly, out _))
        {
            classes = Without(DualCompilation, classes);
            assembly = Load(DualCompilation(classes.Values));
        }

        return classes.Keys.ToDictionary(name => name, name => Method<Value<Dual>>(assembly, name, "Loss"));
    }

    /// <summary>The losses with their derivatives.</summary>
    public static Batch<T> Reals<T>(IReadOnlyDictionary<string, string> classes, Switches switches)
    {
        var compilation = RealCompilation<T>(classes.Values);
        var driver = CSharpGeneratorDriver.Create(
            [new GradientGenerator(switches).AsSourceGenerator()], parseOptions: (CSharpParseOptions)compilation.SyntaxTrees[0].Options);
        var result = driver.RunGeneratorsAndUpdateCompilation(compilation, out var output, out var diagnostics).GetRunResult().Results.Single();
        if (result.Exception is { } exception)
            return Divided<T>(classes, switches, exception);

        var refusals = diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).GroupBy(d => Class(d, compilation)).ToDictionary(group => group.Key, group => group.First().ToString());
        var faults = new Dictionary<string, string>();
        if (!TryLoad(output, out var assembly, out var errors))
        {
            foreach (var error in errors)
                faults.TryAdd(Class(error, output), $"{error}: {Line(error)}");
            assembly = Load(output.RemoveSyntaxTrees(output.SyntaxTrees.Where(t => t.FilePath.EndsWith(".Body.g.cs", StringComparison.Ordinal)
                && faults.ContainsKey(Path.GetFileName(t.FilePath).Split('.')[0]))));
        }

        var losses = classes.Keys.Where(name => !refusals.ContainsKey(name) && !faults.ContainsKey(name)).ToDictionary(
            name => name,
            name => new Compiled<T>(
                Method<Value<T>>(assembly, name, "Loss"), Method<Gradient<T>>(assembly, name, "LossGradient"), Method<Product<T>>(assembly, name, "LossHessianProduct")));
        return new(losses, refusals, faults);
    }

    /// <summary>Finds the class with which the generator throws.</summary>
    private static Batch<T> Divided<T>(IReadOnlyDictionary<string, string> classes, Switches switches, Exception exception)
    {
        if (classes.Count == 1)
            return new(new Dictionary<string, Compiled<T>>(), new Dictionary<string, string>(), new Dictionary<string, string> { [classes.Keys.Single()] = exception.ToString() });
        var halves = classes.Chunk((classes.Count + 1) / 2).Select(half => Reals<T>(half.ToDictionary(), switches)).ToArray();
        return new(
            halves.SelectMany(half => half.Losses).ToDictionary(), halves.SelectMany(half => half.Refusals).ToDictionary(),
            halves.SelectMany(half => half.Faults).ToDictionary());
    }

    /// <summary>The generated files of a class.</summary>
    public static string Generated<T>(string text, Switches switches)
    {
        var compilation = RealCompilation<T>([text]);
        var result = CSharpGeneratorDriver.Create(
            [new GradientGenerator(switches).AsSourceGenerator()], parseOptions: (CSharpParseOptions)compilation.SyntaxTrees[0].Options)
            .RunGenerators(compilation).GetRunResult().Results.Single();
        return string.Join("\n", result.GeneratedSources.Where(s => s.HintName.EndsWith(".Body.g.cs", StringComparison.Ordinal)).Select(s => s.SourceText));
    }

    /// <summary>The refused expression of a class, and the message.</summary>
    public static (string Place, string Message) Refusal(string text)
    {
        var compilation = RealCompilation<double>([text]);
        CSharpGeneratorDriver.Create([new GradientGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)compilation.SyntaxTrees[0].Options)
            .RunGeneratorsAndUpdateCompilation(compilation, out _, out var diagnostics);
        var refusal = Assert.Single(diagnostics);
        Assert.Equal("SF0076", refusal.Id);
        return (compilation.SyntaxTrees.Single().GetText().ToString(refusal.Location.SourceSpan), refusal.GetMessage());
    }

    /// <summary>The class that a diagnostic is about.</summary>
    private static string Class(Diagnostic diagnostic, Compilation compilation)
    {
        string path = diagnostic.Location.GetLineSpan().Path;
        var tree = diagnostic.Location.SourceTree ?? compilation.SyntaxTrees.Single(t => t.FilePath == path);
        return tree.GetRoot().FindNode(diagnostic.Location.SourceSpan).AncestorsAndSelf()
            .OfType<ClassDeclarationSyntax>().Last().Identifier.ValueText;
    }

    private static string Line(Diagnostic diagnostic) => diagnostic.Location.SourceTree!.GetText().Lines[diagnostic.Location.GetLineSpan().StartLinePosition.Line].ToString();

    private static Assembly Load(Compilation compilation)
    {
        bool isValid = TryLoad(compilation, out var assembly, out var errors);
        Assert.True(isValid, string.Join("\n", errors.Take(10).Select(error => $"{error}: {Line(error)}")));
        return assembly!;
    }

    private static bool TryLoad(Compilation compilation, [NotNullWhen(true)] out Assembly? assembly, out Diagnostic[] errors)
    {
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        errors = [.. result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)];
        stream.Position = 0;
        assembly = result.Success ? new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(stream) : null;
        return result.Success;
    }

    private static T Method<T>(Assembly assembly, string type, string name) where T : Delegate =>
        assembly.GetType(type, throwOnError: true)!.GetMethod(name, BindingFlags.Static | BindingFlags.Public)!.CreateDelegate<T>();

    /// <summary>Counts the iterations of all loops, so that none runs for ever, and moves arrays from the stack to the heap.</summary>
    private sealed class Counting : CSharpSyntaxRewriter
    {
        private static readonly StatementSyntax _count =
            SyntaxFactory.ParseStatement($"{typeof(Run).FullName}.Iterate();");

        public override SyntaxNode? Visit(SyntaxNode? node)
        {
            var visited = base.Visit(node);
            return visited switch
            {
                ForStatementSyntax loop => loop.WithStatement(Counted(loop.Statement)),
                StackAllocArrayCreationExpressionSyntax { Type: ArrayTypeSyntax type } => SyntaxFactory.ArrayCreationExpression(
                    SyntaxFactory.Token(SyntaxKind.NewKeyword).WithTrailingTrivia(SyntaxFactory.Space), type, null),
                WhileStatementSyntax loop => loop.WithStatement(Counted(loop.Statement)),
                DoStatementSyntax loop => loop.WithStatement(Counted(loop.Statement)),
                _ => visited,
            };
        }

        private static BlockSyntax Counted(StatementSyntax body) =>
            SyntaxFactory.Block(_count, body);
    }
}
