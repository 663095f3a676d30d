using System.Buffers;
using System.Text;

namespace SamFast.Tests.Checkpoints;

/// <summary>Parameters are saved and loaded without an optimizer.</summary>
public sealed class WeightsTests : IDisposable
{
    private static readonly Layout s_layout = [new("w", [2, 3], "decay"), new("none", [0, 2]), new("b", [1])];

    private readonly string _directory = Directory.CreateTempSubdirectory("samfast").FullName;
    private readonly Parameters<float> _weights = s_layout.Allocate<float>();

    public WeightsTests()
    {
        for (int i = 0; i < 7; i++)
            _weights.Values[i] = i + 1.5f;
    }

    private string Target => Path.Combine(_directory, "weights.safetensors");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Weights_come_back_from_files_streams_and_buffers()
    {
        _weights.Save(Target, new Dictionary<string, string> { ["epoch"] = "3" });
        Assert.Equal([Target], Directory.GetFiles(_directory));
        using var stream = new MemoryStream();
        _weights.Save(stream);
        var buffer = new ArrayBufferWriter<byte>();
        _weights.Save(buffer);
        Assert.Equal(stream.ToArray(), buffer.WrittenSpan.ToArray());

        Func<Parameters<float>, object>[] loads =
        [
            read => Assert.Single(read.Load(Target)), read => read.Load(buffer.WrittenSpan), read => read.Load(new MemoryStream(stream.ToArray())),
            read => read.Load(new Forward([.. buffer.WrittenSpan, 42])),
        ];
        foreach (var load in loads)
        {
            var read = s_layout.Allocate<float>();
            load(read);
            Bits.AssertSame<float>(_weights.Values, read.Values);
        }
    }

    [Fact]
    public void Weights_load_from_the_checkpoint_of_an_optimizer()
    {
        var optimizer = new PlainAdamW(s_layout);
        optimizer.Step(_weights.Values, new float[7]);
        optimizer.Save(Target, _weights.Values);
        var read = s_layout.Allocate<float>();
        read.Load(Target);
        Bits.AssertSame<float>(_weights.Values, read.Values);

        // Whatever the groups, and in any order.
        var other = Driver.Of(new("b", [1], "decay"), new("w", [2, 3]), new("none", [0, 2])).Allocate<float>();
        other.Load(Target);
        Bits.AssertSame<float>(_weights.Span("w"), other.Span("w"));
        Bits.AssertSame<float>(_weights.Span("b"), other.Span("b"));

        new TorchLikeAdamW(s_layout).Save(Target, _weights.Values, StateNames.Torch);
        read.Values.Clear();
        read.Load(Target);
        Bits.AssertSame<float>(_weights.Values, read.Values);
    }

    [Fact]
    public void An_optimizer_says_that_a_file_of_weights_has_no_state()
    {
        _weights.Save(Target);
        var exception = Assert.Throws<CheckpointException>(() => new PlainAdamW(s_layout).Load(Target, new float[7]));
        Assert.Contains("Parameters<T>.Load", exception.Message, StringComparison.Ordinal);
        Assert.Equal(Target, exception.FileName);
    }

