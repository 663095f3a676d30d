using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using SamFast.Generators.Declarations;
using SamFast.Generators.Diagnostics;
using SamFast.Generators.Emission;
using SamFast.Generators.Kernels;
using SamFast.Generators.Planning;
using SamFast.Generators.Symbols;

namespace SamFast.Generators;

/// <summary>Shows the mistakes in declared optimizers, layouts and losses, and in the classes of transforms. It uses the readers of the generator, whose
/// errors stop a build before it comes here.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeclarationAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [.. Descriptors.All];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
        context.RegisterCompilationStartAction(DebugBuild.Analyze);
        context.RegisterCompilationStartAction(GradientAnalysis.Start);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        var attributes = type.GetAttributes();
        var reporter = new Reporter(context.ReportDiagnostic);
        if (attributes.Any(a => a.AttributeClass.IsLayout()))
            Layout(type, reporter, context.CancellationToken);
        else if (attributes.Any(a => a.AttributeClass.IsDeclaration()))
            Optimizer(type, reporter, context.CancellationToken);
        else if (LayoutReader.FirstTensor(type) is not null)
            LayoutReader.Refuse(type, reporter, context.CancellationToken);
        else if (KernelClass.IsOne(type))
            KernelClass.Check(type, reporter);
        else if (type.IsAlias() && !type.IsAbstract)
            AliasRules.Check(type, reporter);
        else if (attributes.Any(a => a.AttributeClass.IsLink() && !a.AttributeClass.IsSchedule()) && !IsAttribute(type))
            reporter.Error(Descriptors.ChainWithoutOptimizer, type.Locations.FirstOrDefault(), type.Name);
    }

    private static void Optimizer(INamedTypeSymbol type, Reporter reporter, CancellationToken cancellation)
    {
        // Planning and emitting a class once more would take most of the analyzer's time.
        if (OptimizerReader.Read(type, reporter, cancellation) is { } model && !IsComplete(type, cancellation))
        {
            var plan = Planner.Run(model, Locals.Reserved);
            Compare(type, GeneratedHalf.Of(model.Type, Emitter.Emit(plan), () => StandIn.Of(plan)), reporter);
        }
    }

    /// <summary>True if the base class is that of a complete generated half: the generator found no conflict. With one, it gives the class another
    /// base.</summary>
    private static bool IsComplete(INamedTypeSymbol type, CancellationToken cancellation) =>
        type.BaseType.IsLibrary(Names.OptimizerBase)
        && type.DeclaringSyntaxReferences.Select(half => half.GetSyntax(cancellation)).OfType<TypeDeclarationSyntax>()
            .All(half => half.BaseList is null || MemberReader.IsGenerated(half));

    private static void Layout(INamedTypeSymbol type, Reporter reporter, CancellationToken cancellation)
    {
        if (LayoutReader.Read(type, reporter, cancellation) is { } model)
            Compare(type, GeneratedHalf.Of(model.Type, LayoutEmitter.Emit(model), () => StandIn.Of(model)), reporter);
    }

    /// <summary>Reports a conflict between the user's code and the generated half.</summary>
    private static void Compare(INamedTypeSymbol type, GeneratedHalf half, Reporter reporter)
    {
        if (half.Conflict is { } conflict)
            reporter.Error(conflict.Rule, type.Locations.FirstOrDefault(), type.Name, conflict.Detail);
    }

    // An alias or a SAM attribute has transforms, but is no optimizer.
    private static bool IsAttribute(INamedTypeSymbol type) =>
        type.WithBases().Any(t => t is { Name: "Attribute", ContainingNamespace.Name: "System" });
}
