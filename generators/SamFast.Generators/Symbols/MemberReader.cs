using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SamFast.Generators.Symbols;

/// <summary>Reads which members the user wrote. The analyzer sees the generated half, too, and leaves it out.</summary>
internal static class MemberReader
{
    public static EquatableArray<MemberModel> Read(INamedTypeSymbol type, CancellationToken cancellation) => type.GetMembers()
        .Where(member => !member.IsImplicitlyDeclared && (member.CanBeReferencedByName || IsIndexer(member)) && !IsGenerated(member, cancellation))
        .Select(member => new MemberModel(IsIndexer(member) ? member.MetadataName : member.Name, member is IMethodSymbol method ? Parameters(method) : null))
        .Distinct().OrderBy(member => member.Shown, StringComparer.Ordinal).ToEquatableArray();

    /// <summary>The members that an object initializer must set.</summary>
    public static EquatableArray<string> Required(INamedTypeSymbol type) => type.GetMembers()
        .Where(member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true })
        .Select(member => Names.Escape(member.Name)).ToEquatableArray();

    /// <summary>True if a member is in the generated half.</summary>
    public static bool IsGenerated(ISymbol member, CancellationToken cancellation) => member.DeclaringSyntaxReferences.Any(reference =>
        reference.GetSyntax(cancellation).Parent?.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } half && IsGenerated(half));

    /// <summary>True if a declaration is the generated half.</summary>
    public static bool IsGenerated(TypeDeclarationSyntax half) => half.AttributeLists.SelectMany(list => list.Attributes)
        .Any(attribute => attribute.Name.ToString().Contains("GeneratedCode"));

    public static string Parameters(IMethodSymbol method) =>
        string.Join(", ", method.Parameters.Select(p => (p.RefKind == RefKind.None ? "" : "ref ") + Short(p.Type)));

    private static bool IsIndexer(ISymbol member) => member is IPropertySymbol { IsIndexer: true };

    private static string Short(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => $"{Short(array.ElementType)}[]",
        INamedTypeSymbol { IsGenericType: true } generic => $"{generic.Name}<{string.Join(", ", generic.TypeArguments.Select(Short))}>",
        _ when type.SpecialType != SpecialType.None => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat),
        _ => type.Name,
    };
}
