using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace SamFast.Generators.Diagnostics;

/// <summary>The page of diagnostics, which a test writes. It is embedded in this assembly, so that an editor can show a row without
/// an address, and in <c>docs</c> of the package.</summary>
internal static class DiagnosticPage
{
    /// <summary>The path of the page in the repository.</summary>
    internal const string Path = "generators/SamFast.Generators/Diagnostics/README.md";

    private static readonly Lazy<string> _text = new(() =>
    {
        using var stream = typeof(DiagnosticPage).Assembly.GetManifestResourceStream("Diagnostics.md")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    });

    /// <summary>The address of the repository at build time: that of its remote; null if it has none.</summary>
    internal static string? Repository { get; } = typeof(DiagnosticPage).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(a => a.Key == "RepositoryUrl")?.Value;

    /// <summary>The address of a diagnostic's row; null if the repository cannot be read on the web.</summary>
    internal static string? Link(string? repository, string id)
    {
        if (repository is null || !Uri.TryCreate(repository, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http"))
            return null;
        string root = uri.GetLeftPart(UriPartial.Path).TrimEnd('/');
        root = root.EndsWith(".git", StringComparison.Ordinal) ? root.Substring(0, root.Length - ".git".Length) : root;
        string blob = uri.Host.Contains("gitlab") ? "-/blob" : "blob";
        return $"{root}/{blob}/HEAD/{Path}#{id.ToLowerInvariant()}";
    }

    /// <summary>The row of a diagnostic as text: its example and its message. It is read on demand.</summary>
    internal sealed class Row(string id) : LocalizableString
    {
        private readonly string _id = id;

        protected override string GetText(IFormatProvider? formatProvider)
        {
            var row = Regex.Match(
                _text.Value, $@"^\| <a id=""{_id.ToLowerInvariant()}""></a>{_id} \| (?<title>.*?) \| \w+ \| `(?<example>.*)` \| (?<message>.*) \|\r?$",
                RegexOptions.Multiline);
            return row.Success
                ? $"{Plain(row, "title")}. Example: {row.Groups["example"].Value.Replace("\\|", "|")} gives: {Plain(row, "message")}"
                : "";
        }

        protected override int GetHash() => _id.GetHashCode();

        protected override bool AreEqual(object? other) => other is Row row && row._id == _id;

        private static string Plain(Match row, string cell) => Regex.Replace(row.Groups[cell].Value, @"\\([\[\]<>|*_`])", "$1");
    }
}
