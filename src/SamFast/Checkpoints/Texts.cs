using System.Buffers;
using System.Globalization;
using System.Text;

namespace SamFast;

/// <summary>Texts that a file can hold, and texts in messages.</summary>
internal static class Texts
{
    private const int MostShown = 200;

    /// <summary>True if UTF-8 can encode a text, that is, it has no unpaired surrogate.</summary>
    internal static bool IsUnicode(string text)
    {
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out int consumed) != OperationStatus.Done)
                return false;
            rest = rest[consumed..];
        }

        return true;
    }

    /// <summary>A text with a question mark for each surrogate without its other half.</summary>
    internal static string Repaired(string text) => IsUnicode(text) ? text : string.Concat(text.Select(c => char.IsSurrogate(c) ? '?' : c));

    /// <summary>A text for a message: control characters and surrogates without their other half are escaped, and a long
    /// text is cut.</summary>
    internal static string Shown(string text)
    {
        bool isWhole = IsUnicode(text);
        var shown = new StringBuilder();
        foreach (char c in text.Length > MostShown ? text[..MostShown] : text)
        {
            if (char.IsControl(c) || (!isWhole && char.IsSurrogate(c)))
                shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            else
                shown.Append(c);
        }

        return shown.Append(text.Length > MostShown ? "…" : "").ToString();
    }
}
