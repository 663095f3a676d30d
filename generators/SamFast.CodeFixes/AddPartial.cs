using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SamFast.CodeFixes;

/// <summary>Makes an optimizer or its container partial: SF0001.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddPartial)), Shared]
public sealed class AddPartial() : SyntaxFix<TypeDeclarationSyntax>("SF0001", "Make it partial")
{
    private protected override TypeDeclarationSyntax Fix(TypeDeclarationSyntax node)
    {
        var partial = SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        if (node.Modifiers.Count > 0)
            return node.WithModifiers(node.Modifiers.Add(partial));
        return node.WithKeyword(node.Keyword.WithLeadingTrivia())
            .WithModifiers(SyntaxFactory.TokenList(partial.WithLeadingTrivia(node.Keyword.LeadingTrivia)));
    }
}
