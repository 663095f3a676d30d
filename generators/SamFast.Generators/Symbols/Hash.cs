using System.Text;

namespace SamFast.Generators.Symbols;

/// <summary>FNV-1a: equal in every process and on every machine.</summary>
internal static class Hash
{
    /// <summary>The hash of the UTF-16 code units of a text.</summary>
    public static uint Of32(string text) => text.Aggregate(2166136261u, (hash, c) => unchecked((hash ^ c) * 16777619u));

    /// <summary>The hash of the UTF-8 bytes of a text.</summary>
    public static ulong Of64(string text) =>
        Encoding.UTF8.GetBytes(text).Aggregate(14695981039346656037, (hash, value) => unchecked((hash ^ value) * 1099511628211));
}
