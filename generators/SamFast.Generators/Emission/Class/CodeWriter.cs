using System.Text;
using System.Text.RegularExpressions;

namespace SamFast.Generators.Emission;

/// <summary>Writes indented lines that end with <c>\n</c> on every platform.</summary>
internal sealed class CodeWriter
{
    private const int Width = 120;

    // A tag counts as one word.
    private static readonly Regex _words = new(@"(?:<[^>]*>|\S)+");

    private readonly StringBuilder _text = new();
    private int _depth;
    private Gap _gap;

    /// <summary>The gap before the next line. Empty lines separate paragraphs, but do not follow or precede a brace of their
    /// block.</summary>
    private enum Gap
    {
        None,
        Opened,
        Closed,
        Asked,
    }

    public void Line(string line)
    {
        bool continues = line is "else" or "catch" or "finally" or "while (tile.Next());"
            || line.StartsWith("}", StringComparison.Ordinal) || line.StartsWith("else if ", StringComparison.Ordinal);
        if (_gap == Gap.Asked || (_gap == Gap.Closed && !continues))
            _text.Append('\n');
        _gap = Gap.None;
        _text.Append(' ', 4 * _depth).Append(line).Append('\n');
    }

    /// <summary>A statement without strings. One that does not fit on a line continues on further lines, after a comma or before an
    /// operator.</summary>
    public void Statement(string statement)
    {
        string indent = "";
        while ((4 * _depth) + indent.Length + statement.Length > Width)
        {
            int end = Width - (4 * _depth) - indent.Length;
            while (end > 0 && !(statement[end] == ' ' && (statement[end - 1] == ',' || (end < statement.Length - 1 && "+-*/?:".IndexOf(statement[end + 1]) >= 0))))
                end--;
            if (end <= 0)
                break;
            Line(indent + statement.Substring(0, end));
            (statement, indent) = (statement.Substring(end + 1), "    ");
        }

        Line(indent + statement);
    }

    public void Lines(params string[] lines)
    {
        foreach (string line in lines)
            Line(line);
    }

    /// <summary>Separates the next line by an empty one, unless it follows an opening brace or is a closing brace.</summary>
    public void Line() => _gap = _gap == Gap.Opened ? Gap.Opened : Gap.Asked;

    /// <summary>XML documentation, wrapped between words and tags.</summary>
    public void Doc(string text) => Wrap("/// ", text);

    /// <summary>A comment, wrapped between words.</summary>
    public void Comment(string text) => Wrap("// ", text);

    /// <summary>A paragraph of a raw string literal, wrapped between words.</summary>
    public void Paragraph(string text) => Wrap("    ", text);

    /// <summary>A call or a signature. Arguments that do not fit on one line are on lines of their own.</summary>
    public void Call(string head, IReadOnlyCollection<string> arguments, string tail) =>
        Call(head, [.. arguments.Select(argument => new CallArgument(argument))], tail);

    /// <summary>A call or a signature. Arguments that do not fit on one line are on lines of their own; a struct that does not
    /// fit on one line has one field per line.</summary>
    public void Call(string head, IReadOnlyCollection<CallArgument> arguments, string tail)
    {
        string all = string.Join(", ", arguments);
        if ((4 * _depth) + head.Length + all.Length + tail.Length + 2 <= Width)
        {
            Line($"{head}({all}){tail}");
            return;
        }

        Line($"{head}(");
        string indent = new(' ', 4 + head.Length - head.TrimStart().Length);
        int width = Width - (4 * _depth) - indent.Length;
        string line = "";
        int number = 0;
        foreach (var argument in arguments)
        {
            string end = ++number < arguments.Count ? "," : ")" + tail;
            string piece = argument + end;
            if (line.Length > 0 && line.Length + 1 + piece.Length > width)
            {
                Line(indent + line);
                line = "";
            }

            if (argument.Fields is { } fields && piece.Length > width)
                Initializer(indent, fields, end);
            else
                line += line.Length > 0 ? " " + piece : piece;
        }

        if (line.Length > 0)
            Line(indent + line);
    }

    /// <summary>A new struct, one field per line.</summary>
    private void Initializer(string indent, IReadOnlyList<string> fields, string end)
    {
        Line($"{indent}new()");
        Line($"{indent}{{");
        foreach (string field in fields)
            Line($"{indent}    {field},");
        Line($"{indent}}}{end}");
    }

    /// <summary>A head and its items, on one line or each item on its own.</summary>
    public void List(string head, IReadOnlyList<string> items)
    {
        string line = head + string.Join(", ", items);
        if ((4 * _depth) + line.Length <= Width)
        {
            Line(line);
            return;
        }

        Line(head.TrimEnd());
        for (int i = 0; i < items.Count; i++)
            Line($"    {items[i]}{(i < items.Count - 1 ? "," : "")}");
    }

    private void Wrap(string prefix, string text)
    {
        var line = new StringBuilder(prefix);
        foreach (Match word in _words.Matches(text))
        {
            if (line.Length > prefix.Length && (4 * _depth) + line.Length + 1 + word.Length > Width)
            {
                Line(line.ToString());
                line.Clear().Append(prefix);
            }

            line.Append(line.Length > prefix.Length ? " " : "").Append(word.Value);
        }

        Line(line.ToString());
    }

    /// <summary>A header and its braces: <c>using (writer.Block("for (…)"))</c>.</summary>
    public IDisposable Block(string header)
    {
        Line(header);
        return Braces();
    }

    /// <summary>An <c>if</c> with the conjunction of conditions, on one line or each condition on its own.</summary>
    public IDisposable If(IReadOnlyList<string> conditions)
    {
        string line = $"if ({string.Join(" && ", conditions)})";
        if ((4 * _depth) + line.Length <= Width)
            return Block(line);
        for (int i = 0; i < conditions.Count; i++)
            Line($"{(i == 0 ? "if (" : "    && ")}{conditions[i]}{(i == conditions.Count - 1 ? ")" : "")}");
        return Braces();
    }

    public IDisposable Braces(string close = "}")
    {
        Line("{");
        _depth++;
        _gap = Gap.Opened;
        return new Closing(this, close);
    }

    public override string ToString() => _text.ToString();

    private sealed class Closing(CodeWriter writer, string close) : IDisposable
    {
        public void Dispose()
        {
            writer._depth--;
            writer._gap = Gap.None;
            writer.Line(close);
            writer._gap = Gap.Closed;
        }
    }
}
