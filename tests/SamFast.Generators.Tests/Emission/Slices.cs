using System.Text;
using System.Text.RegularExpressions;

namespace SamFast.Generators.Tests;

/// <summary>Reduces a generated class to its special lines and the signatures of their members. A line is common if another class has
/// a line of the same form, that is, with the same types and members. Other names, numbers and strings may differ. A public
/// signature is common if another class has the same one.</summary>
internal static partial class Slices
{
    public static string Of(string text, IReadOnlyCollection<string> others)
    {
        var common = others.SelectMany(other => other.Split('\n').Select(line => Form(line, other))).ToHashSet();
        var slice = new StringBuilder();
        // Comments and attributes are before the signature.
        var (head, signature, isWritten) = (new List<string>(), "", false);
        foreach (string line in text[(text.IndexOf("\n{\n", StringComparison.Ordinal) + 3)..].Split('\n'))
        {
            bool isSpecial = !common.Contains(Form(line, text));
            if (Head().IsMatch(line))
            {
                if (isSpecial)
                    head.Add(line);
                continue;
            }

            if (Signature().IsMatch(line))
            {
                (signature, isWritten) = (line, head.Count > 0);
                if (isWritten)
                    Write(slice, [.. head, signature]);
                head.Clear();
            }

            if (!isSpecial || (isWritten && line == signature))
                continue;
            if (!isWritten)
                Write(slice, [signature]);
            isWritten = true;
            if (line != signature)
                slice.Append(line).Append('\n');
        }

        return slice.ToString();
    }

    private static void Write(StringBuilder slice, IEnumerable<string> lines) =>
        slice.Append(slice.Length > 0 ? "\n" : "").AppendJoin('\n', lines).Append('\n');

    /// <summary>A line without names, numbers and strings. A public signature keeps all but the name of the class.</summary>
    private static string Form(string line, string text) => line.StartsWith("    public ", StringComparison.Ordinal)
        ? line.Replace(Class().Match(text).Groups[1].Value, "x", StringComparison.Ordinal)
        : Number().Replace(Name().Replace(Text().Replace(line.Trim(), "\"\""), "x"), "0");

    [GeneratedRegex(@"^    (//|\[)")]
    private static partial Regex Head();

    [GeneratedRegex(@"\bclass (\w+)")]
    private static partial Regex Class();

    [GeneratedRegex(@"^    \w")]
    private static partial Regex Signature();

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Text();

    /// <summary>A name that is neither a member nor a type of a namespace, which are qualified in generated code.</summary>
    [GeneratedRegex(@"(?<![\w.:])(global::Demo\.)?@?[A-Za-z_]\w*\b(?!::)")]
    private static partial Regex Name();

    [GeneratedRegex(@"(?<!\w)[\d.]+(e-?\d+)?f?")]
    private static partial Regex Number();
}
