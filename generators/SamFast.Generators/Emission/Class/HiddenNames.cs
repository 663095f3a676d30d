using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Emission;

/// <summary>Finds names in a generated half that mean a type of the user's project instead of a referenced one.</summary>
internal static class HiddenNames
{
    /// <summary>The first such type, as C#; null if there is none.</summary>
    public static string? Find(TypeModel type, TypeDeclarationSyntax half)
    {
        if (type.Hiding.Count == 0)
            return null;
        var hidden = new HashSet<string>(type.Hiding);
        return half.DescendantNodes().OfType<AliasQualifiedNameSyntax>().SelectMany(Prefixes).FirstOrDefault(hidden.Contains)?.Split('`')[0];
    }

    /// <summary>The qualified name that begins with an alias, and every part of it that could be a type.</summary>
    private static IEnumerable<string> Prefixes(AliasQualifiedNameSyntax name)
    {
        string alias = name.Alias.Identifier.ValueText.TrimEnd('_');
        string? space = Names.Aliases.FirstOrDefault(a => a.Alias == alias).Namespace;
        string text = (space is null ? "" : space + ".") + InMetadata(name.Name);
        yield return text;
        SyntaxNode node = name;
        while (Next(node) is { } next)
        {
            text += "." + InMetadata(next);
            yield return text;
            node = node.Parent!;
        }

        if (node.Parent is AttributeSyntax)
            yield return text + "Attribute";
    }

    private static SimpleNameSyntax? Next(SyntaxNode node) => node.Parent switch
    {
        QualifiedNameSyntax qualified when qualified.Left == node => qualified.Right,
        MemberAccessExpressionSyntax member when member.Expression == node => member.Name,
        _ => null,
    };

    private static string InMetadata(SimpleNameSyntax name) =>
        name.Identifier.ValueText + (name is GenericNameSyntax generic ? $"`{generic.TypeArgumentList.Arguments.Count}" : "");
}
