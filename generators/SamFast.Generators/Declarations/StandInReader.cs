using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SamFast.Generators.Kernels;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Declarations;

/// <summary>Reads the members that let a class with mistakes compile.</summary>
internal static class StandInReader
{
    /// <summary>The stand-in of a class with mistakes; null if the class cannot have one.</summary>
    public static StandInModel? Read(INamedTypeSymbol type, CancellationToken cancellation)
    {
        if (!TypeReader.CanBeJoined(type, cancellation))
            return null;
        bool isLayout = type.GetAttributes().Any(a => a.AttributeClass.IsLayout());
        bool isOptimizer = !isLayout && type.GetAttributes().Any(a => a.AttributeClass.IsDeclaration());
        bool isOwn = type.BaseType is not { SpecialType: not SpecialType.System_Object };
        string precision = TypeReader.PrecisionOf(type);
        string ancestor = isLayout ? Names.Parameters : Names.OptimizerBase;
        string? wanted = (isLayout || isOptimizer) && isOwn && type is { TypeKind: TypeKind.Class, IsRecord: false, IsStatic: false }
            ? $"SamFast::{(isLayout ? ancestor : "Runtime." + Names.FaultyBase)}<{precision}>" : null;
        return new StandInModel(
            TypeReader.Describe(type, ancestor, cancellation), TypeReader.Keyword(type), TypeReader.TypeParameters(type), wanted,
            !isOptimizer || wanted is not null ? null : OverriddenBy(type), Initializer(type, wanted, cancellation))
        {
            Precision = precision,
            IsLayout = isLayout && type is { TypeKind: TypeKind.Class, IsStatic: false },
            Optimizer = isOptimizer && type is { TypeKind: TypeKind.Class, IsStatic: false } ? Shape(type) : null,
            Properties = Properties(type, cancellation).ToEquatableArray(),
            Constructors = type.InstanceConstructors
                .Where(c => !c.IsImplicitlyDeclared && !MemberReader.IsGenerated(c, cancellation))
                .Select(c => new MemberModel(".ctor", MemberReader.Parameters(c))).ToEquatableArray(),
            AllowsRefStructs = TypeReader.LanguageVersionOf(type) is null or >= LanguageVersion.CSharp13,
        };
    }

    /// <summary>True if the text of the class and of its containers can be parsed.</summary>
    public static bool IsWellFormed(INamedTypeSymbol type, CancellationToken cancellation) => type.DeclaringSyntaxReferences
        .All(reference => !reference.GetSyntax(cancellation).AncestorsAndSelf().Last().ContainsDiagnostics);

