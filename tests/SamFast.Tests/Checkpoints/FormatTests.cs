using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace SamFast.Tests.Checkpoints;

/// <summary>Checkpoints are safetensors files, byte by byte: github.com/huggingface/safetensors, "Format".</summary>
public class FormatTests
{
    private static readonly Layout s_layout = [new("w", [2, 3]), new("b", [1])];

    [Fact]
    public void The_checksum_is_that_of_the_check_value() => Assert.Equal("e3069283", Handmade.Checksum("123456789"u8));

    [Fact]
    public void A_file_is_this_byte_by_byte()
    {
        var optimizer = new Traced(s_layout);
        var parameters = new float[7];
        optimizer.Step(parameters, [1, 2, 3, 4, 5, 6, 7]);
        optimizer.LearningRate = 0.25;
        string header = """{"__metadata__":{"headerChecksum":"00000000","dataChecksum":"00000000","samfast":"2","fingerprint":"FINGERPRINT","chain":"CHAIN","declaration":"float\nTrace; slot trace; decay; nesterov = false\nScaleByLearningRate; learningRate; flipSign = true","layout":"LAYOUT","scalar.StepCount":"1","scalar.Decay":"0.9","scalar.LearningRate":"0.25"},"b.trace":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"w.trace":{"dtype":"F32","shape":[2,3],"data_offsets":[4,28]}}"""
            .Replace("FINGERPRINT", Traced.Plan.Fingerprint, StringComparison.Ordinal)
            .Replace("CHAIN", Traced.Plan.Summary, StringComparison.Ordinal)
            .Replace("LAYOUT", Metadata(optimizer, "layout"), StringComparison.Ordinal);
        header = header.PadRight((header.Length + 8 + 63) / 64 * 64 - 8);

        Assert.Equal(Handmade.Signed(header, Handmade.Data(7f, 1, 2, 3, 4, 5, 6)), Driver.Save(optimizer));
    }

    [Fact]
    public void A_file_made_by_hand_is_loaded()
    {
        var optimizer = new Traced(s_layout);
        string header = $$"""
            {
              "w.trace": { "shape": [ 2, 3 ], "data_offsets": [ 0, 24 ], "dtype": "F32" },
              "b\u002Etrace": { "dtype": "F32", "shape": [ 1 ], "data_offsets": [ 24, 28 ] },
              "__metadata__": {
                "scalar.StepCount": "41", "scalar.Decay": "5E-1", "scalar.LearningRate": "0.1", "more": "é",
                "samfast": "1", "headerChecksum":"00000000", "dataChecksum":"00000000",
                "fingerprint": "{{Traced.Plan.Fingerprint}}", "layout": "{{Metadata(optimizer, "layout")}}"
              }
            }   
            """;

        optimizer.Load(Handmade.Signed(header, Handmade.Data(1f, 2, 3, 4, 5, 6, 7)));
        Assert.Equal(41, optimizer.StepCount);
        Assert.Equal(0.5, optimizer.Decay);
        Assert.Equal<float>([1, 2, 3, 4, 5, 6], optimizer.Slot("trace").ToArray("w"));
        Assert.Equal<float>([7], optimizer.Slot("trace").ToArray("b"));
    }

    [Theory, MemberData(nameof(All))]
    public void Every_file_keeps_the_rules(Type optimizer) => Declared.Visit(optimizer, new RulesCheck());

    public static TheoryData<Type> All => Driver.All;

    [Fact]
    public void Names_of_any_kind_come_back()
    {
        Layout layout = [new("a\"b\\c\n", [2]), new("模型.層/0 é😀", [1]), new("__metadata", [1])];
        var (optimizer, other) = (new Traced(layout), new Traced(layout));
        optimizer.Step(new float[4], [1, 2, 3, 4]);
        other.Load(Driver.Save(optimizer));
        Assert.Equal<float>([3], other.Slot("trace").ToArray("模型.層/0 é😀"));
    }

