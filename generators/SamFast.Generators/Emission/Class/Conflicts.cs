using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Emission;

/// <summary>Finds members of a generated half that conflict with the user's.</summary>
internal static class Conflicts
{
    /// <summary>True if the text must be parsed to find a conflict: the user's half has members or hides types, or the text may declare a
    /// member with the name of the class.</summary>
    public static bool ArePossible(TypeModel type, string code) => type.Members.Count > 0 || type.Hiding.Count > 0
        || Regex.IsMatch(code, $@"[\w>\]?](?<!\b(?:public|class)) @?{Regex.Escape(type.BareName)}\b");

    /// <summary>Describes the first name conflict between the two halves of a class; null without a conflict.</summary>
    public static string? Find(TypeModel type, TypeDeclarationSyntax half)
    {
        // The constructors are compared when the class is read.
        MemberModel[] generated = [.. half.Members.SelectMany(Read)];
        if (generated.FirstOrDefault(member => member.Name == type.BareName) is { } same)
            return $"has the name of a member of its generated half, '{same.Shown}': give the class another name";
        foreach (var member in type.Members)
        {
            if (generated.FirstOrDefault(member.Excludes) is { } other)
            {
                return $"has '{member.Shown}', and its generated half '{other.Shown}': give yours another name"
                    + (member.Parameters is null || other.Parameters is null ? "" : ", or other parameters");
            }
        }

        return null;
    }

    /// <summary>The syntax of a generated half.</summary>
    public static TypeDeclarationSyntax Half(string code) => CSharpSyntaxTree
        .ParseText(code, CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.CSharp14)).GetRoot()
        .DescendantNodes().OfType<TypeDeclarationSyntax>().First(t => t.AttributeLists.Count > 0);

    public static IEnumerable<MemberModel> Read(MemberDeclarationSyntax member) => member switch
    {
        // The implementation of a partial member of the user's.
        { Modifiers: var modifiers } when modifiers.Any(SyntaxKind.PartialKeyword) => [],
        MethodDeclarationSyntax { ExplicitInterfaceSpecifier: null } method => [new(method.Identifier.ValueText, Parameters(method.ParameterList))],
        PropertyDeclarationSyntax { ExplicitInterfaceSpecifier: null } property => [new(property.Identifier.ValueText, null)],
        FieldDeclarationSyntax field => field.Declaration.Variables.Select(v => new MemberModel(v.Identifier.ValueText, null)),
        BaseTypeDeclarationSyntax type => [new(type.Identifier.ValueText, null)],
        _ => [],
    };

    /// <summary>The types of parameters, in the form that is compared.</summary>
    public static string Parameters(ParameterListSyntax list) =>
        string.Join(", ", list.Parameters.Select(p => (p.Modifiers.Any(IsByReference) ? "ref " : "") + Short(p.Type!)));

    private static bool IsByReference(SyntaxToken modifier) =>
        modifier.IsKind(SyntaxKind.RefKeyword) || modifier.IsKind(SyntaxKind.InKeyword) || modifier.IsKind(SyntaxKind.OutKeyword);

    private static string Short(TypeSyntax type) => type switch
    {
        QualifiedNameSyntax qualified => Short(qualified.Right),
        AliasQualifiedNameSyntax alias => Short(alias.Name),
        GenericNameSyntax generic =>
            $"{generic.Identifier.ValueText}<{string.Join(", ", generic.TypeArgumentList.Arguments.Select(Short))}>",
        ArrayTypeSyntax array => Short(array.ElementType) + "[]",
        IdentifierNameSyntax name => name.Identifier.ValueText,
        _ => type.ToString(),
    };
}
