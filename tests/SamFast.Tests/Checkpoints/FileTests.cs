namespace SamFast.Tests.Checkpoints;

/// <summary>Files are replaced as a whole or not at all.</summary>
public sealed class FileTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("samfast").FullName;
    private readonly Traced _optimizer = new(3);

    private string Target => Path.Combine(_directory, "checkpoint.safetensors");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void A_file_is_written_replaced_and_loaded()
    {
        var parameters = new float[3];
        for (int step = 0; step < 3; step++)
        {
            _optimizer.Step(parameters, [1, 2, 3]);
            _optimizer.Save(Target, parameters);
            Assert.Equal([Target], Directory.GetFiles(_directory));
        }

        var loaded = new float[3];
        var other = new Traced(3);
        other.Load(Target, loaded);
        Assert.Equal(parameters, loaded);
        Assert.Equal(File.ReadAllBytes(Target), Driver.Save(other, loaded));
    }

    [Fact]
    public void A_path_without_a_directory_is_one_in_the_current_directory()
    {
        string name = $"samfast-{Guid.NewGuid():N}";
        try
        {
            _optimizer.Save(name);
            _optimizer.Load(name);
        }
        finally
        {
            File.Delete(name);
        }
    }

    [Fact]
    public void A_failed_save_keeps_the_old_file_and_leaves_no_other()
    {
        Directory.CreateDirectory(Target);
        Assert.ThrowsAny<Exception>(() => _optimizer.Save(Target));
        Assert.Empty(Directory.GetFiles(_directory));
        Assert.Throws<DirectoryNotFoundException>(() => _optimizer.Save(Path.Combine(_directory, "none", "file")));
        Assert.Throws<FileNotFoundException>(() => _optimizer.Load(Path.Combine(_directory, "none")));
    }

    [Fact]
    public void Foreign_files_that_end_in_tmp_are_left_alone()
    {
        string other = Path.Combine(_directory, "other");
        File.WriteAllText(other, "theirs");
        File.CreateSymbolicLink(Target + ".tmp", other);
        _optimizer.Save(Target);
        _optimizer.Load(Target);
        Assert.Equal("theirs", File.ReadAllText(other));
        Assert.Equal(other, new FileInfo(Target + ".tmp").LinkTarget);
    }
}
