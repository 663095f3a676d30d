using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SamFast.Gallery.Output;

/// <summary>The reports as JSON files.</summary>
internal static class JsonFile
{
    /// <summary>Writes a report, ended by a line feed, and returns the path.</summary>
    public static string Save<T>(T report, JsonTypeInfo<T> type, string path)
    {
        using var stream = File.Create(path);
        JsonSerializer.Serialize(stream, report, type);
        stream.WriteByte((byte)'\n');
        return path;
    }
}
