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

    /// <summary>The name of the step that binds bodies.</summary>
    internal const string BodyStep = "Body";

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
        // A signature is written again if it changes, and not if it moves.
        context.RegisterSourceOutput(
            models.Where(model => !model.IsHelper).Select((model, _) => model with { Place = Place.None }),
            (output, model) => output.AddSource(model.Type.HintName, SignatureWriter.Emit(model)));

        var isDesignTime = OptimizerGenerator.IsDesignTime(context);
        context.RegisterSourceOutput(declarations.Select((declaration, _) => declaration.Mistakes).Combine(isDesignTime), (output, found) =>
        {
            foreach (var mistake in found.Right ? [] : found.Left)
                output.ReportDiagnostic(Mistakes.Show(mistake));
        });
        var bodies = models.Collect().Combine(context.CompilationProvider)
            .SelectMany((input, cancellation) => Bodies(input.Left, input.Right, cancellation)).WithTrackingName(BodyStep);
        context.RegisterImplementationSourceOutput(bodies.Combine(isDesignTime), (output, found) =>
        {
            var (body, isInEditor) = found;
            if (body.Code is { } code)
                output.AddSource(body.HintName, code);
            // In an editor, the analyzer shows them.
            foreach (var mistake in isInEditor ? [] : body.Mistakes)
                output.ReportDiagnostic(Mistakes.Show(mistake));
        });
    }

    /// <summary>The generated bodies. All are bound again if something changes, and those that differ are written.</summary>
    private ImmutableArray<GeneratedBody> Bodies(ImmutableArray<GradientModel> models, Compilation compilation, CancellationToken cancellation)
    {
        compilation = WithLayouts(compilation, models, cancellation);
        var rules = new RuleReader(compilation, cancellation);
        var bodies = ImmutableArray.CreateBuilder<GeneratedBody>(models.Length);
        foreach (var model in models)
        {
            if (Find(model, compilation, cancellation) is not { } method)
                continue;
            var mistakes = new List<Mistake>();
            string? code = GradientBodies.TryEmit(
                model, method, compilation, rules, _switches, diagnostic => mistakes.Add(Mistakes.Keep(diagnostic)), cancellation);
            bodies.Add(new(model.Type.HintName.Replace(".g.cs", ".Body.g.cs"), code, mistakes.ToEquatableArray()));
        }

        return bodies.ToImmutable();
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
