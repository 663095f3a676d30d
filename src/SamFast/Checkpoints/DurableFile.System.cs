using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace SamFast;

/// <summary>The parts that depend on the operating system.</summary>
internal static partial class DurableFile
{
    private const int MostLinks = 40, PathBytes = 4096;
    private const int MayWrite = 2, OfCurrentDirectory = -100, BasicStatus = 0x7ff;
    private const int TypeMask = 0xF000, RegularFile = 0x8000, ModeMask = 0xFFF;
    private const int IOError = 5;
    private const UnixFileMode AnyWrite = UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>The code of an exception for a file that somebody else has open.</summary>
    private static int InUse => OperatingSystem.IsWindows() ? unchecked((int)0x80070020) : OperatingSystem.IsLinux() ? 11 : 35;

    /// <summary>The file at the end of all links, which need not exist.</summary>
    private static string ResolveLinks(string path)
    {
        string full = Path.GetFullPath(path);
        if (OperatingSystem.IsWindows())
            return File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full;
        for (int links = 0; links < MostLinks; links++)
        {
            if (new FileInfo(full).LinkTarget is not { } link)
                return full;
            // Of a relative link, ".." is the directory where the link really is.
            string next = Path.Combine(Path.GetDirectoryName(full)!, link);
            full = Path.Combine(RealDirectory(Path.GetDirectoryName(next) ?? "/"), Path.GetFileName(next));
        }

        throw new IOException("its symbolic links form a cycle.");
    }

    private static unsafe string RealDirectory(string directory)
    {
        byte* real = stackalloc byte[PathBytes + 1];
        if (RealPath(directory, real) == 0)
            throw new DirectoryNotFoundException($"'{directory}': {Marshal.GetLastPInvokeErrorMessage()}");
        return Marshal.PtrToStringUTF8((nint)real)!;
    }

    /// <summary>Returns the file at the path; null if there is none.</summary>
    /// <exception cref="IOException">The path is not that of a file.</exception>
    /// <exception cref="UnauthorizedAccessException">It is read-only.</exception>
    private static OldFile? Inspect(string target)
    {
        if (Directory.Exists(target) || Path.GetFileName(target).Length == 0)
            throw new IOException("a directory has this path.");
        if (!File.Exists(target))
            return null;
        if (OperatingSystem.IsWindows())
        {
            return (File.GetAttributes(target) & FileAttributes.ReadOnly) == 0
                ? new OldFile(0, null)
                : throw ReadOnly();
        }

        var status = StatusOf(target);
        if (status is { } known && (known.Mode & TypeMask) != RegularFile)
            throw new IOException("it is a device, a pipe or a socket. Open it, and pass the stream.");
        var mode = status is { } s ? (UnixFileMode)(s.Mode & ModeMask) : File.GetUnixFileMode(target);
        return (mode & AnyWrite) != 0 && Access(target, MayWrite) == 0
            ? new OldFile(mode, status is { } owned ? (owned.User, owned.Group) : null)
            : throw ReadOnly();
    }

    private static UnauthorizedAccessException ReadOnly() =>
        new("the file is read-only. Delete it, or give yourself the permission to write it.");

    /// <summary>Sets the owner and the mode of a new file to those of the old one, as far as the system allows.</summary>
    private static void Adopt(SafeFileHandle file, OldFile old)
    {
        if (OperatingSystem.IsWindows())
            return;
        try
        {
            // An owner that cannot be kept may still leave the group.
            if (old.Owner is { } owner && ChangeOwner(file, owner.User, owner.Group) != 0)
                _ = ChangeOwner(file, uint.MaxValue, owner.Group);
            File.SetUnixFileMode(file, old.Mode);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            // The file system has no modes; otherwise, the owner alone may read the file.
            Debug.WriteLine(exception);
        }
    }

    /// <summary>Renames a file to its final name atomically, without copying.</summary>
    private static void Move(string temporary, string target)
    {
        if (!OperatingSystem.IsWindows())
        {
            if (Rename(temporary, target) != 0)
            {
                int error = Marshal.GetLastPInvokeError();
                throw new IOException($"it cannot be replaced ({Marshal.GetPInvokeErrorMessage(error)}).", error);
            }

            return;
        }

        for (int attempt = 0; ; attempt++)
        {
            try
            {
                File.Move(temporary, target, overwrite: true);
                return;
            }
            catch (Exception exception) when (attempt < MostAttempts && IsInUse(exception))
            {
                // There, a file cannot be replaced while somebody opens it.
                Thread.Sleep(attempt);
            }
        }
    }

    /// <summary>Waits until the new name is on the disk, if the system supports it.</summary>
    /// <exception cref="IOException">The disk is broken. The new file may or may not be there after a crash.</exception>
    private static void FlushDirectory(string directory)
    {
        if (OperatingSystem.IsWindows())
            return;
        int descriptor = Open(directory, 0);
        if (descriptor < 0)
            return;
        bool isBroken = Flush(descriptor) != 0 && Marshal.GetLastPInvokeError() == IOError;
        _ = Close(descriptor);
        if (isBroken)
            throw new IOException("the new file is in place, but the disk did not confirm its name.");
    }

    /// <summary>Type, mode and owner of a file, if the system provides them.</summary>
    private static Status? StatusOf(string path)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        try
        {
            return ExtendedStatus(OfCurrentDirectory, path, 0, BasicStatus, out var status) == 0 ? status : null;
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Flush(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "rename", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Rename(string from, string to);

    [LibraryImport("libc", EntryPoint = "access", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Access(string path, int mode);

    [LibraryImport("libc", EntryPoint = "fchown")]
    private static partial int ChangeOwner(SafeFileHandle file, uint user, uint group);

    [LibraryImport("libc", EntryPoint = "realpath", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static unsafe partial nint RealPath(string path, byte* real);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ExtendedStatus(int directory, string path, int flags, uint mask, out Status status);

    /// <summary>The beginning of <c>struct statx</c>, which is the same on all processors.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Status
    {
        [FieldOffset(20)]
        public uint User;

        [FieldOffset(24)]
        public uint Group;

        [FieldOffset(28)]
        public ushort Mode;
    }

    /// <summary>A file that is about to be replaced.</summary>
    /// <param name="Mode">The permissions; unused on Windows.</param>
    /// <param name="Owner">The owner, if known.</param>
    private sealed record OldFile(UnixFileMode Mode, (uint User, uint Group)? Owner);
}
