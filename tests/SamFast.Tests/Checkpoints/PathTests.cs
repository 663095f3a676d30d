using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SamFast.Tests.Checkpoints;

/// <summary>Links, modes, owners and names of the files that are saved.</summary>
public sealed partial class PathTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("samfast").FullName;
    private readonly Traced _optimizer = new(3);

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    public static TheoryData<string> Links =>
    [
        "absolute", "relative", "dangling", "of a link", "in a linked directory",
    ];

    [Theory, MemberData(nameof(Links))]
    public void Over_a_link_its_target_is_replaced(string kind)
    {
        string target = In("target"), link = In("link");
        Directory.CreateDirectory(In("far", "away"));
        if (kind != "dangling")
            File.WriteAllText(target, "old");
        switch (kind)
        {
            case "relative":
                File.CreateSymbolicLink(link, "target");
                break;
            case "of a link":
                File.CreateSymbolicLink(In("second"), target);
                File.CreateSymbolicLink(link, "second");
                break;
            case "in a linked directory":
                // ".." is relative to where the link really is: _directory/far/away.
                Directory.CreateSymbolicLink(In("near"), In("far", "away"));
                File.CreateSymbolicLink(In("far", "away", "link"), Path.Combine("..", "..", "target"));
                link = In("near", "link");
                break;
            default:
                File.CreateSymbolicLink(link, target);
                break;
        }

        string? before = new FileInfo(link).LinkTarget;
        for (int i = 0; i < 2; i++)
            _optimizer.Save(link);
        Assert.NotNull(before);
        Assert.Equal(before, new FileInfo(link).LinkTarget);
        Assert.Null(new FileInfo(target).LinkTarget);
        _optimizer.Load(target);
        _optimizer.Load(link);
    }

    [Fact]
    public void Links_in_a_circle_are_refused()
    {
        File.CreateSymbolicLink(In("a"), In("b"));
        File.CreateSymbolicLink(In("b"), In("a"));
        Assert.Contains(In("a"), Assert.ThrowsAny<IOException>(() => _optimizer.Save(In("a"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("600")]
    [InlineData("640")]
    [InlineData("755")]
    [InlineData("606")]
    public void The_mode_of_the_old_file_is_kept(string octal)
    {
        if (OperatingSystem.IsWindows())
            return;
        var mode = (UnixFileMode)Convert.ToInt32(octal, 8);
        File.WriteAllText(In("file"), "old");
        File.SetUnixFileMode(In("file"), mode);
        _optimizer.Save(In("file"));
        Assert.Equal(mode, File.GetUnixFileMode(In("file")));
        new Parameters<float>(Layout.Of(3)).Save(In("file"));
        Assert.Equal(mode, File.GetUnixFileMode(In("file")));
    }

    [Fact]
    public void A_new_file_has_the_mode_of_any_new_file_of_the_process()
    {
        if (OperatingSystem.IsWindows())
            return;
        File.WriteAllText(In("other"), "");
        _optimizer.Save(In("file"));
        Assert.Equal(File.GetUnixFileMode(In("other")), File.GetUnixFileMode(In("file")));
    }

    [Fact]
    public void Root_leaves_a_file_to_its_owner()
    {
        if (!OperatingSystem.IsLinux())
            return;
        const uint Somebody = 12345;
        File.WriteAllText(In("file"), "old");
        // Who is not root cannot give a file away; it then stays its own.
        _ = ChangeOwner(In("file"), Somebody, Somebody);
        string before = Status("%u:%g", In("file"));
        _optimizer.Save(In("file"));
        Assert.Equal(before, Status("%u:%g", In("file")));
    }

    public static TheoryData<string> Names =>
    [
        new string('n', 252), new string('n', 255), new string('模', 85), "é 😀 \u2028.safetensors", "a\\b", "name\nof two lines",
    ];

    [Theory, MemberData(nameof(Names))]
    public void Every_name_that_the_file_system_allows_can_be_saved(string name)
    {
        if (OperatingSystem.IsWindows())
            return;
        for (int i = 0; i < 2; i++)
            _optimizer.Save(In(name));
        _optimizer.Load(In(name));
        Assert.Equal([In(name)], Directory.GetFiles(_directory));
    }

    [Fact]
    public void A_name_that_is_too_long_is_an_error_that_names_the_file()
    {
        string path = In(new string('n', 256));
        Assert.Contains(path, Assert.ThrowsAny<IOException>(() => _optimizer.Save(path)).Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_directory));
    }

    [Fact]
    public void A_read_only_file_is_not_modified()
    {
        File.WriteAllText(In("file"), "old");
        File.SetAttributes(In("file"), FileAttributes.ReadOnly);
        try
        {
            string message = Assert.Throws<UnauthorizedAccessException>(() => _optimizer.Save(In("file"))).Message;
            Assert.Contains(In("file"), message, StringComparison.Ordinal);
            Assert.Contains("read-only", message, StringComparison.Ordinal);
            Assert.Equal("old", File.ReadAllText(In("file")));
            Assert.Equal([In("file")], Directory.GetFiles(_directory));
        }
        finally
        {
            File.SetAttributes(In("file"), FileAttributes.Normal);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("old")]
    public void A_directory_without_permission_is_an_error_that_names_the_file(string old)
    {
        if (OperatingSystem.IsWindows())
            return;
        string directory = In("closed"), path = Path.Combine(directory, "file");
        Directory.CreateDirectory(directory);
        File.SetUnixFileMode(_directory, (UnixFileMode)0b111_111_111);
        if (old.Length > 0)
        {
            File.WriteAllText(path, old);
            File.SetUnixFileMode(path, (UnixFileMode)0b110_110_110);
        }

        File.SetUnixFileMode(directory, (UnixFileMode)0b101_101_101);
        using var process = SavingProcess.Start("as-nobody", path);
        string[] lines = process.StandardOutput.ReadToEnd().Trim().Split('\n');
        process.WaitForExit();
        Assert.Equal(nameof(DirectoryNotFoundException), lines[0]);
        Assert.StartsWith($"UnauthorizedAccessException '{path}' cannot be saved", lines[1], StringComparison.Ordinal);
        Assert.Contains($"directory '{directory}'", lines[1], StringComparison.Ordinal);
        Assert.Equal(old.Length > 0 ? [path] : [], Directory.GetFiles(directory));
        if (old.Length > 0)
            Assert.Equal(old, File.ReadAllText(path));
    }

    [Fact]
    public void Neither_a_pipe_nor_a_directory_is_replaced_by_a_file()
    {
        if (!OperatingSystem.IsLinux())
            return;
        Assert.Equal(0, MakePipe(In("pipe"), 0x1FF));
        Directory.CreateDirectory(In("directory"));
        foreach (string path in (string[])[In("pipe"), In("directory"), In("directory") + "/"])
            Assert.Contains(path, Assert.Throws<IOException>(() => _optimizer.Save(path)).Message, StringComparison.Ordinal);
        Assert.Equal("fifo", Status("%F", In("pipe")));
        Assert.Equal([In("pipe")], Directory.GetFiles(_directory));
    }

    [Fact]
    public void Every_error_names_the_file()
    {
        string missing = In("none"), broken = In("broken");
        File.WriteAllText(broken, "{}");
        Action[] actions =
        [
            () => _optimizer.Load(missing), () => new Parameters<float>(Layout.Of(3)).Load(missing), () => Checkpoint.ReadMetadata(missing),
            () => _optimizer.Save(Path.Combine(missing, "file")), () => new Parameters<float>(Layout.Of(3)).Save(Path.Combine(missing, "file")),
            () => _optimizer.Save(missing, new float[2]), () => _optimizer.Load(broken, new float[2]),
            () => new Traced(Driver.Of(new TensorShape("__metadata__", [1]))).Save(missing),
            () => new Declarations.FlushingMemory(3).Save(missing, names: StateNames.Torch),
            () => new Declarations.FlushingMemory(3).Load(broken, names: StateNames.Torch),
            () => _optimizer.Load(broken), () => new Parameters<float>(Layout.Of(3)).Load(broken), () => Checkpoint.ReadMetadata(broken),
        ];
        foreach (var action in actions)
            Assert.Contains(_directory, Assert.ThrowsAny<Exception>(action).Message, StringComparison.Ordinal);
        Assert.Equal(broken, Assert.Throws<CheckpointException>(() => _optimizer.Load(broken)).FileName);
        Assert.Equal([broken], Directory.GetFiles(_directory));
    }

    private string In(params string[] names) => Path.Combine([_directory, .. names]);

    private static string Status(string format, string path)
    {
        using var process = Process.Start(new ProcessStartInfo("stat", ["-c", format, path]) { RedirectStandardOutput = true })!;
        string status = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return status;
    }

    [LibraryImport("libc", EntryPoint = "chown", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeOwner(string path, uint user, uint group);

    [LibraryImport("libc", EntryPoint = "mkfifo", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakePipe(string path, uint mode);
}
