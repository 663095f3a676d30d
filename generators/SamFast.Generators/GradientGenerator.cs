using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SamFast.Generators.Declarations;
using SamFast.Generators.Diagnostics;
using SamFast.Generators.Gradients;
using SamFast.Generators.Gradients.Emission;
using SamFast.Generators.Gradients.Lowering;
using SamFast.Generators.Gradients.Passes;
using SamFast.Generators.Symbols;
using LayoutEmitter = SamFast.Generators.Emission.LayoutEmitter;

namespace SamFast.Generators;

/// <summary>Compiles methods with [Differentiable] to their gradients. At each edit, only signatures are read; bodies are bound in a
/// build.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class GradientGenerator : IIncrementalGenerator
{
    /// <summary>The name of the step that runs at every keystroke.</summary>
    internal const string SignatureStep = "Signature";

    private readonly Switches _switches;

    public GradientGenerator() : this(new())
    {
    }

    internal GradientGenerator(Switches switches) => _switches = switches;

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var declarations = context.SyntaxProvider
            .ForAttributeWithMetadataName(Names.Differentiable, (node, _) => node is MethodDeclarationSyntax, (attributed, cancellation) =>
            {
                var mistakes = new List<Mistake>();
                var reporter = new Reporter(diagnostic => mistakes.Add(Mistakes.Keep(diagnostic)));
                return new GradientDeclaration(
                    GradientReader.Read((IMethodSymbol)attributed.TargetSymbol, reporter, cancellation), mistakes.ToEquatableArray());
            })
            .WithTrackingName(SignatureStep);
        var models = declarations.Select((declaration, _) => declaration.Model).Where(model => model is not null).Select((model, _) => model!);
        context.RegisterSourceOutput(models.Where(model => !model.IsHelper), (output, model) => output.AddSource(model.Type.HintName, SignatureWriter.Emit(model)));

        var isDesignTime = OptimizerGenerator.IsDesignTime(context);
        context.RegisterSourceOutput(declarations.Select((declaration, _) => declaration.Mistakes).Combine(isDesignTime), (output, found) =>
        {
            foreach (var mistake in found.Right ? [] : found.Left)
                output.ReportDiagnostic(Mistakes.Show(mistake));
        });
        context.RegisterImplementationSourceOutput(
            models.Collect().Combine(context.CompilationProvider).Combine(isDesignTime),
            (output, input) => Bodies(output, input.Left.Left, input.Left.Right, input.Right));
    }

    private void Bodies(SourceProductionContext output, ImmutableArray<GradientModel> models, Compilation compilation, bool isDesignTime)
    {
        compilation = WithLayouts(compilation, models, output.CancellationToken);
        var rules = new RuleReader(compilation, output.CancellationToken);
        foreach (var model in models)
        {
            if (Find(model, compilation, output.CancellationToken) is not { } method)
                continue;
            var reported = new List<Diagnostic>();
            if (GradientBodies.TryEmit(model, method, compilation, rules, _switches, reported.Add, output.CancellationToken) is { } code)
                output.AddSource(model.Type.HintName.Replace(".g.cs", ".Body.g.cs"), code);
            // In an editor, the analyzer shows them.
            foreach (var diagnostic in isDesignTime ? [] : reported)
                output.ReportDiagnostic(diagnostic);
        }
    }

    /// <summary>Adds the generated halves of layouts: generators do not see each other's files.</summary>
    private static Compilation WithLayouts(Compilation compilation, IEnumerable<GradientModel> models, CancellationToken cancellation)
    {
        var layouts = models.Where(model => model.Layout is not null)
            .Select(model => Find(model, compilation, cancellation)?.Parameters[0].Type).OfType<INamedTypeSymbol>()
            .Where(type => type.DeclaringSyntaxReferences.Length > 0).Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        var options = compilation.SyntaxTrees.FirstOrDefault()?.Options as CSharpParseOptions;
        return compilation.AddSyntaxTrees(layouts.Select(layout => LayoutReader.Read(layout, new Reporter(), cancellation)).OfType<LayoutModel>()
            .Select(layout => CSharpSyntaxTree.ParseText(LayoutEmitter.Emit(layout), options, cancellationToken: cancellation)));
    }

    /// <summary>The method that a signature was read from.</summary>
    private static IMethodSymbol? Find(GradientModel model, Compilation compilation, CancellationToken cancellation)
    {
        foreach (var tree in compilation.SyntaxTrees.Where(t => t.FilePath == model.Place.Path))
        {
            var root = tree.GetRoot(cancellation);
            if (root.FullSpan.Length < model.Place.Start + model.Place.Length)
                continue;
            var syntax = root.FindToken(model.Place.Start).Parent?.FirstAncestorOrSelf<MethodDeclarationSyntax>();
            if (syntax?.Identifier.ValueText == model.Method
                && compilation.GetSemanticModel(tree).GetDeclaredSymbol(syntax, cancellation) is IMethodSymbol method
                && GradientReader.IsDifferentiable(method))
            {
                return method;
            }
        }

        return null;
    }
}
