namespace SamFast;

/// <summary>Reads checkpoints without an optimizer.</summary>
public static unsafe class Checkpoint
{
    /// <summary>The metadata that were passed to <c>Save</c>. Of a safetensors file of another program, all its
    /// metadata. Reads the header alone.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="CheckpointException">It is not a safetensors file, its header has changed since it was written, or it
    /// is in an unknown version.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    public static IReadOnlyDictionary<string, string> ReadMetadata(string path)
    {
        using var stream = CheckpointFile.Open(path);
        return ReadMetadata(stream, path, isWhole: true);
    }

    /// <summary>The metadata of a checkpoint in a stream, which is left at the end of the header.</summary>
    /// <param name="stream">The stream.</param>
    /// <inheritdoc cref="ReadMetadata(string)" path="/exception[position() &lt; 2]"/>
    public static IReadOnlyDictionary<string, string> ReadMetadata(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return ReadMetadata(stream, CheckpointFile.Stream, isWhole: false);
    }

    /// <summary>The metadata of a checkpoint in memory.</summary>
    /// <param name="file">The checkpoint.</param>
    /// <inheritdoc cref="ReadMetadata(string)" path="/exception[position() &lt; 2]"/>
    public static IReadOnlyDictionary<string, string> ReadMetadata(ReadOnlySpan<byte> file)
    {
        fixed (byte* bytes = file)
        {
            using var stream = CheckpointFile.Of(bytes, file.Length);
            return ReadMetadata(stream, CheckpointFile.Buffer, isWhole: true);
        }
    }

    private static IReadOnlyDictionary<string, string> ReadMetadata(Stream stream, string source, bool isWhole)
    {
        try
        {
            using var reader = new CheckpointReader(stream, isWhole);
            reader.CheckHeader();
            return UserMetadata.Of(reader.Header);
        }
        catch (CheckpointException exception)
        {
            exception.FileName = source;
            throw;
        }
    }
}
