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
    public void What_fails_leaves_what_was_there_and_nothing_else()
    {
        Directory.CreateDirectory(Target);
        Assert.ThrowsAny<Exception>(() => _optimizer.Save(Target));
        Assert.Empty(Directory.GetFiles(_directory));
        Assert.Throws<DirectoryNotFoundException>(() => _optimizer.Save(Path.Combine(_directory, "none", "file")));
        Assert.Throws<FileNotFoundException>(() => _optimizer.Load(Path.Combine(_directory, "none")));
    }

    [Fact]
    public void Another_saver_of_the_same_file_is_not_disturbed()
    {
        _optimizer.Save(Target);
        using (new FileStream(Target + ".tmp", FileMode.Create, FileAccess.Write, FileShare.None))
            Assert.Throws<IOException>(() => _optimizer.Save(Target));
        _optimizer.Load(Target);
        _optimizer.Save(Target);
    }

    [Fact]
    public void A_file_that_was_left_half_written_is_in_nobodys_way()
    {
        File.WriteAllText(Target + ".tmp", new string('x', 10_000));
        _optimizer.Save(Target);
        _optimizer.Load(Target);
        Assert.Equal([Target], Directory.GetFiles(_directory));
    }
}
