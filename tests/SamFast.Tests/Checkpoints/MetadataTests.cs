namespace SamFast.Tests.Checkpoints;

/// <summary>A file carries the user's own entries, in the same atomic write.</summary>
public sealed class MetadataTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();
    private readonly Traced _optimizer = new(3);

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Saved_entries_are_returned_with_the_state_and_read_without_it()
    {
        var metadata = new Dictionary<string, string>
        {
            ["epoch"] = "17",
            ["best loss"] = "0.125",
            [""] = "",
            ["é \0 \n \" \\ 😀 \u2028"] = "模型 \uffff \t",
            ["format"] = "pt",
        };
        _optimizer.Save(_path, [1, 2, 3], metadata: metadata);
        Assert.Equal(Sorted(metadata), Sorted(Checkpoint.ReadMetadata(_path)));
        Assert.Equal(Sorted(metadata), Sorted(new Traced(3).Load(_path)));
        using var stream = File.OpenRead(_path);
        Assert.Equal(Sorted(metadata), Sorted(Checkpoint.ReadMetadata(stream)));
        Assert.Equal(Sorted(metadata), Sorted(Checkpoint.ReadMetadata(File.ReadAllBytes(_path))));
        Assert.Equal(Sorted(metadata), Sorted(new Parameters<float>(Layout.Of(3)).Load(_path)));
        Assert.Contains("\"epoch\":\"17\"", Handmade.Parts(File.ReadAllBytes(_path)).Header, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_entries_there_are_none()
    {
        _optimizer.Save(_path);
        Assert.Empty(Checkpoint.ReadMetadata(_path));
        Assert.Empty(_optimizer.Load(_path));
    }

    [Fact]
    public void The_order_of_the_entries_makes_no_difference()
    {
        _optimizer.Save(_path, metadata: new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" });
        byte[] file = File.ReadAllBytes(_path);
        _optimizer.Save(_path, metadata: new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" });
        Assert.Equal(file, File.ReadAllBytes(_path));
    }

    [Theory]
    [InlineData("samfast")]
    [InlineData("samfast.more")]
    [InlineData("headerChecksum")]
    [InlineData("dataChecksum")]
    [InlineData("fingerprint")]
    [InlineData("chain")]
    [InlineData("declaration")]
    [InlineData("layout")]
    [InlineData("scalar.LearningRate")]
    [InlineData("scalar.mine")]
    [InlineData("schedule.mine")]
    [InlineData("group.mine")]
    public void Reserved_keys_are_refused_with_the_remedy(string key)
    {
        var metadata = new Dictionary<string, string> { [key] = "1" };
        File.WriteAllText(_path, "old");
        Action[] saves =
        [
            () => _optimizer.Save(_path, metadata: metadata), () => _optimizer.Save(_path, names: StateNames.Torch, metadata: metadata),
            () => new Parameters<float>(Layout.Of(3)).Save(_path, metadata),
        ];
        foreach (var save in saves)
        {
            string message = Assert.Throws<ArgumentException>(save).Message;
            Assert.Contains(_path, message, StringComparison.Ordinal);
            Assert.Contains($"such as 'my.{key}'", message, StringComparison.Ordinal);
        }

        Assert.Equal("old", File.ReadAllText(_path));
    }

    [Fact]
    public void Entries_that_no_file_can_have_are_refused()
    {
        File.WriteAllText(_path, "old");
        foreach (var (key, value) in new (string, string?)[] { ("a", "\ud800"), ("\udc00", "a"), ("a", null) })
        {
            var metadata = new Dictionary<string, string> { [key] = value! };
            Assert.Contains(_path, Assert.Throws<ArgumentException>(() => _optimizer.Save(_path, metadata: metadata)).Message, StringComparison.Ordinal);
        }

        Assert.Equal("old", File.ReadAllText(_path));
    }

    [Fact]
    public void Files_of_other_programs_have_entries_too()
    {
        var metadata = new Dictionary<string, string> { ["epoch"] = "17", ["format"] = "pt" };
        var optimizer = new TorchLikeAdamW(3);
        optimizer.Save(_path, names: StateNames.Torch, metadata: metadata);
        Assert.Equal(Sorted(metadata), Sorted(Checkpoint.ReadMetadata(_path)));
        Assert.Equal(Sorted(metadata), Sorted(optimizer.Load(_path, names: StateNames.Torch)));
        metadata["format"] = "np";
        Assert.Throws<ArgumentException>(() => optimizer.Save(_path, names: StateNames.Torch, metadata: metadata));
        byte[] bare = Handmade.File("{\"w\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}", 1);
        Assert.Empty(Checkpoint.ReadMetadata(bare));
    }

    [Fact]
    public void A_header_that_was_changed_is_refused()
    {
        _optimizer.Save(_path, metadata: new Dictionary<string, string> { ["epoch"] = "17" });
        byte[] file = File.ReadAllBytes(_path);
        file[file.AsSpan().IndexOf("17"u8)] ^= 1;
        Assert.Equal(CheckpointProblem.Checksum, Assert.Throws<CheckpointException>(() => Checkpoint.ReadMetadata(file)).Problem);
    }

    private static (string, string)[] Sorted(IReadOnlyDictionary<string, string> metadata) =>
        [.. metadata.Select(entry => (entry.Key, entry.Value)).OrderBy(entry => entry.Key, StringComparer.Ordinal)];
}
