namespace SamFast.Generators.Symbols;

/// <summary>Names in PascalCase and camelCase.</summary>
internal static class Casing
{
    public static string Pascal(string name) => WithFirst(name, char.ToUpperInvariant);

    /// <summary>A name with a small first letter.</summary>
    public static string Lower(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);

    /// <summary>A name with a capital first letter.</summary>
    public static string Upper(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);

    /// <summary>Any text as a part of a name: <c>layer.0/bias</c> → <c>Layer0Bias</c>.</summary>
    public static string Words(string text) => string.Concat(
        new string([.. text.Select(c => char.IsLetterOrDigit(c) ? c : ' ')]).Split([' '], StringSplitOptions.RemoveEmptyEntries)
            .Select(Upper));

    /// <summary>A group as the beginning of names.</summary>
    public static string Part(string group) =>
        Words(group) is { Length: > 0 } words && char.IsLetter(words[0]) ? words : "Group" + Words(group);

    public static string Camel(string name) => WithFirst(name, char.ToLowerInvariant);

    private static string WithFirst(string name, Func<char, char> change)
    {
        string bare = name.TrimStart('_') is { Length: > 0 } rest ? rest : name;
        return change(bare[0]) + bare.Substring(1);
    }
}
