namespace SamFast;

/// <summary>Sources and targets of checkpoints, and their names in messages.</summary>
internal static unsafe class CheckpointFile
{
    /// <summary>The names of sources without a path.</summary>
    internal const string Stream = "the stream", Buffer = "the buffer";

    internal static FileStream Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return DurableFile.OpenRead(path);
    }

    internal static Stream Of(byte* bytes, int length) =>
        length == 0 ? System.IO.Stream.Null : new UnmanagedMemoryStream(bytes, length);

    internal static void CheckEndianness()
    {
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("Checkpoints are little-endian, and this processor is not.");
    }
}
