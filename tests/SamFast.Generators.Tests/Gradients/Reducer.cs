using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SamFast.Generators.Tests.Gradients;

/// <summary>Makes the text of a loss smaller as long as it has a fault.</summary>
internal static class Reducer
{
    /// <param name="text">A class with a fault.</param>
    /// <param name="isFaulty">True for texts that compile and have a fault.</param>
    /// <param name="attempts">The most texts to try.</param>
    public static string Reduce(string text, Func<string, bool> isFaulty, int attempts)
    {
        bool isSmaller = true;
        while (isSmaller)
        {
            isSmaller = false;
            foreach (string candidate in Candidates(text).Where(candidate => candidate.Length < text.Length).Distinct())
            {
                if (--attempts < 0)
                    return text;
                if (!isFaulty(candidate))
                    continue;
                text = candidate;
                isSmaller = true;
                break;
            }
        }

        return text;
    }

    /// <summary>Texts without a part, the largest parts first.</summary>
    private static IEnumerable<string> Candidates(string text)
    {
        var root = CSharpSyntaxTree.ParseText(text).GetRoot();
        foreach (var node in root.DescendantNodes().OrderByDescending(n => n.FullSpan.Length))
        {
            foreach (string replacement in Replacements(node))
                yield return text[..node.FullSpan.Start] + replacement + text[node.FullSpan.End..];
        }
    }

    private static IEnumerable<string> Replacements(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax { Identifier.ValueText: "Loss" } => [],
        MemberDeclarationSyntax { Parent: ClassDeclarationSyntax } => [""],
        BlockSyntax block when block.Parent is BlockSyntax => [string.Concat(block.Statements.Select(s => s.ToFullString()))],
        IfStatementSyntax branch => ["", Alone(branch.Statement), branch.Else is { } other ? Alone(other.Statement) : "", branch.WithElse(null).ToFullString()],
        ForStatementSyntax loop => ["", Alone(loop.Statement)],
        ForEachStatementSyntax loop => ["", Alone(loop.Statement)],
        WhileStatementSyntax loop => ["", Alone(loop.Statement)],
        DoStatementSyntax loop => ["", Alone(loop.Statement)],
        StatementSyntax => [""],
        BinaryExpressionSyntax binary => [binary.Left.ToFullString(), binary.Right.ToFullString()],
        ParenthesizedExpressionSyntax { Expression: { } inner } => [inner.ToFullString()],
        ConditionalExpressionSyntax choice => [choice.WhenTrue.ToFullString(), choice.WhenFalse.ToFullString()],
        InvocationExpressionSyntax call => [.. call.ArgumentList.Arguments.Select(a => a.Expression.ToFullString())],
        PrefixUnaryExpressionSyntax unary => [unary.Operand.ToFullString()],
        AssignmentExpressionSyntax assignment when assignment.Kind() != SyntaxKind.SimpleAssignmentExpression => [$"{assignment.Left}={assignment.Right}"],
        RecordDeclarationSyntax => [""],
        _ => [],
    };

    private static string Alone(StatementSyntax statement) =>
        statement is BlockSyntax block ? string.Concat(block.Statements.Select(s => s.ToFullString())) : statement.ToFullString();
}