    [Fact]
    public void A_checkpoint_without_parameters_says_so()
    {
        new PlainAdamW(s_layout).Save(Target);
        string message = Refused(Target, CheckpointProblem.OtherLayout);
        Assert.Contains("The file has no parameters", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("F64")]
    [InlineData("F32")]
    [InlineData("F16")]
    [InlineData("BF16")]
    public void Numbers_of_other_programs_are_converted(string type)
    {
        double[] values = [1, -2, 0.5, 65504, double.PositiveInfinity, -0.0];
        byte[] file = Foreign(type, [.. values.SelectMany(value => Bytes(type, value))], "[2,3]");
        var layout = Driver.Of(new TensorShape("w", [2, 3]));
        var (single, wide) = (layout.Allocate<float>(), layout.Allocate<double>());
        single.Load(file);
        wide.Load(file);
        double[] expected = type == "BF16" ? [1, -2, 0.5, 65280, double.PositiveInfinity, -0.0] : values;
        Bits.AssertSame<double>(expected, wide.Values);
        Bits.AssertSame<float>(expected.Select(value => (float)value).ToArray(), single.Values);
    }

    [Fact]
    public void Numbers_between_two_of_float_are_rounded_and_those_beyond_it_refused()
    {
        var read = Driver.Of(new TensorShape("w", [1])).Allocate<float>();
        read.Load(Foreign("F64", BitConverter.GetBytes(0.1), "[1]"));
        Assert.Equal(0.1f, read.Values[0]);
        var exception = Assert.Throws<CheckpointException>(() => read.Load(Foreign("F64", BitConverter.GetBytes(1e39), "[1]")));
        Assert.Equal(CheckpointProblem.Value, exception.Problem);
        Assert.Contains("'w'", exception.Message, StringComparison.Ordinal);
        Assert.Equal(0.1f, read.Values[0]);
    }

    [Theory]
    [InlineData("I32", "[1]", CheckpointProblem.DataType, "I32")]
    [InlineData("F32", "[1,1]", CheckpointProblem.Shape, "[1, 1]")]
    [InlineData("F32", "[]", CheckpointProblem.Shape, "[]")]
    public void Values_that_cannot_be_converted_are_refused(string type, string shape, CheckpointProblem problem, string said)
    {
        var read = Driver.Of(new TensorShape("w", [1])).Allocate<float>();
        var exception = Assert.Throws<CheckpointException>(() => read.Load(Foreign(type, new byte[4], shape)));
        Assert.Equal(problem, exception.Problem);
        Assert.Contains(said, exception.Message, StringComparison.Ordinal);
        Assert.StartsWith("the buffer: ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tensors_that_are_missing_or_too_many_are_refused_by_name()
    {
        _weights.Save(Target);
        Layout more = [.. s_layout, new("head", [2])], fewer = [s_layout[0], s_layout[1]];
        Assert.Contains("'head'", Assert.Throws<CheckpointException>(() => more.Allocate<float>().Load(Target)).Message, StringComparison.Ordinal);
        Assert.Contains("'b'", Assert.Throws<CheckpointException>(() => fewer.Allocate<float>().Load(Target)).Message, StringComparison.Ordinal);
        var part = fewer.Allocate<float>();
        part.Load(Target, skipsOthers: true);
        Bits.AssertSame<float>(_weights.Values[..6], part.Values);
    }

    [Fact]
    public void Nothing_is_modified_unless_the_whole_file_is_right()
    {
        _weights.Save(Target);
        byte[] file = File.ReadAllBytes(Target);
        for (int i = 0; i < file.Length; i++)
        {
            byte[] damaged = [.. file];
            damaged[i] ^= 4;
            Unmodified(() => _weights.Load(damaged));
            Unmodified(() => _weights.Load(file.AsSpan(0, i)));
        }
    }

    [Fact]
    public void Other_types_are_refused()
    {
        Assert.Throws<NotSupportedException>(() => new Parameters<int>(s_layout).Save(Target));
        Assert.Throws<NotSupportedException>(() => new Parameters<int>(s_layout).Load(new byte[100]));
        Assert.Empty(Directory.GetFiles(_directory));
    }

    /// <summary>The reference implementation reads the file as <c>numpy.frombuffer(data, dtype)[begin:end].reshape(shape)</c>.
    /// </summary>
    [Fact]
    public void A_file_of_weights_is_a_safetensors_file()
    {
        _weights.Save(Target);
        var (header, data) = Handmade.Parts(File.ReadAllBytes(Target));
        Assert.Contains("\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}", header, StringComparison.Ordinal);
        Assert.Contains("\"w\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[4,28]}", header, StringComparison.Ordinal);
        Assert.Equal(Handmade.Data(7.5f, 1.5f, 2.5f, 3.5f, 4.5f, 5.5f, 6.5f), data);
    }

    private string Refused(string path, CheckpointProblem problem)
    {
        float[] before = _weights.Values.ToArray();
        var exception = Assert.Throws<CheckpointException>(() => _weights.Load(path));
        Assert.Equal(problem, exception.Problem);
        Bits.AssertSame<float>(before, _weights.Values);
        return exception.Message;
    }

    private void Unmodified(Action load)
    {
        float[] before = _weights.Values.ToArray();
        Assert.StartsWith("the buffer: ", Assert.Throws<CheckpointException>(load).Message, StringComparison.Ordinal);
        Bits.AssertSame<float>(before, _weights.Values);
    }

    private static byte[] Foreign(string type, byte[] data, string shape) => Handmade.File(
        new StringBuilder("{\"w\":{\"dtype\":\"").Append(type).Append("\",\"shape\":").Append(shape).Append(",\"data_offsets\":[0,")
            .Append(data.Length).Append("]},\"__metadata__\":{\"format\":\"pt\"}}").ToString(), data);

    private static byte[] Bytes(string type, double value) => type switch
    {
        "F64" => BitConverter.GetBytes(value),
        "F32" => BitConverter.GetBytes((float)value),
        "F16" => BitConverter.GetBytes((Half)value),
        _ => BitConverter.GetBytes((ushort)(BitConverter.SingleToUInt32Bits((float)value) >> 16)),
    };
}
