using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SamFast.Generators.Declarations;
using SamFast.Generators.Diagnostics;
using SamFast.Generators.Emission;
using SamFast.Generators.Planning;
using SamFast.Generators.Symbols;

namespace SamFast.Generators;

/// <summary>Compiles declared optimizers (read, plan, emit) and declared layouts (read, emit). The
/// <see cref="DeclarationAnalyzer"/> shows mistakes; a class with mistakes gets a <see cref="StandIn"/>.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class OptimizerGenerator : IIncrementalGenerator
{
    /// <summary>The name of the step that runs at every keystroke.</summary>
    internal const string ParseStep = "Parse";

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        foreach (string attribute in new[] { Names.Optimizer, Names.OptimizerOfT, Names.Sam, Names.SamWithAdversary })
            Register(context, attribute, IsOptimizer, OptimizerReader.Read, Optimizer);
        foreach (string attribute in new[] { Names.Layout, Names.LayoutOfT })
            Register(context, attribute, IsLayout, LayoutReader.Read, Layout);

        var tensors = context.SyntaxProvider
            .ForAttributeWithMetadataName(Names.Tensor, (node, _) => node is PropertyDeclarationSyntax, (tensor, cancellation) =>
                IsFirstOutsideOfLayout(tensor.TargetSymbol) && StandInReader.IsWellFormed(tensor.TargetSymbol.ContainingType, cancellation)
                    ? StandInReader.Read(tensor.TargetSymbol.ContainingType, cancellation) : null);
        context.RegisterSourceOutput(tensors, (output, model) => Add(output, model));
    }

    private delegate TModel? Reader<TModel>(INamedTypeSymbol type, Reporter reporter, CancellationToken cancellation);

    private static void Register<TModel>(
        IncrementalGeneratorInitializationContext context, string attribute, Func<INamedTypeSymbol, string, bool> isMeant,
        Reader<TModel> read, Action<SourceProductionContext, TModel> emit) where TModel : class, IEquatable<TModel>
    {
        var declarations = context.SyntaxProvider
            .ForAttributeWithMetadataName(attribute, (node, _) => node is TypeDeclarationSyntax, (declaration, cancellation) =>
                IsFirst(declaration, attribute)
                    ? Read((INamedTypeSymbol)declaration.TargetSymbol, attribute, isMeant, read, cancellation) : null)
            .WithTrackingName(ParseStep);
        context.RegisterSourceOutput(declarations, (output, declaration) =>
        {
            if (declaration?.Model is { } model)
                emit(output, model);
            else
                Add(output, declaration?.StandIn);
            foreach (var mistake in declaration?.Mistakes ?? [])
                output.ReportDiagnostic(Mistakes.Show(mistake));
        });
    }

    /// <summary>True for the first of the declarations with the attribute.</summary>
    private static bool IsFirst(GeneratorAttributeSyntaxContext declaration, string attribute)
    {
        var first = declaration.TargetSymbol.GetAttributes().First(a => a.AttributeClass.MetadataName() == attribute).ApplicationSyntaxReference;
        return first is not null && first.SyntaxTree == declaration.TargetNode.SyntaxTree && declaration.TargetNode.Span.Contains(first.Span);
    }

    private static Declaration<TModel>? Read<TModel>(
        INamedTypeSymbol type, string attribute, Func<INamedTypeSymbol, string, bool> isMeant, Reader<TModel> read,
        CancellationToken cancellation) where TModel : class, IEquatable<TModel>
    {
        if (!isMeant(type, attribute))
            return null;
        var mistakes = new List<Mistake>();
        var reporter = new Reporter(diagnostic => mistakes.Add(Mistakes.Keep(diagnostic)));
        if (read(type, reporter, cancellation) is { } model)
            return new Declaration<TModel>(model, null, EquatableArray<Mistake>.Empty);
        // The compiler reports text that cannot be parsed, and an operand of SAM only has no generated half.
        if (!reporter.HasErrors || !StandInReader.IsWellFormed(type, cancellation))
            return null;
        var standIn = StandInReader.Read(type, cancellation);
        return new Declaration<TModel>(null, standIn, standIn is null ? mistakes.ToEquatableArray() : EquatableArray<Mistake>.Empty);
    }

    private static void Optimizer(SourceProductionContext output, OptimizerModel model)
    {
        var plan = Planner.Run(model, Locals.Reserved);
        Add(output, model.Type, Emitter.Emit(plan), () => StandIn.Of(plan));
    }

    private static void Layout(SourceProductionContext output, LayoutModel model) =>
        Add(output, model.Type, LayoutEmitter.Emit(model), () => StandIn.Of(model));

    /// <summary>Adds a generated half, or its stand-in if the user declares one of its members.</summary>
    private static void Add(SourceProductionContext output, TypeModel type, string code, Func<StandInModel> standIn)
    {
        if (Conflicts.Find(type, code) is null)
            output.AddSource(type.HintName, code);
        else
            Add(output, standIn());
    }

    private static void Add(SourceProductionContext output, StandInModel? model)
    {
        if (model is not null)
            output.AddSource(model.Type.HintName, StandIn.Emit(model));
    }

    /// <summary>True for the attribute that counts: [Sam] if the class has one, otherwise the first.</summary>
    private static bool IsOptimizer(INamedTypeSymbol type, string attribute)
    {
        var declarations = type.GetAttributes().Select(a => a.AttributeClass).Where(a => a.IsDeclaration()).ToArray();
        return !type.GetAttributes().Any(a => a.AttributeClass.IsLayout())
            && (declarations.FirstOrDefault(a => a.IsSam()) ?? declarations.First()).MetadataName() == attribute;
    }

    private static bool IsLayout(INamedTypeSymbol type, string attribute) =>
        type.GetAttributes().Select(a => a.AttributeClass).First(a => a.IsLayout()).MetadataName() == attribute;

    private static bool IsFirstOutsideOfLayout(ISymbol tensor) =>
        !tensor.ContainingType.GetAttributes().Any(a => a.AttributeClass.IsLayout() || a.AttributeClass.IsDeclaration())
        && SymbolEqualityComparer.Default.Equals(
            tensor, tensor.ContainingType.GetMembers().OfType<IPropertySymbol>().FirstOrDefault(p => LayoutTensorReader.AttributeOf(p) is not null));
}
