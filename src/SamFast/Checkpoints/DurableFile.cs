using System.Diagnostics;

namespace SamFast;

/// <summary>Atomic and durable files: complete or absent, also after a crash and with concurrent savers.</summary>
/// <remarks>A saver writes a temporary file beside the target, waits until it is on the disk, and renames it. Each temporary
/// file has a new name, so that savers do not collide. A saver at work holds its file open. The file of a saver that was killed
/// is open nowhere; the next saver in the same directory deletes it.</remarks>
internal static partial class DurableFile
{
    /// <summary>Short, so that any name that the file system allows can be saved.</summary>
    private const string Prefix = ".samfast.", Suffix = ".tmp";

    private const int BufferBytes = 1 << 16, MostAttempts = 40;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // A file that was modified a moment ago may be one that its saver has just created, and not locked yet.
    private static readonly TimeSpan s_moment = TimeSpan.FromMilliseconds(200);

    /// <summary>Saves a file. The old file remains at the path until the new one replaces it.</summary>
    /// <param name="path">The file; replaced if it exists. Links are followed.</param>
    /// <param name="length">The length of the file in bytes.</param>
    /// <param name="write">Writes the contents.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file is read-only, or its directory is not writable.</exception>
    internal static void Replace(string path, long length, Action<Stream> write)
    {
        try
        {
            string target = ResolveLinks(path);
            var old = Inspect(target);
            string directory = Path.GetDirectoryName(target)!;
            DeleteLeftovers(directory);
            Write(target, directory, old, length, write);
            FlushDirectory(directory);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new UnauthorizedAccessException($"'{path}' cannot be saved: {exception.Message}", exception);
        }
        catch (DirectoryNotFoundException exception)
        {
            throw new DirectoryNotFoundException($"'{path}' cannot be saved: its directory does not exist.", exception);
        }
        catch (IOException exception)
        {
            throw new IOException($"'{path}' cannot be saved: {exception.Message}", exception) { HResult = exception.HResult };
        }
    }

    /// <summary>Opens a file for reading, which may be replaced meanwhile.</summary>
    internal static FileStream OpenRead(string path)
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 1);
            }
            catch (Exception exception) when (attempt < MostAttempts && IsInUse(exception))
            {
                Thread.Sleep(attempt);
            }
        }
    }

    private static void Write(string target, string directory, OldFile? old, long length, Action<Stream> write)
    {
        var (temporary, stream) = Create(directory, old, length);
        bool isMoved = false;
        try
        {
            using (stream)
            {
                write(stream);
                if (old is not null)
                    Adopt(stream.SafeFileHandle, old);
                stream.Flush(flushToDisk: true);
                Move(temporary, target);
                isMoved = true;
            }
        }
        finally
        {
            if (!isMoved)
                Delete(temporary);
        }
    }

    /// <summary>Creates a new file without following links. It is held open, and shared with readers, until it is renamed:
    /// other savers recognize it by that.</summary>
    private static (string Path, FileStream Stream) Create(string directory, OldFile? old, long length)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.Read | FileShare.Delete,
            BufferSize = BufferBytes,
            PreallocationSize = length,
        };
        // The new file never has wider read permissions than the old one, not even temporarily.
        if (old is not null && !OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        for (int attempt = 0; ; attempt++)
        {
            string temporary = Path.Combine(directory, $"{Prefix}{Guid.NewGuid():N}{Suffix}");
            try
            {
                return (temporary, new FileStream(temporary, options));
            }
            catch (IOException exception) when (attempt < MostAttempts && IsInUse(exception))
            {
                // Somebody took it for a leftover before it was locked.
                Delete(temporary);
            }
            catch (UnauthorizedAccessException exception)
            {
                throw new UnauthorizedAccessException(
                    $"a file is replaced as a whole, and its directory '{directory}' is not writable. Obtain the permission to "
                    + "write there, or pass a stream.", exception);
            }
        }
    }

    /// <summary>Deletes files left by killed savers.</summary>
    private static void DeleteLeftovers(string directory)
    {
        if (!Directory.Exists(directory))
            return;
        var all = new EnumerationOptions { AttributesToSkip = 0, IgnoreInaccessible = true };
        foreach (string file in Directory.EnumerateFiles(directory, Prefix + "*" + Suffix, all))
        {
            try
            {
                var information = new FileInfo(file);
                if (!IsTemporary(information.Name) || information.LinkTarget is not null || IsOfThisMoment(information))
                    continue;
                // A saver that is at work has it open.
                using (new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1))
                {
                }

                File.Delete(file);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                Debug.WriteLine(exception);
            }
        }
    }

    private static bool IsOfThisMoment(FileInfo file) => DateTime.UtcNow - file.LastWriteTimeUtc < s_moment;

    private static bool IsTemporary(string name) => Guid.TryParseExact(name[Prefix.Length..^Suffix.Length], "N", out _);

    private static void Delete(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The earlier exception is the one to report; the next saver deletes the file.
            Debug.WriteLine(exception);
        }
    }

    /// <summary>True if another program has the file open and does not share it.</summary>
    private static bool IsInUse(Exception exception) => exception switch
    {
        UnauthorizedAccessException => OperatingSystem.IsWindows(), // it is being replaced
        FileNotFoundException or DirectoryNotFoundException => false,
        IOException => exception.HResult == InUse,
        _ => false,
    };
}
