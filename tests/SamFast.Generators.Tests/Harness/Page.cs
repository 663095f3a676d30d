using System.Text.RegularExpressions;

namespace SamFast.Generators.Tests;

/// <summary>The examples of a page of the documentation.</summary>
internal static class Page
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Project.Directory, "..", ".."));

    /// <summary>The blocks of C# in a document, as they stand there.</summary>
    public static string[] Blocks(string document) =>
    [
        .. Regex.Matches(File.ReadAllText(Path.Combine(Root, document)), "```csharp\n(.*?)```", RegexOptions.Singleline)
            .Select(match => match.Groups[1].Value),
    ];

    public static Example[] Examples(string document) => [.. Blocks(document).Select(Example.Of)];

    /// <summary>What examples declare, and methods <c>Caller.Example0</c>, … of the statements of each that has any.
    /// </summary>
    /// <param name="parameters">What these methods take: what a reader has, when they come to the example.</param>
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

/// <summary>A block of a page, in the order in which a file must have it.</summary>
internal sealed record Example(string Usings, string Declarations, string Statements)
{
    public static Example Of(string block)
    {
        var lines = block.Split('\n').ToLookup(line => Regex.IsMatch(line, @"^using (static )?[\w.]+;"));
        // What is between empty lines; what has empty lines within it is indented there.
        var paragraphs = Regex.Split(string.Join('\n', lines[false]), @"\n\n(?=[^\s}])")
            .Select(paragraph => paragraph.Trim() + "\n\n").ToLookup(IsDeclaration);
        string usings = string.Concat(lines[true].Select(line => line + "\n"));
        return new(usings, string.Concat(paragraphs[true]), string.Concat(paragraphs[false]).Trim());
    }

    private static bool IsDeclaration(string paragraph) =>
        paragraph.StartsWith('[') || paragraph.StartsWith("///", StringComparison.Ordinal);
}
