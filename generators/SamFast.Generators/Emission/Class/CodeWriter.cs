using System.Text;
using System.Text.RegularExpressions;

namespace SamFast.Generators.Emission;

/// <summary>Writes indented lines, <c>\n</c> between them on every platform.</summary>
internal sealed class CodeWriter
{
    private const int Width = 120;

    // A tag is one word, whatever stands in it.
    private static readonly Regex _words = new(@"(?:<[^>]*>|\S)+");

    private readonly StringBuilder _text = new();
    private int _depth;
    private Gap _gap;

    /// <summary>What stands before the next line: paragraphs are separated, but not from the braces around them.</summary>
    private enum Gap
    {
        None,
        Opened,
        Closed,
        Asked,
    }

    public void Line(string line)
    {
        bool continues = line is "else" or "catch" or "finally" or "while (tile.Next());" || line.StartsWith("}", StringComparison.Ordinal);
        if (_gap == Gap.Asked || (_gap == Gap.Closed && !continues))
            _text.Append('\n');
        _gap = Gap.None;
        _text.Append(' ', 4 * _depth).Append(line).Append('\n');
    }

    /// <summary>An empty line before what comes next, unless a brace opens or closes there.</summary>
    public void Line() => _gap = _gap == Gap.Opened ? Gap.Opened : Gap.Asked;

    /// <summary>XML documentation, broken between words and tags where it does not fit on one line.</summary>
    public void Doc(string text) => Wrap("/// ", text);

    /// <summary>A comment, broken between words.</summary>
    public void Comment(string text) => Wrap("// ", text);

    /// <summary>A paragraph of a raw string literal, broken between words.</summary>
    public void Paragraph(string text) => Wrap("    ", text);

    /// <summary>A call or a signature; its arguments go to lines of their own where they do not fit on one.</summary>
    public void Call(string head, IReadOnlyCollection<string> arguments, string tail)
    {
        string all = string.Join(", ", arguments);
        if ((4 * _depth) + head.Length + all.Length + tail.Length + 2 <= Width)
        {
            Line($"{head}({all}){tail}");
            return;
        }

        Line($"{head}(");
        var line = new StringBuilder();
        string further = new(' ', 4 + head.Length - head.TrimStart().Length);
        int number = 0;
        foreach (var argument in arguments)
        {
            number++;
            string piece = argument + (number < arguments.Count ? "," : ")" + tail);
            if (line.Length > 0 && (4 * _depth) + further.Length + line.Length + 1 + piece.Length > Width)
            {
                Line(further + line);
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(piece);
        }

        Line(further + line);
    }

    /// <summary>Writes a head and its items on one line, or each item on its own line where they do not fit.</summary>
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

    /// <summary>An <c>if</c> with all of these conditions; on lines of their own where they do not fit on one.</summary>
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
