using Microsoft.CodeAnalysis;

namespace SamFast.Tests.Conformance;

/// <summary>Errors, and the files they are in with line numbers: generated code is nowhere else to be seen.</summary>
internal static class NumberedSource
{
    // One mistake in the generator is a mistake in every file; the first ones tell enough.
    private const int MaxFiles = 3;

    public static string Of(IReadOnlyCollection<Diagnostic> errors) => string.Join('\n',
    [
        .. errors.Take(20).Select(error => error.ToString()),
        $"({errors.Count} errors)",
        .. errors.Select(error => error.Location.SourceTree).OfType<SyntaxTree>().Distinct().Take(MaxFiles).Select(Of),
    ]);

    private static string Of(SyntaxTree tree) => $"\n{tree.FilePath}\n" + string.Join('\n',
        tree.GetText().Lines.Select(line => $"{line.LineNumber + 1,5} {line.ToString()}"));
}
