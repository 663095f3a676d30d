using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SamFast.Generators.Emission;
using SamFast.Generators.Model;
using SamFast.Generators.Parsing;
using SamFast.Generators.Planning;

namespace SamFast.Generators;

/// <summary>Compiles declared optimizers: parse, plan, emit; and declared layouts: parse, emit. Mistakes are shown by <see cref="DeclarationAnalyzer"/>.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class OptimizerGenerator : IIncrementalGenerator
{
    /// <summary>The name of the step that runs at every keystroke.</summary>
    internal const string ParseStep = "Parse";

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        string[] declarations = [Names.Optimizer, Names.OptimizerOfT, Names.Sam, Names.SamWithAdversary];
        foreach (string attribute in declarations)
        {
            var models = context.SyntaxProvider
                .ForAttributeWithMetadataName(attribute, (node, _) => node is TypeDeclarationSyntax, (declaration, cancellation) =>
                    Parse(declaration, attribute, cancellation))
                .WithTrackingName(ParseStep);
            context.RegisterSourceOutput(models, (output, model) =>
            {
                if (model is not null)
                    output.AddSource(model.Type.HintName, Emitter.Emit(Planner.Run(model)));
            });
        }

        foreach (string attribute in new[] { Names.Layout, Names.LayoutOfT })
        {
            var models = context.SyntaxProvider
                .ForAttributeWithMetadataName(attribute, (node, _) => node is TypeDeclarationSyntax, (declaration, cancellation) =>
                    LayoutParser.Parse((INamedTypeSymbol)declaration.TargetSymbol, new Reporter(), cancellation))
                .WithTrackingName(ParseStep);
            context.RegisterSourceOutput(models, (output, model) =>
            {
                if (model is not null)
                    output.AddSource(model.Type.HintName, LayoutEmitter.Emit(model));
            });
        }
    }

    private static OptimizerModel? Parse(
        GeneratorAttributeSyntaxContext declaration, string attribute, CancellationToken cancellation)
    {
        var type = (INamedTypeSymbol)declaration.TargetSymbol;
        bool isForSam = attribute is Names.Sam or Names.SamWithAdversary;
        bool hasSam = type.GetAttributes().Any(a => a.AttributeClass.IsSam());
        return isForSam == hasSam ? OptimizerParser.Parse(type, new Reporter(), cancellation) : null;
    }
}
