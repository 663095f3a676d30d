using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SamFast.Generators.Gradients.Lowering;

/// <summary>The members of structs that hold numbers.</summary>
internal static class Structs
{
    /// <summary>The members that make up a struct. Of a compiled one, only the public members are known.</summary>
    public static IEnumerable<(string Name, ITypeSymbol Type)> Members(INamedTypeSymbol type)
    {
        bool isCompiled = type.DeclaringSyntaxReferences.IsEmpty;
        var fields = type.GetMembers().OfType<IFieldSymbol>().Where(f => !f.IsStatic).Select(f => (Name(f), f.Type));
        return !isCompiled ? fields : type.GetMembers().OfType<IFieldSymbol>()
            .Where(f => f is { IsStatic: false, DeclaredAccessibility: Accessibility.Public }).Select(f => (f.Name, f.Type)).Concat(type.GetMembers().OfType<IPropertySymbol>()
            .Where(p => p is { IsStatic: false, GetMethod: not null, SetMethod: not null, IsIndexer: false }).Select(p => (p.Name, p.Type)));
    }

    /// <summary>True if a constructor has no code of the user's: it sets all members to 0, or is the primary one of a record struct without
    /// initializers.</summary>
    public static bool OnlyAssigns(INamedTypeSymbol type, IMethodSymbol? constructor, CancellationToken cancellation)
    {
        if (type.DeclaringSyntaxReferences.IsEmpty)
            return true;
        if (constructor is { IsImplicitlyDeclared: false } && !constructor.DeclaringSyntaxReferences.All(r => r.GetSyntax(cancellation) is TypeDeclarationSyntax))
            return false;
        return constructor is null or { Parameters.IsEmpty: true } || !type.DeclaringSyntaxReferences
            .SelectMany(r => ((TypeDeclarationSyntax)r.GetSyntax(cancellation)).Members).Any(HasInitializer);
    }

    private static bool HasInitializer(MemberDeclarationSyntax member) => !member.Modifiers.Any(SyntaxKind.StaticKeyword) && member switch
    {
        PropertyDeclarationSyntax property => property.Initializer is not null,
        FieldDeclarationSyntax field => !member.Modifiers.Any(SyntaxKind.ConstKeyword) && field.Declaration.Variables.Any(v => v.Initializer is not null),
        _ => false,
    };

    /// <summary>True for the constructor of a compiled record struct, which has no mark: its parameters are those that it is deconstructed to.</summary>
    public static bool IsCompiledRecord(INamedTypeSymbol type, IMethodSymbol constructor) => type.DeclaringSyntaxReferences.IsEmpty
        && type.GetMembers("Deconstruct").OfType<IMethodSymbol>().Any(method => method.Parameters.Select(p => p.Name)
            .SequenceEqual(constructor.Parameters.Select(p => p.Name)));

    /// <summary>The place of a member among the items of a value; null if it is none of them. The names in a tuple may be those of another
    /// type from which it was converted.</summary>
    public static int? Index(Aggregate value, ISymbol member)
    {
        if (member is IFieldSymbol { CorrespondingTupleField: { } item })
            return int.Parse(item.Name.Substring("Item".Length), System.Globalization.CultureInfo.InvariantCulture) - 1;
        string name = member is IFieldSymbol field ? Name(field) : member.Name;
        int index = value.Items.TakeWhile(i => i.Name != name).Count();
        return index < value.Items.Count ? index : null;
    }

    /// <summary>The name of a field, or of the property that it is behind.</summary>
    public static string Name(IFieldSymbol field) => field.AssociatedSymbol?.Name ?? field.Name;
}
