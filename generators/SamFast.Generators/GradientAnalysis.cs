using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SamFast.Generators.Gradients;
using SamFast.Generators.Gradients.Emission;
using SamFast.Generators.Gradients.Lowering;
using SamFast.Generators.Symbols;

namespace SamFast.Generators;

/// <summary>Shows the mistakes in differentiable methods in an editor, where their bodies are not compiled otherwise.</summary>
internal static class GradientAnalysis
{
    public static void Start(CompilationStartAnalysisContext context)
    {
        var rules = new RuleReader(context.Compilation, context.CancellationToken);
        context.RegisterSymbolAction(symbol => Analyze(symbol, rules), SymbolKind.Method);
    }

    private static void Analyze(SymbolAnalysisContext context, RuleReader rules)
    {
        var method = (IMethodSymbol)context.Symbol;
        if (!GradientReader.IsDifferentiable(method)
            || GradientReader.Read(method, new Reporter(context.ReportDiagnostic), context.CancellationToken) is not { } model || IsComplete(method, model))
        {
            return;
        }

        GradientBodies.TryEmit(model, method, context.Compilation, rules, new(), Report, context.CancellationToken);

        // The compiler reports text without meaning.
        void Report(Diagnostic diagnostic)
        {
            if (!HasErrors(method, context.Compilation, context.CancellationToken))
                context.ReportDiagnostic(diagnostic);
        }
    }

    private static bool HasErrors(IMethodSymbol method, Compilation compilation, CancellationToken cancellation) =>
        method.DeclaringSyntaxReferences.Any(reference => compilation.GetSemanticModel(reference.SyntaxTree)
            .GetDiagnostics(reference.Span, cancellation).Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));

    /// <summary>True in a build whose generator compiled the body.</summary>
    private static bool IsComplete(IMethodSymbol method, GradientModel model) => model.IsHelper
        ? method.ContainingType.GetMembers(model.Method + "Adjoint").Any(MemberReader.HasGeneratedCode)
        : method.ContainingType.GetMembers(model.Method + "ValueBody").OfType<IMethodSymbol>().Any(body => body.PartialImplementationPart is not null);
}
