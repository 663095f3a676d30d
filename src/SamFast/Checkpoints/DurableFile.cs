using System.Runtime.InteropServices;

namespace SamFast;

/// <summary>Files that are there as a whole or not at all, whatever happens.</summary>
internal static partial class DurableFile
{
    private const int Buffer = 1 << 16;

    /// <summary>Writes a temporary file beside the one that is meant, waits until it is on the disk, and gives it the
    /// other one's name.</summary>
    /// <param name="path">The file; replaced if it exists.</param>
    /// <param name="length">How long it will be.</param>
    /// <param name="write">Writes it.</param>
    internal static void Replace(string path, long length, Action<Stream> write)
    {
        string target = Path.GetFullPath(path);
        string temporary = target + ".tmp";
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            Share = FileShare.None,
            BufferSize = Buffer,
            PreallocationSize = length,
        };
        // Whoever has it open keeps it: two savers of one file cannot meet in it.
        var stream = new FileStream(temporary, options);
        try
        {
            using (stream)
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }

        FlushDirectory(Path.GetDirectoryName(target)!);
    }

    /// <summary>Waits until the new name is on the disk, where the system can.</summary>
    private static void FlushDirectory(string directory)
    {
        if (OperatingSystem.IsWindows())
            return;
        int descriptor = Open(directory, 0);
        if (descriptor < 0)
            return;
        _ = Flush(descriptor);
        _ = Close(descriptor);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Flush(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
