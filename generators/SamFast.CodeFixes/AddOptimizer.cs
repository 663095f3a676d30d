using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SamFast.CodeFixes;

/// <summary>Writes [Optimizer] before transforms: SF0013.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddOptimizer)), Shared]
public sealed class AddOptimizer() : SyntaxFix<TypeDeclarationSyntax>("SF0013", "Add [Optimizer]")
{
    private protected override TypeDeclarationSyntax? Fix(TypeDeclarationSyntax node)
    {
        if (node.AttributeLists.FirstOrDefault() is not { } list || list.Attributes.Count == 0)
            return null;

        // Qualified like the first transform, with the same trivia.
        var first = list.Attributes[0];
        NameSyntax optimizer = SyntaxFactory.IdentifierName("Optimizer");
        if (first.Name is QualifiedNameSyntax { Left: var left })
            optimizer = SyntaxFactory.QualifiedName(left.WithoutTrivia(), SyntaxFactory.IdentifierName("Optimizer"));
        else if (first.Name is AliasQualifiedNameSyntax { Alias: var alias })
            optimizer = SyntaxFactory.AliasQualifiedName(alias.WithoutTrivia(), SyntaxFactory.IdentifierName("Optimizer"));
        var attributes = SyntaxFactory.SeparatedList(
            list.Attributes.Insert(0, SyntaxFactory.Attribute(optimizer)),
            list.Attributes.GetSeparators().Prepend(
                SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space)));
        return node.WithAttributeLists(node.AttributeLists.Replace(list, list.WithAttributes(attributes)));
    }
}