    [Fact]
    public void A_tensor_that_is_called_like_a_slot_of_another_is_refused()
    {
        var optimizer = new Traced(Driver.Of(new("w", [1]), new("w.trace", [1])));
        Assert.Contains("'w.trace'", Assert.Throws<ArgumentException>(() => Driver.Save(optimizer, new float[2])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.Epsilon)]
    [InlineData(0.1 + 0.2)]
    [InlineData(double.MaxValue)]
    [InlineData(1e22)]
    public void Scalars_are_exact(double value)
    {
        var (optimizer, other) = (new PlainSgd64(2) { LearningRate = value }, new PlainSgd64(2));
        other.Load(Driver.Save(optimizer));
        Assert.Equal(BitConverter.DoubleToInt64Bits(value), BitConverter.DoubleToInt64Bits(other.LearningRate));
    }

    [Fact]
    public void Tensors_are_found_by_their_names_in_any_order()
    {
        var (optimizer, other) = (new Traced(s_layout), new Traced(Driver.Of(s_layout[1], s_layout[0])));
        optimizer.Step(new float[7], [1, 2, 3, 4, 5, 6, 7]);
        var parameters = new float[7];
        other.Load(Driver.Save(optimizer, [11, 12, 13, 14, 15, 16, 17]), parameters);
        Assert.Equal<float>([7], other.Slot("trace").ToArray("b"));
        Assert.Equal<float>([17, 11, 12, 13, 14, 15, 16], parameters);
    }

    private static string Metadata<T>(Optimizer<T> optimizer, string key) where T : unmanaged
    {
        using var json = JsonDocument.Parse(Handmade.Parts(Driver.Save(optimizer)).Header);
        return json.RootElement.GetProperty("__metadata__").GetProperty(key).GetString()!;
    }

    private sealed class RulesCheck : Declared.ICheck
    {
        public void Run<T>(Type type) where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
        {
            var optimizer = Driver.Make<T>(type);
            var parameters = Driver.Start<T>(optimizer.ParameterCount);
            Driver.Steps(optimizer, parameters, 0, 1);
            byte[] file = Driver.Save(optimizer, parameters);
            long header = BinaryPrimitives.ReadInt64LittleEndian(file);
            Assert.Equal(0, (8 + header) % 64);
            Assert.Equal((byte)'{', file[8]);

            using var json = JsonDocument.Parse(file.AsMemory(8, (int)header));
            long end = 0;
            var read = new HashSet<string>();
            foreach (var tensor in json.RootElement.EnumerateObject().Where(t => t.Name != "__metadata__"))
            {
                Assert.True(read.Add(tensor.Name));
                int bytes = tensor.Value.GetProperty("dtype").GetString() switch { "F64" => 8, "F32" => 4, "BF16" => 2, _ => 0 };
                long begin = tensor.Value.GetProperty("data_offsets")[0].GetInt64();
                Assert.Equal(end, begin);
                Assert.Equal(0, begin % bytes);
                end = tensor.Value.GetProperty("data_offsets")[1].GetInt64();
                long elements = tensor.Value.GetProperty("shape").EnumerateArray().Aggregate(1L, (product, d) => product * d.GetInt64());
                Assert.Equal(elements * bytes, end - begin);
            }

            Assert.Equal(file.Length, 8 + header + end);
            Assert.All(json.RootElement.GetProperty("__metadata__").EnumerateObject(), m => Assert.Equal(JsonValueKind.String, m.Value.ValueKind));
            Assert.All(optimizer.Layout, tensor => Assert.Contains(tensor.Name, read));
            var w1 = json.RootElement.GetProperty("w1").GetProperty("data_offsets");
            var data = file.AsSpan((int)(8 + header + w1[0].GetInt64()), 35 * System.Runtime.CompilerServices.Unsafe.SizeOf<T>());
            Bits.AssertSame<T>(parameters.AsSpan(0, 35), MemoryMarshal.Cast<byte, T>(data));
        }
    }
}
