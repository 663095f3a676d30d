using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SamFast.CodeFixes;

/// <summary>Lets an adversary keep its state, so that its schedule counts every ascent: SF0024.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(KeepState)), Shared]
public sealed class KeepState() : SyntaxFix<AttributeSyntax>("SF0024", "Write resetState: false")
{
    private const string Name = "resetState";

    private protected override AttributeSyntax Fix(AttributeSyntax node)
    {
        var list = node.ArgumentList ?? SyntaxFactory.AttributeArgumentList();
        var no = SyntaxFactory.LiteralExpression(SyntaxKind.FalseLiteralExpression);
        var given = list.Arguments.FirstOrDefault(a => a.NameColon?.Name.Identifier.ValueText == Name)
            ?? list.Arguments.Skip(1).FirstOrDefault(a => a.NameColon is null && list.Arguments.IndexOf(a) == 1);
        if (given is not null)
            return node.WithArgumentList(list.ReplaceNode(given, given.WithExpression(no.WithTriviaFrom(given.Expression))));

        // A named argument may follow positional ones.
        var argument = SyntaxFactory.AttributeArgument(
            null, SyntaxFactory.NameColon(Name).WithTrailingTrivia(SyntaxFactory.Space), no);
        var separators = list.Arguments.GetSeparators();
        if (list.Arguments.Count > 0)
            separators = separators.Append(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space));
        return node.WithArgumentList(list.WithArguments(SyntaxFactory.SeparatedList(list.Arguments.Append(argument), separators)));
    }
}
