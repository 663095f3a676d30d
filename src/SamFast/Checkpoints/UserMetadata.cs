using System.Collections.ObjectModel;

namespace SamFast;

/// <summary>The user's own entries in the metadata of a file.</summary>
internal static class UserMetadata
{
    private static readonly string[] s_keys =
    [
        MetadataKeys.HeaderChecksum, MetadataKeys.DataChecksum, MetadataKeys.Fingerprint, MetadataKeys.Chain,
        MetadataKeys.Declaration, MetadataKeys.Layout,
    ];

    private static readonly string[] s_prefixes =
        [MetadataKeys.Version, MetadataKeys.Scalar, MetadataKeys.Schedule, MetadataKeys.Group];

    /// <summary>The entries in the order of their keys, checked.</summary>
    /// <param name="metadata">The entries, or null.</param>
    /// <param name="target">The target, for messages.</param>
    /// <exception cref="ArgumentException">A key is reserved, or an entry has no value.</exception>
    internal static List<(string Key, string Value)> Check(IReadOnlyDictionary<string, string>? metadata, string target)
    {
        var entries = new List<(string Key, string Value)>();
        foreach (var (key, value) in metadata ?? ReadOnlyDictionary<string, string>.Empty)
        {
            if (IsReserved(key))
                throw Reserved(key, target);
            if (value is null)
                throw new ArgumentException($"{target}: the metadata has no value for '{Texts.Shown(key)}'.");
            entries.Add((key, value));
        }

        entries.Sort((one, other) => string.CompareOrdinal(one.Key, other.Key));
        return entries;
    }

    /// <summary>The user's entries of a header. Of another program's file, all entries.</summary>
    internal static IReadOnlyDictionary<string, string> Of(SafetensorsHeader header)
    {
        bool isOwn = header.Metadata.ContainsKey(MetadataKeys.Version);
        return header.Metadata.Where(entry => !isOwn || !IsReserved(entry.Key)).ToDictionary(StringComparer.Ordinal).AsReadOnly();
    }

    private static bool IsReserved(string key) =>
        s_keys.Contains(key) || Array.Exists(s_prefixes, prefix => key.StartsWith(prefix, StringComparison.Ordinal));

    private static ArgumentException Reserved(string key, string target) => new(
        $"{target}: the key '{Texts.Shown(key)}' of the metadata is reserved. SamFast uses {string.Join(", ", s_keys)}, and keys that "
        + $"begin with {string.Join(", ", s_prefixes.Select(prefix => $"'{prefix}'"))}. Choose another key, such as 'my.{Texts.Shown(key)}'.");
}
