using System.Buffers;
using System.Text.RegularExpressions;
using CsCheck;

namespace SamFast.Tests.Checkpoints;

/// <summary>Files that could not be loaded are not saved. SAMFAST_FILE_LAYOUTS sets the number of layouts.</summary>
public sealed class UnloadableTests : IDisposable
{
    private static readonly long s_layouts = Campaign.Of("SAMFAST_FILE_LAYOUTS", 3000L);

    private static readonly string[] s_pieces =
    [
        "a", "b", ".", "trace", "mu", "step", "exp_avg", "momentum_buffer", "saved", "__metadata__", "\ud800", "\udc00", "😀", "\0", "\n",
        "\"", "\\", "é", "\u2028", "\uffff", "\ufeff", "\u007f", "scalar.", "group.", "[0]", "/", " ", "{", "}",
    ];

    private readonly string _directory = Directory.CreateTempSubdirectory("samfast").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    public static TheoryData<string, string[]> Names => new()
    {
        { "__metadata__", ["__metadata__"] },
        { "__metadata__", ["w", "__metadata__"] },
        { "\\uD800", ["\\uD800"] },
        { "x\\uDC00y", ["a", "x\\uDC00y"] },
        { "a.trace", ["a", "a.trace"] },
        { "a.trace", ["a.trace", "a"] },
    };

    [Theory, MemberData(nameof(Names))]
    public void Names_that_no_file_can_have_are_refused_before_anything_is_written(string shown, string[] names)
    {
        // A test's arguments cannot be surrogates without their other half.
        Layout layout = [.. names.Select((name, i) => new TensorShape(Regex.Unescape(name), [i + 1]))];
        foreach (int length in (int[])[0, layout.ParameterCount])
        {
            string path = Path.Combine(_directory, "file");
            string message = Assert.Throws<ArgumentException>(() => new Traced(layout).Save(path, new float[length])).Message;
            Assert.Contains($"'{shown}'", message, StringComparison.Ordinal);
            Assert.Contains(path, message, StringComparison.Ordinal);
            Assert.Contains("Rename", message, StringComparison.Ordinal);
            using var stream = new MemoryStream();
            Assert.Throws<ArgumentException>(() => new Traced(layout).Save(stream, new float[length]));
            Assert.Equal(0, stream.Length);
        }

        Assert.Empty(Directory.GetFiles(_directory));
        if (shown != "a.trace")
            Assert.Throws<ArgumentException>(() => new Parameters<float>(layout).Save(Path.Combine(_directory, "file")));
        else
            new Parameters<float>(layout).Save(Path.Combine(_directory, "file"));
    }

    [Fact]
    public void Names_of_other_programs_collide_as_well()
    {
        Layout layout = [new("a", [1]), new("a.step", [2])];
        foreach (float[] parameters in (float[][])[[], new float[3]])
        {
            Assert.Contains("'a.step'", Assert.Throws<ArgumentException>(
                () => Driver.Save(new TorchLikeAdamW(layout), parameters, StateNames.Torch)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Groups_and_shapes_that_no_file_can_have_are_refused()
    {
        Layout grouped = [new("w", [1], "\ud800")], deep = [new("w", Enumerable.Repeat(1, 65).ToArray())];
        Assert.Contains("group of tensor 'w'", Assert.Throws<ArgumentException>(() => Driver.Save(new Traced(grouped))).Message, StringComparison.Ordinal);
        Assert.Contains("64 axes", Assert.Throws<ArgumentException>(() => Driver.Save(new Traced(deep))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_that_is_too_long_is_refused_before_anything_is_written()
    {
        var metadata = new Dictionary<string, string> { ["long"] = new string('x', 100_000_001) };
        string path = Path.Combine(_directory, "file");
        Assert.Contains(path, Assert.Throws<NotSupportedException>(() => new Traced(1).Save(path, metadata: metadata)).Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_directory));
    }

    [Fact]
    public void Parameters_that_change_while_they_are_saved_leave_the_old_file()
    {
        var optimizer = new Traced(1_000_000);
        var parameters = new float[1_000_000];
        var buffer = new Changing(() => parameters[^1]++);
        Assert.Contains("the buffer", Assert.Throws<InvalidOperationException>(() => optimizer.Save(buffer, parameters)).Message, StringComparison.Ordinal);
    }

    /// <summary>With and without parameters, in our own format and in another program's, in the middle of a period, too.</summary>
    [Fact]
    public void Every_saved_file_can_be_loaded()
    {
        long saved = 0, refused = 0;
        var names = Gen.Int[0, s_pieces.Length - 1].Array[1, 3].Select(pieces => string.Concat(pieces.Select(i => s_pieces[i])));
        var layouts = names.Array[1, 4].Where(all => all.Distinct().Count() == all.Length)
            .Select(all => Layout.Create([.. all.Select((name, i) => new TensorShape(name, [1 + (i % 2)], i == 1 ? "g" + name : null))]));
        Gen.Select(layouts, Gen.Int[0, 4], Gen.Bool).Sample(
            (layout, kind, hasParameters) =>
            {
                Optimizer<float> Make() => kind switch
                {
                    0 => new Traced(layout),
                    1 => new PlainSgd(layout),
                    2 => new Cyclic(layout),
                    3 => new TorchLikeAdamW(layout),
                    _ => new TorchLikeSgd(layout),
                };
                var stateNames = kind >= 3 ? StateNames.Torch : null;
                var optimizer = Make();
                float[] parameters = Driver.Start<float>(layout.ParameterCount), read = new float[layout.ParameterCount];
                Driver.Step(optimizer, parameters, 0);
                byte[] file;
                try
                {
                    file = Driver.Save(optimizer, hasParameters ? parameters : [], stateNames);
                }
                catch (ArgumentException)
                {
                    Interlocked.Increment(ref refused);
                    return;
                }

                Interlocked.Increment(ref saved);
                var other = Make();
                other.Load(file, hasParameters ? read : [], stateNames);
                Assert.Equal(file, Driver.Save(other, hasParameters ? read : [], stateNames));
                if (hasParameters)
                {
                    var weights = new Parameters<float>(layout);
                    weights.Load(file);
                    Bits.AssertSame<float>(parameters, weights.Values);
                }
            }, iter: s_layouts);
        Assert.True(saved > s_layouts / 10 && refused > s_layouts / 100, $"{saved} saved, {refused} refused");
    }

    /// <summary>A buffer that changes something when it is written to.</summary>
    private sealed class Changing(Action change) : IBufferWriter<byte>
    {
        private readonly ArrayBufferWriter<byte> _buffer = new();

        public void Advance(int count)
        {
            change();
            _buffer.Advance(count);
        }

        public Memory<byte> GetMemory(int sizeHint = 0) => _buffer.GetMemory(sizeHint);

        public Span<byte> GetSpan(int sizeHint = 0) => _buffer.GetSpan(sizeHint);
    }
}
