namespace SamFast.Tests.Checkpoints;

/// <summary>Each file that cannot be loaded has a specific error and changes nothing.</summary>
public class RefusalTests
{
    private static readonly Layout s_layout = [new("w", [2, 3]), new("b", [1])];

    private readonly Traced _optimizer = new(s_layout);
    private readonly byte[] _file;
    private readonly string _header;
    private readonly byte[] _data;

    public RefusalTests()
    {
        _optimizer.Step(new float[7], [1, 2, 3, 4, 5, 6, 7]);
        _file = Driver.Save(_optimizer);
        (_header, _data) = Handmade.Parts(_file);
    }

    public static TheoryData<string, string, CheckpointProblem> Edits => new()
    {
        { "\"w.trace\"", "\"b.trace\"", CheckpointProblem.DuplicateKey },
        { "\"scalar.Decay\"", "\"scalar.LearningRate\"", CheckpointProblem.DuplicateKey },
        { "\"dtype\":\"F32\",\"shape\":[1]", "\"shape\":[1],\"shape\":[1]", CheckpointProblem.DuplicateKey },
        { "{\"__metadata__\"", "{\"__metadata__\":{},\"__metadata__\"", CheckpointProblem.DuplicateKey },
        { "[4,28]", "[0,24]", CheckpointProblem.Offsets },
        { "[4,28]", "[5,29]", CheckpointProblem.Offsets },
        { "[0,4]", "[0,8]", CheckpointProblem.Offsets },
        { "[4,28]", "[28,4]", CheckpointProblem.Offsets },
        { "[4,28]", "[4,9223372036854775807]", CheckpointProblem.Offsets },
        { "[2,3]", "[4294967296,4294967296,4294967296,4294967296]", CheckpointProblem.Offsets },
        { "[2,3],\"data_offsets\":[4,28]", "[1000000,1000000000],\"data_offsets\":[4,4000000000000004]", CheckpointProblem.Truncated },
        { "[4,28]", "[4,9223372036854775808]", CheckpointProblem.Header },
        { "[4,28]", "[-4,28]", CheckpointProblem.Header },
        { "[4,28]", "[4.0,28]", CheckpointProblem.Header },
        { "[4,28]", "[4]", CheckpointProblem.Header },
        { "[4,28]", "[4,28,28]", CheckpointProblem.Header },
        { "[4,28]", "\"4,28\"", CheckpointProblem.Header },
        { "{\"dtype\"", "{\"extra\":1,\"dtype\"", CheckpointProblem.Header },
        { "\"dtype\":\"F32\",", "", CheckpointProblem.Header },
        { "\"samfast\":\"2\"", "\"samfast\":1", CheckpointProblem.Header },
        { "\"samfast\":\"2\"", "\"samfast\":\"\\uD800\"", CheckpointProblem.Header },
        { "}}", "}}}", CheckpointProblem.Header },
        { "}}", "}", CheckpointProblem.Header },
        { "{\"__metadata__\"", " {\"__metadata__\"", CheckpointProblem.Header },
        { "{\"__metadata__\"", "/**/{\"__metadata__\"", CheckpointProblem.Header },
        { "{\"__metadata__\":{", "[\"__metadata__\",{", CheckpointProblem.Header },
        { "\"samfast\":\"2\"", "\"samfast\":\"3\"", CheckpointProblem.Version },
        { "\"samfast\":\"2\"", "\"samtast\":\"1\"", CheckpointProblem.Foreign },
        { "\"fingerprint\":\"", "\"fingerprint\":\"0", CheckpointProblem.OtherChain },
        { "\"layout\":\"", "\"layout\":\"0", CheckpointProblem.OtherLayout },
        { "\"w.trace\"", "\"v.trace\"", CheckpointProblem.OtherLayout },
        { "\"w.trace\"", "\"w.mu\"", CheckpointProblem.OtherLayout },
        { "[2,3]", "[3,2]", CheckpointProblem.Shape },
        { "[2,3]", "[6]", CheckpointProblem.Shape },
        { "\"F32\",\"shape\":[2,3]", "\"I32\",\"shape\":[2,3]", CheckpointProblem.DataType },
        { "\"F32\",\"shape\":[2,3]", "\"F99\",\"shape\":[2,3]", CheckpointProblem.DataType },
        { "\"scalar.StepCount\":\"1\"", "\"scalar.StepCount\":\"-1\"", CheckpointProblem.Value },
        { "\"scalar.StepCount\":\"1\"", "\"scalar.StepCount\":\"1.5\"", CheckpointProblem.Value },
        { "\"scalar.StepCount\":\"1\"", "\"other\":\"1\"", CheckpointProblem.Value },
        { "\"0.9\"", "\"1\"", CheckpointProblem.Value },
        { "\"0.9\"", "\"1e999\"", CheckpointProblem.Value },
        { "\"0.9\"", "\"NaN\"", CheckpointProblem.Value },
        { "\"0.9\"", "\"0x7ff8000000000000\"", CheckpointProblem.Value },
        { "\"0.9\"", "\"0xx\"", CheckpointProblem.Value },
        { "\"0.9\"", "\"\"", CheckpointProblem.Value },
    };

    [Theory, MemberData(nameof(Edits))]
    public void A_header_that_is_wrong_is_refused(string what, string instead, CheckpointProblem problem)
    {
        Assert.Contains(what, _header, StringComparison.Ordinal);
        string edited = _header[.._header.IndexOf(what, StringComparison.Ordinal)] + instead
            + _header[(_header.IndexOf(what, StringComparison.Ordinal) + what.Length)..];
        Refused(problem, Handmade.Signed(edited, _data));
    }

