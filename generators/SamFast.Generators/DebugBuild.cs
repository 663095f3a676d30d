using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SamFast.Generators.Diagnostics;
using SamFast.Generators.Symbols;

namespace SamFast.Generators;

/// <summary>Reports once per project, at its first optimizer, that it is compiled without optimization. An editor shows this after a build and
/// not while typing.</summary>
internal static class DebugBuild
{
    public static void Analyze(CompilationStartAnalysisContext context)
    {
        if (context.Compilation.Options.OptimizationLevel != OptimizationLevel.Debug)
            return;
        var optimizers = new ConcurrentBag<ISymbol>();
        context.RegisterSymbolAction(
            found =>
            {
                if (found.Symbol.GetAttributes().Any(a => a.AttributeClass.IsDeclaration()))
                    optimizers.Add(found.Symbol);
            },
            SymbolKind.NamedType);
        context.RegisterCompilationEndAction(end =>
        {
            var first = optimizers.Select(optimizer => (Optimizer: optimizer, Location: optimizer.Locations[0]))
                .OrderBy(o => o.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(o => o.Location.SourceSpan.Start).FirstOrDefault();
            if (first.Optimizer is { } optimizer)
                end.ReportDiagnostic(Diagnostic.Create(Descriptors.DebugBuild, first.Location, optimizer.Name));
        });
    }
}
