using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using SamFast.Generators.Symbols;

namespace SamFast.Generators;

/// <summary>Suppresses CS9113, the compiler's warning of an unread primary constructor parameter, in transforms, wrappers and
/// schedules: the parameter is a hyperparameter, which the generator reads from metadata.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HyperparameterSuppressor : DiagnosticSuppressor
{
    private static readonly SuppressionDescriptor _isHyperparameter = new(
        "SFS001", "CS9113", "A hyperparameter is read by the generator");

    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = [_isHyperparameter];

    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (var diagnostic in context.ReportedDiagnostics)
        {
            var tree = diagnostic.Location.SourceTree;
            var declaration = tree?.GetRoot(context.CancellationToken).FindNode(diagnostic.Location.SourceSpan)
                .FirstAncestorOrSelf<TypeDeclarationSyntax>();
            if (declaration is not null
                && context.GetSemanticModel(tree!).GetDeclaredSymbol(declaration, context.CancellationToken) is INamedTypeSymbol type
                && type.IsLink())
                context.ReportSuppression(Suppression.Create(_isHyperparameter, diagnostic));
        }
    }
}
