using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Emission;

/// <summary>Lets the private members of a generated half give way to the user's members: they get a number. The names of state, which are
/// texts, do not change with them.</summary>
internal static class PrivateMembers
{
    /// <param name="half">The syntax of the text.</param>
    public static string Rename(TypeModel type, string code, TypeDeclarationSyntax half)
    {
        var taken = new HashSet<string>(type.Members.SelectMany(member => member.TakenNames)) { type.BareName };
        var wanted = new HashSet<string>(half.Members.Where(IsPrivate).SelectMany(Conflicts.Read).Select(member => member.Name).Where(taken.Contains));
        return wanted.Count == 0 ? code : Replace(code, half, Numbered(wanted, [.. taken, .. type.Inherited], half));
    }

    private static bool IsPrivate(MemberDeclarationSyntax member) => member.Modifiers.Any(SyntaxKind.PrivateKeyword);

    /// <summary>A free name for each of the names.</summary>
    private static Dictionary<string, string> Numbered(HashSet<string> names, HashSet<string> taken, TypeDeclarationSyntax half)
    {
        taken.UnionWith(half.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText));
        var numbered = new Dictionary<string, string>();
        foreach (string name in names)
        {
            int number = 2;
            while (!taken.Add(name + number))
                number++;
            numbered[name] = name + number;
        }

        return numbered;
    }

    /// <summary>Replaces the names where they stand for a member of the half.</summary>
    private static string Replace(string code, TypeDeclarationSyntax half, Dictionary<string, string> names)
    {
        var text = new StringBuilder(code);
        var uses = half.Members.SelectMany(member => member.DescendantTokens())
            .Where(token => token.IsKind(SyntaxKind.IdentifierToken) && names.ContainsKey(token.ValueText) && !IsOfAnother(token));
        foreach (var token in uses.Reverse().ToArray())
            text.Remove(token.SpanStart, token.Span.Length).Insert(token.SpanStart, names[token.ValueText]);
        return text.ToString();
    }

    /// <summary>True for a constructor, a qualified name, the name of an argument, and a member in an object initializer.</summary>
    private static bool IsOfAnother(SyntaxToken token) =>
        token.GetPreviousToken().Kind() is SyntaxKind.DotToken or SyntaxKind.ColonColonToken
        || token.Parent is ConstructorDeclarationSyntax or { Parent: NameColonSyntax }
        || (token.Parent is { Parent: AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } set } && set.Left == token.Parent);
}
