using System.Reflection;

namespace SamFast.Tests.Parameters;

[Optimizer, AdamW(0.01, weightDecay: 0.1, DecayMask = "decay")]
internal sealed partial class DecaySome;

[Optimizer, Adam(0.01)]
internal sealed partial class DecayNone;

[Optimizer, AdamW(0.01, weightDecay: 0.1)]
internal sealed partial class DecayAll;

[Optimizer<double>, Sgd(0.1, momentum: 0.9, Mask = "decay")]
internal sealed partial class StepSome;

[Optimizer, Clip(0.5, Mask = "!decay, embedding"), ClipByGlobalNorm(1.0, Mask = "decay"), Trace(0.9), Sgd(0.1)]
internal sealed partial class ClipSome;

[Optimizer, Normalize(Mask = "decay"), Lamb(0.01, Mask = "!decay")]
internal sealed partial class NormsOfSome;

[Optimizer, Adam(0.01, Mask = "decay"), Freeze("!decay")]
internal sealed partial class FreezeLast;

/// <summary>Transforms that act on some of the tensors.</summary>
public class MaskTests
{
    private static readonly int[] s_lengths = [5000, 17, 0, 4096, 33];

    private static readonly Layout s_layout =
    [
        new("w1", [5000], "decay"), new("b1", [17]), new("empty", [0], "decay"), new("table", [4096], "embedding"),
        new("w2", [33], "decay"),
    ];

    private static readonly int s_length = s_layout.ParameterCount;

    [Fact]
    public void Weight_decay_with_a_mask_is_the_one_with_decay_there_and_the_one_without_elsewhere()
    {
        var some = Walk<float>(new DecaySome(s_layout));
        var (all, none) = (Walk<float>(new DecayAll(s_lengths)), Walk<float>(new DecayNone(s_lengths)));
        for (int i = 0, start = 0; i < s_layout.Count; start += s_lengths[i++])
        {
            var expected = s_layout[i].Group == "decay" ? all : none;
            Bits.AssertSame<float>(expected.AsSpan(start, s_lengths[i]), some.AsSpan(start, s_lengths[i]), s_layout[i].Name);
        }

        Assert.NotEqual(all, none);
    }

