using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SamFast.Generators.Declarations;
using SamFast.Generators.Diagnostics;
using SamFast.Generators.Emission;
using SamFast.Generators.Planning;
using SamFast.Generators.Symbols;

namespace SamFast.Generators;

/// <summary>Compiles declared optimizers (read, plan, emit) and declared layouts (read, emit). A class with errors gets a
/// <see cref="StandIn"/>. A build reports the errors here, where no option turns them off, and the compiler stops before it binds. In an
/// editor, the <see cref="DeclarationAnalyzer"/> shows them.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class OptimizerGenerator : IIncrementalGenerator
{
    /// <summary>The name of the step that runs at every keystroke.</summary>
    internal const string ParseStep = "Parse";

    /// <summary>The property of a project that is true in an editor.</summary>
    private const string DesignTimeProperty = "build_property.DesignTimeBuild";

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValueProvider<ImmutableArray<Mistake>>[] mistakes =
        [
            .. new[] { Names.Optimizer, Names.OptimizerOfT, Names.Sam, Names.SamWithAdversary }
                .Select(attribute => Register(context, Declarations(context, attribute, IsOptimizer, OptimizerReader.Read), Optimizer)),
            .. new[] { Names.Layout, Names.LayoutOfT }
                .Select(attribute => Register(context, Declarations(context, attribute, IsLayout, LayoutReader.Read), Layout)),
            Register(context, Outside(context), Layout),
        ];
        var all = mistakes.Aggregate((some, more) => some.Combine(more).Select((both, _) => both.Left.AddRange(both.Right)));
        context.RegisterSourceOutput(all.Combine(IsDesignTime(context)), (output, found) =>
        {
            foreach (var mistake in found.Right ? [] : found.Left.Distinct())
                output.ReportDiagnostic(Mistakes.Show(mistake));
        });
    }

    /// <summary>True in an editor, where the analyzer shows mistakes.</summary>
    internal static IncrementalValueProvider<bool> IsDesignTime(IncrementalGeneratorInitializationContext context) =>
        context.AnalyzerConfigOptionsProvider.Select((options, _) =>
            options.GlobalOptions.TryGetValue(DesignTimeProperty, out string? value) && bool.TryParse(value, out bool isTrue) && isTrue);

    private delegate TModel? Reader<TModel>(INamedTypeSymbol type, Reporter reporter, CancellationToken cancellation);

    /// <summary>Writes the other halves of declared classes.</summary>
    /// <returns>The errors of the declarations.</returns>
    private static IncrementalValueProvider<ImmutableArray<Mistake>> Register<TModel>(
        IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<Declaration<TModel>> declarations,
        Func<TModel, GeneratedHalf> write) where TModel : class, IDeclared, IEquatable<TModel>
    {
        var halves = declarations.Select((declaration, _) => declaration.Half).WithTrackingName(ParseStep)
            .Select((half, _) => half.Declared is { } model ? write(model) : half.StandIn is { } standIn ? GeneratedHalf.Of(standIn) : null)
            .Where(half => half is not null);
        context.RegisterSourceOutput(halves.Where(half => half!.Code is not null), (output, half) => output.AddSource(half!.HintName, half.Code!));

        var conflicts = halves.Where(half => half!.Conflict is not null).Collect();
        return declarations.Combine(conflicts).SelectMany((pair, _) => pair.Left.Mistakes.Concat(Conflicts(pair.Left, pair.Right))).Collect();
    }

    /// <summary>The error of a declaration whose generated half has a member that the user's has, too.</summary>
    private static IEnumerable<Mistake> Conflicts<TModel>(Declaration<TModel> declaration, ImmutableArray<GeneratedHalf?> conflicts)
        where TModel : class, IDeclared, IEquatable<TModel> =>
        declaration.Half.Declared is not { Type: { } type } ? []
            : conflicts.Where(half => half!.HintName == type.HintName)
                .Select(half => Mistakes.Keep(half!.Conflict!.Rule, declaration.Place, type.BareName, half.Conflict.Detail));

    private static IncrementalValuesProvider<Declaration<TModel>> Declarations<TModel>(
        IncrementalGeneratorInitializationContext context, string attribute, Func<INamedTypeSymbol, string, bool> isMeant, Reader<TModel> read)
        where TModel : class, IDeclared, IEquatable<TModel> => context.SyntaxProvider
        .ForAttributeWithMetadataName(attribute, (node, _) => node is TypeDeclarationSyntax, (declaration, cancellation) =>
            IsFirst(declaration, attribute) && declaration.TargetSymbol is INamedTypeSymbol type && isMeant(type, attribute)
                ? Read(type, read, cancellation) : null)
        .Where(declaration => declaration is not null).Select((declaration, _) => declaration!);

    /// <summary>The classes without [Layout] that have tensors.</summary>
    private static IncrementalValuesProvider<Declaration<LayoutModel>> Outside(IncrementalGeneratorInitializationContext context) =>
        context.SyntaxProvider
            .ForAttributeWithMetadataName(Names.Tensor, (node, _) => node is PropertyDeclarationSyntax, (tensor, cancellation) =>
                IsFirstOutsideOfLayout(tensor.TargetSymbol)
                    ? Read<LayoutModel>(tensor.TargetSymbol.ContainingType, LayoutReader.Refuse, cancellation) : null)
            .Where(declaration => declaration is not null).Select((declaration, _) => declaration!);

    /// <summary>True for the first of the declarations with the attribute.</summary>
    private static bool IsFirst(GeneratorAttributeSyntaxContext declaration, string attribute)
    {
        var first = declaration.TargetSymbol.GetAttributes().First(a => a.AttributeClass.MetadataName() == attribute).ApplicationSyntaxReference;
        return first is not null && first.SyntaxTree == declaration.TargetNode.SyntaxTree && declaration.TargetNode.Span.Contains(first.Span);
    }

    private static Declaration<TModel>? Read<TModel>(INamedTypeSymbol type, Reader<TModel> read, CancellationToken cancellation)
        where TModel : class, IDeclared, IEquatable<TModel>
    {
        var mistakes = new List<Mistake>();
        void Keep(Diagnostic diagnostic)
        {
            if (diagnostic.Severity == DiagnosticSeverity.Error)
                mistakes.Add(Mistakes.Keep(diagnostic));
        }

        var reporter = new Reporter(Keep, showUsed: Keep);
        var place = Place.Of(type.Locations.First());
        if (read(type, reporter, cancellation) is { } model)
            return new Declaration<TModel>(new(model, null), EquatableArray<Mistake>.Empty, place);
        // The compiler reports text that cannot be parsed, and an operand of SAM only has no generated half.
        if (!reporter.HasErrors || !StandInReader.IsWellFormed(type, cancellation))
            return null;
        return new Declaration<TModel>(new(null, StandInReader.Read(type, cancellation)), mistakes.ToEquatableArray(), place);
    }

    private static GeneratedHalf Optimizer(OptimizerModel model)
    {
        var plan = Planner.Run(model, Locals.Reserved);
        return GeneratedHalf.Of(model.Type, Emitter.Emit(plan), () => StandIn.Of(plan));
    }

    private static GeneratedHalf Layout(LayoutModel model) =>
        GeneratedHalf.Of(model.Type, LayoutEmitter.Emit(model), () => StandIn.Of(model));

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
        && SymbolEqualityComparer.Default.Equals(tensor, LayoutReader.FirstTensor(tensor.ContainingType));
}
