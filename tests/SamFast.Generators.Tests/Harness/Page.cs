using System.Text.RegularExpressions;

namespace SamFast.Generators.Tests;

/// <summary>Pages of the documentation: examples and links.</summary>
internal static class Page
{
    private static readonly string[] _folders = ["src", "generators", "tests", "benchmarks"];

    public static string Root { get; } = Path.GetFullPath(Path.Combine(Project.Directory, "..", ".."));

    /// <summary>All documents of the repository, relative to its root.</summary>
    public static IEnumerable<string> All() =>
        _folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.md", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(Root, "*.md"))
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !Regex.IsMatch(path, "/(bin|obj)/"));

    public static string Text(string document) => File.ReadAllText(Path.Combine(Root, document));

    /// <summary>The links of a document to missing files or headings. Links to other sites are not checked.</summary>
    public static IEnumerable<string> BrokenLinks(string document) =>
        from link in Regex.Matches(Prose(document), @"\]\(((?!https?:)[^)#]*)(?:#([^)]*))?\)")
        let file = link.Groups[1].Value
        let target = file.Length == 0 ? document : Path.Combine(Path.GetDirectoryName(document)!, file)
        let heading = link.Groups[2].Value
        where !Path.Exists(Path.Combine(Root, target)) || (heading.Length > 0 && !Headings(target).Contains(heading))
        select $"{document}: {link.Value}";

    /// <summary>GitHub's anchors of a document's headings.</summary>
    private static IEnumerable<string> Headings(string document) =>
        Regex.Matches(Prose(document), "^#+ (.*)$", RegexOptions.Multiline)
            .Select(match => Regex.Replace(match.Groups[1].Value.Trim().ToLowerInvariant(), @"[^\w\- ]", "").Replace(' ', '-'));

    /// <summary>A document without its blocks of code.</summary>
    private static string Prose(string document) => Regex.Replace(Text(document), "^```.*?^```", "", RegexOptions.Multiline | RegexOptions.Singleline);

    /// <summary>The blocks of C# in a document, as printed.</summary>
    public static string[] Blocks(string document) =>
    [
        .. Regex.Matches(Text(document), "```csharp\n(.*?)```", RegexOptions.Singleline)
            .Select(match => match.Groups[1].Value),
    ];

    public static Example[] Examples(string document) => [.. Blocks(document).Select(Example.Of)];

    /// <summary>The declarations of all examples, and a method <c>Caller.Example0</c>, … for each example with statements.</summary>
    /// <param name="parameters">The parameters of these methods: the reader's variables.</param>
    public static string Program(IReadOnlyCollection<Example> examples, params string[] parameters)
    {
        string[] statements = [.. examples.Select(example => example.Statements).Where(text => text.Length > 0)];
        Assert.Equal(parameters.Length, statements.Length);
        var methods = statements.Select((text, i) =>
            $"public static void Example{i}({parameters[i]})\n{{\n{text}\n}}\n\n");
        return string.Concat(examples.Select(example => example.Usings).Distinct())
            + string.Concat(examples.Select(example => example.Declarations))
            + $"public static class Caller\n{{\n{string.Concat(methods)}}}\n";
    }
}

/// <summary>A block of a page, split into usings, statements and declarations.</summary>
internal sealed record Example(string Usings, string Declarations, string Statements)
{
    public static Example Of(string block)
    {
        var lines = block.Split('\n').ToLookup(line => Regex.IsMatch(line, @"^using (static )?[\w.]+;"));
        // Empty lines separate paragraphs, unless the next line is indented or closes a block.
        var paragraphs = Regex.Split(string.Join('\n', lines[false]), @"\n\n(?=[^\s}])")
            .Select(paragraph => paragraph.Trim() + "\n\n").ToLookup(IsDeclaration);
        string usings = string.Concat(lines[true].Select(line => line + "\n"));
        return new(usings, string.Concat(paragraphs[true]), string.Concat(paragraphs[false]).Trim());
    }

    private static bool IsDeclaration(string paragraph) =>
        paragraph.StartsWith('[') || paragraph.StartsWith("///", StringComparison.Ordinal);
}
