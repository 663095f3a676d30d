using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace SamFast.CodeFixes;

/// <summary>Replaces the node at a diagnostic.</summary>
/// <typeparam name="T">The type of the node: the innermost one at the diagnostic.</typeparam>
public abstract class SyntaxFix<T> : CodeFixProvider where T : SyntaxNode
{
    private readonly string _id;
    private readonly string _title;

    private protected SyntaxFix(string id, string title)
    {
        _id = id;
        _title = title;
        FixableDiagnosticIds = [id];
    }

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span, getInnermostNodeForTie: true).FirstAncestorOrSelf<T>() is not { } node || Fix(node) is not { } mended)
            return;
        context.RegisterCodeFix(
            CodeAction.Create(
                _title, _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(node, mended))), equivalenceKey: _id),
            context.Diagnostics);
    }

    /// <summary>The fixed node, or null if no fix is known.</summary>
    private protected abstract T? Fix(T node);
}
