using Microsoft.CodeAnalysis;

namespace SamFast.Tests.Conformance;

/// <summary>Errors, with their files and line numbers, because generated code is in no file on disk.</summary>
internal static class NumberedSource
{
    // A fault of the generator can be in every file: the first errors suffice.
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