    [Fact]
    public void Every_bit_counts()
    {
        for (int bit = 0; bit < 8 * _file.Length; bit++)
        {
            byte[] flipped = [.. _file];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Refused(null, flipped);
        }

        byte[] changed = [.. _file];
        changed[^1] ^= 1;
        Refused(CheckpointProblem.Checksum, changed);
        Refused(CheckpointProblem.Checksum, Handmade.File(_header.Replace("0.9", "0.8", StringComparison.Ordinal), _data));
        Refused(CheckpointProblem.Checksum, Handmade.Signed(_header.Replace("headerChecksum", "headerchecksum", StringComparison.Ordinal), _data));
        Refused(CheckpointProblem.Checksum, Handmade.Signed(_header.Replace("dataChecksum", "datachecksum", StringComparison.Ordinal), _data));
    }

    [Fact]
    public void Every_byte_counts()
    {
        for (int length = 0; length < _file.Length; length++)
            Refused(CheckpointProblem.Truncated, _file[..length]);
        Refused(CheckpointProblem.Offsets, [.. _file, 0]);
    }

    [Theory]
    [InlineData(0ul)]
    [InlineData(1ul)]
    [InlineData(100_000_001ul)]
    [InlineData(ulong.MaxValue)]
    [InlineData(1ul << 63)]
    public void A_header_of_absurd_size_is_refused(ulong size)
    {
        BitConverter.TryWriteBytes(_file, size);
        Refused(CheckpointProblem.HeaderSize, _file);
    }

    [Fact]
    public void Announced_lengths_allocate_no_memory_before_the_data_arrives()
    {
        BitConverter.TryWriteBytes(_file, 100_000_000ul);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(CheckpointProblem.Truncated, Assert.Throws<CheckpointException>(() => _optimizer.Load(new Forward(_file))).Problem);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000);
    }

    [Fact]
    public void A_chain_is_recognized_under_any_class_name()
    {
        var again = new TracedAgain(s_layout);
        again.Load(_file);
        Assert.Equal(1, again.StepCount);
        Assert.Equal(CheckpointProblem.OtherChain, Assert.Throws<CheckpointException>(() => new Traced64(s_layout).Load(_file)).Problem);
        var other = Assert.Throws<CheckpointException>(() => new PlainAdamW(s_layout).Load(_file));
        Assert.Equal(CheckpointProblem.OtherChain, other.Problem);
        Assert.Contains("Trace", other.Message, StringComparison.Ordinal);
        Assert.Contains("ScaleByAdam", other.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_layout_is_refused_with_the_name_of_a_tensor()
    {
        Assert.Contains("'c.trace'", Problem(new Traced(Driver.Of(new("w", [2, 3]), new("c", [1]))), CheckpointProblem.OtherLayout), StringComparison.Ordinal);
        Assert.Contains("'b.trace'", Problem(new Traced(Driver.Of(new TensorShape("w", [2, 3]))), CheckpointProblem.OtherLayout), StringComparison.Ordinal);
        Assert.Contains("[2, 4]", Problem(new Traced(Driver.Of(new("w", [2, 4]), new("b", [1]))), CheckpointProblem.Shape), StringComparison.Ordinal);
        var (sgd, larger) = (new PlainSgd(2), new PlainSgd(3));
        Assert.Equal(CheckpointProblem.OtherLayout, Assert.Throws<CheckpointException>(() => larger.Load(Driver.Save(sgd))).Problem);
    }

    [Fact]
    public void Parameters_that_are_wanted_must_be_there()
    {
        Assert.Equal(CheckpointProblem.OtherLayout, Assert.Throws<CheckpointException>(() => _optimizer.Load(_file, new float[7])).Problem);
        Assert.Throws<ArgumentException>(() => _optimizer.Load(_file, new float[6]));
        Assert.Throws<ArgumentException>(() => Driver.Save(_optimizer, new float[6]));
        _optimizer.Load(Driver.Save(_optimizer, new float[7]));
    }

    [Fact]
    public void A_stream_is_left_behind_the_checkpoint()
    {
        using var stream = new MemoryStream([.. _file, .. _file, 42]);
        _optimizer.Load(stream);
        _optimizer.Load(stream);
        Assert.Equal(42, stream.ReadByte());
        new Traced(s_layout).Load(new Forward([.. _file, 42]));
    }

    private string Problem(Traced optimizer, CheckpointProblem problem)
    {
        var exception = Assert.Throws<CheckpointException>(() => optimizer.Load(_file));
        Assert.Equal(problem, exception.Problem);
        return exception.Message;
    }

    private void Refused(CheckpointProblem? problem, byte[] file)
    {
        var victim = new Traced(s_layout) { LearningRate = 0.7 };
        victim.Step(new float[7], [7, 6, 5, 4, 3, 2, 1]);
        byte[] before = Driver.Save(victim);
        foreach (var stream in (Stream[])[new MemoryStream(file), new Forward(file)])
        {
            // Streams may go on after the checkpoint.
            if (file.Length <= _file.Length)
                Check(problem, () => victim.Load(stream));
        }

        Check(problem, () => victim.Load(file));
        Assert.Equal(before, Driver.Save(victim));
    }

    private static void Check(CheckpointProblem? problem, Action load)
    {
        var exception = Assert.Throws<CheckpointException>(load);
        Assert.Equal(problem ?? exception.Problem, exception.Problem);
        Assert.NotEmpty(exception.Message);
    }
}