    [Fact]
    public void Outside_of_a_mask_the_update_passes_unchanged()
    {
        Layout layout = [new("in", [2], "decay"), new("out", [2])];
        var optimizer = new StepSome(layout);
        double[] parameters = [1, 1, 1, 1];
        optimizer.Step(parameters, [1, 2, 1, 2]);
        Assert.Equal([0.9, 0.8, 2, 3], parameters);
        optimizer.Step(parameters, [0, 0, 1, 1]);
        Assert.Equal([0.81, 0.62, 3, 4], parameters, (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void A_measure_counts_the_tensors_of_its_mask()
    {
        Layout layout = [new("in", [2], "decay"), new("out", [1]), new("also in", [1], "decay"), new("table", [1], "embedding")];
        float[] parameters = new float[5];
        new ClipSome(layout).Step(parameters, [6, 0, 100, 8, float.NaN]);
        Assert.Equal([-0.06f, 0, -0.05f, -0.08f, float.NaN], parameters, (a, b) => a.Equals(b) || Math.Abs(a - b) < 1e-7);
    }

    [Fact]
    public void Tensors_outside_a_mask_have_no_effect_on_those_inside()
    {
        var (clean, poisoned) = (new NormsOfSome(s_layout), new NormsOfSome(s_layout));
        float[] first = Vectors.Uniform<float>(s_length, 1), second = [.. first];
        for (int step = 0; step < 4; step++)
        {
            float[] gradients = Vectors.Uniform<float>(s_length, 2 + step);
            clean.Step(first, gradients);
            gradients.AsSpan(5000, 17 + 4096).Fill(step == 1 ? float.NaN : float.PositiveInfinity);
            poisoned.Step(second, gradients);
        }

        Bits.AssertSame<float>(first.AsSpan(0, 5000), second.AsSpan(0, 5000));
        Bits.AssertSame<float>(first.AsSpan(9113), second.AsSpan(9113));
    }

    [Fact]
    public void State_outside_of_a_mask_never_changes()
    {
        var optimizer = new FreezeLast(s_layout);
        float[] parameters = Vectors.Uniform<float>(s_length, 1);
        var start = parameters.ToArray();
        optimizer.Step(parameters, Enumerable.Repeat(float.NaN, s_length).ToArray());
        Assert.All(parameters[..5000], p => Assert.True(float.IsNaN(p)));
        Assert.Equal(start[5000..9113], parameters[5000..9113]);
        for (int slot = 0; slot < 2; slot++)
        {
            Assert.All(Slots.Of(optimizer, slot)[5008..(5008 + 32 + 4096)], m => Assert.Equal(0, m));
            Assert.All(Slots.Of(optimizer, slot)[..5000], m => Assert.True(float.IsNaN(m)));
        }
    }

    [Fact]
    public void A_group_that_the_layout_does_not_have_is_refused_with_those_it_has()
    {
        var exception = Assert.Throws<ArgumentException>(
            () => new DecaySome(Layout.Create([new("w", [3], "Decay"), new("b", [1], "bias")])));
        Assert.Equal("layout", exception.ParamName);
        Assert.StartsWith("This DecaySome is declared for the group 'decay', which the layout does not have: it has 'Decay', 'bias'.",
            exception.Message);
        Assert.Contains("'embedding'",
            Assert.Throws<ArgumentException>(() => new ClipSome(Layout.Create([new("w", [3], "decay")]))).Message);
    }

    [Fact]
    public void Made_without_a_layout_it_says_how_to_make_it()
    {
        // The build refuses the first two where it sees them.
        object[] ways = [10, (int[])[5, 5], Layout.Create([new("w", [10])])];
        Assert.All(ways, argument =>
        {
            var exception = Assert.IsType<ArgumentException>(Assert.Throws<TargetInvocationException>(
                () => Activator.CreateInstance(typeof(DecaySome), [argument])).InnerException);
            Assert.Contains("its tensors have no groups. Construct it with a layout with groups: Layout layout = [new(\"w\", [784, 128], \"decay\")",
                exception.Message);
        });
    }

    [Fact]
    public void Masked_optimizers_step_tensors_in_place_with_any_number_of_threads()
    {
        Func<IGradientOptimizer<float>>[] all = [() => new DecaySome(s_layout), () => new ClipSome(s_layout), () => new NormsOfSome(s_layout)];
        Assert.All(all, make => SameEverywhere(make, s_lengths));
    }

    /// <summary>The same bits on several threads and with <see cref="TensorBuffers{T}"/>.</summary>
    internal static void SameEverywhere(Func<IGradientOptimizer<float>> make, int[] lengths)
    {
        var expected = Walk(make(), lengths.Sum());
        foreach (int threads in (int[])[2, 5])
        {
            var optimizer = make();
            ((Optimizer<float>)optimizer).ThreadCount = threads;
            Bits.AssertSame<float>(expected, Walk(optimizer, lengths.Sum()), $"{threads} threads:");
        }

        var apart = Cut(Vectors.Uniform<float>(lengths.Sum(), 1));
        var scattered = make();
        var step = scattered.GetType().GetMethod("Step", [typeof(TensorBuffers<float>)])!;
        for (int number = 0; number < Steps; number++)
        {
            using var tensors = new TensorBuffers<float>(apart, Cut(Vectors.Uniform<float>(lengths.Sum(), 2 + number)));
            step.Invoke(scattered, [tensors]);
        }

        Bits.AssertSame<float>(expected, apart.SelectMany(tensor => tensor).ToArray(), "tensors:");

        float[][] Cut(float[] flat)
        {
            int start = 0;
            return [.. lengths.Select(length => flat[start..(start += length)])];
        }
    }

    private const int Steps = 4;

    private static T[] Walk<T>(IGradientOptimizer<T> optimizer) where T : unmanaged, System.Numerics.IFloatingPointIeee754<T> =>
        Walk(optimizer, s_length);

    private static T[] Walk<T>(IGradientOptimizer<T> optimizer, int length) where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        var parameters = Vectors.Uniform<T>(length, 1);
        for (int step = 0; step < Steps; step++)
            optimizer.Step(parameters, Vectors.Uniform<T>(length, 2 + step));
        return parameters;
    }
}