    /// <summary>The element type of the library's class that the user wrote as the base class.</summary>
    private static string? OverriddenBy(INamedTypeSymbol type) =>
        type.BaseType is { } parent && parent.IsLibrary(Names.OptimizerBase) && !type.IsAbstract
            ? parent.TypeArguments[0].ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) : null;

    /// <summary>An existing constructor, with default arguments: it is never called.</summary>
    private static string? Initializer(INamedTypeSymbol type, string? wanted, CancellationToken cancellation)
    {
        var primary = type.InstanceConstructors.FirstOrDefault(c => c.DeclaringSyntaxReferences.Any(r => r.GetSyntax(cancellation) is TypeDeclarationSyntax));
        if (primary is { Parameters.Length: > 0 })
            return $"this({Defaults(primary)})";
        if (primary is not null)
            return "this()";
        if (wanted is not null || type.BaseType is not { SpecialType: not SpecialType.System_Object } parent)
            return "base()";
        if (parent.TypeKind == TypeKind.Error)
            return null;
        var callable = parent.InstanceConstructors.Where(c => c.DeclaredAccessibility is not Accessibility.Private
            && c.Parameters.All(p => p.RefKind is RefKind.None or RefKind.In)).OrderBy(c => c.Parameters.Length).FirstOrDefault();
        return callable is null ? "base()" : $"base({Defaults(callable)})";
    }

    private static string Defaults(IMethodSymbol constructor) => string.Join(", ", constructor.Parameters.Select(p => $"default({p.Type.FromRoot()})"));

    private static OptimizerShape Shape(INamedTypeSymbol type)
    {
        var sam = type.GetAttributes().FirstOrDefault(a => a.AttributeClass.IsSam());
        INamedTypeSymbol[] links = [.. Links(type, []).Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)];
        bool isValued = Has(links, ["Prepare", "Conclude"], p => p is { Name: "value", Type.SpecialType: SpecialType.System_Double });
        var optimizer = type.GetAttributes().FirstOrDefault(a => a.AttributeClass.IsOptimizer());
        bool consumes = optimizer?.Named("ConsumesGradients") is true;
        bool isOpaque = sam?.ConstructorArguments.Any(a => a.Type.IsLibrary("SamMode") && a.Value is 1) == true;
        var kind = (sam, isOpaque, isValued) switch
        {
            (not null, true, _) => StepKind.OpaqueSam,
            (not null, _, true) => StepKind.ValuedTransparentSam,
            (not null, _, false) => StepKind.TransparentSam,
            _ when links.Any(l => l.IsLinesearch()) => StepKind.Linesearch,
            _ when links.Any(l => l.GetMembers("Observe").Length > 0) => StepKind.Hessian,
            (_, _, true) => consumes ? StepKind.ValuedConsuming : StepKind.Valued,
            _ => consumes ? StepKind.Consuming : StepKind.Plain,
        };
        var layout = optimizer?.NamedArguments.FirstOrDefault(a => a.Key == "Layout").Value is { Kind: TypedConstantKind.Type, Value: INamedTypeSymbol { TypeKind: not TypeKind.Error } named }
            ? named : null;
        return new OptimizerShape(
            kind, links.Any(l => l.GetMembers("EvaluationParameters").Length > 0), Hyperparameters(type).Distinct().ToEquatableArray(),
            layout is not null && layout.GetAttributes().Any(a => a.AttributeClass.IsLayout()) && KnownLayoutReader.Access(layout, type) == "public"
                ? layout.FromRoot() : null);
    }

    /// <summary>The attribute classes of a chain, those within aliases and operands as well.</summary>
    private static IEnumerable<INamedTypeSymbol> Links(INamedTypeSymbol type, HashSet<ISymbol> seen)
    {
        if (!seen.Add(type.OriginalDefinition))
            yield break;
        foreach (var attribute in type.GetAttributes().Select(a => a.AttributeClass).OfType<INamedTypeSymbol>().Where(a => a.IsLink() || a.IsSam()))
        {
            yield return attribute;
            foreach (var inner in attribute.TypeArguments.OfType<INamedTypeSymbol>().Prepend(attribute).SelectMany(part => Links(part, seen)))
                yield return inner;
        }
    }

    private static bool Has(INamedTypeSymbol[] links, string[] methods, Func<KernelParameter, bool> parameter) =>
        links.Any(link => methods.SelectMany(name => link.GetMembers(name)).OfType<IMethodSymbol>().Any(m => KernelParameter.Of(m).Any(parameter)));

    /// <summary>The names of the properties of a chain, and of the operands of SAM.</summary>
    private static IEnumerable<string> Hyperparameters(INamedTypeSymbol type) => type.GetAttributes()
        .Where(a => a.AttributeClass.IsSam()).SelectMany(a => a.AttributeClass!.TypeArguments).OfType<INamedTypeSymbol>().Append(type)
        .SelectMany(chain => chain.GetAttributes()).SelectMany(Scalars);

    private static IEnumerable<string> Scalars(AttributeData attribute) =>
        attribute.AttributeClass is { } type && (type.IsTransform() || type.IsWrapper() || type.IsSam())
            ? (attribute.AttributeConstructor?.Parameters ?? []).Where(p => p.Type.SpecialType == SpecialType.System_Double && p.Name.Length > 0)
                .Select(p => Casing.Pascal(p.Name))
            : [];

    private static string Name(IPropertySymbol property) => !property.IsIndexer ? Names.Escape(property.Name)
        : $"this[{string.Join(", ", property.Parameters.Select(p => $"{p.Type.FromRoot()} {Names.Escape(p.Name)}"))}]";

    /// <summary>True if the compiler reports a type.</summary>
    private static bool IsBroken(ITypeSymbol type) => type.TypeKind == TypeKind.Error
        || (type is IArrayTypeSymbol array ? IsBroken(array.ElementType)
            : type is INamedTypeSymbol named && (named.IsUnboundGenericType || named.TypeArguments.Any(IsBroken)));

    private static IEnumerable<PropertyHalf> Properties(INamedTypeSymbol type, CancellationToken cancellation)
    {
        foreach (var property in type.GetMembers().OfType<IPropertySymbol>().Where(p => LayoutTensorReader.AttributeOf(p) is not null))
        {
            if (property.IsPartialDefinition && !property.Parameters.Select(p => p.Type).Append(property.Type).Any(IsBroken)
                && (property.PartialImplementationPart is not { } half || MemberReader.IsGenerated(half, cancellation))
                && property.DeclaringSyntaxReferences[0].GetSyntax(cancellation) is BasePropertyDeclarationSyntax { AccessorList: { } accessors } syntax)
            {
                string modifiers = string.Join(" ", syntax.Modifiers.Select(modifier => modifier.Text).Distinct());
                string reference = property.RefKind switch { RefKind.Ref => "ref ", RefKind.RefReadOnly => "ref readonly ", _ => "" };
                yield return new PropertyHalf(
                    $"{modifiers} {reference}{property.Type.FromRoot()} {Name(property)}",
                    accessors.Accessors.Select(a => string.Concat(a.Modifiers.Select(m => m.Text + " ")) + a.Keyword.Text).ToEquatableArray());
            }
        }
    }
}
