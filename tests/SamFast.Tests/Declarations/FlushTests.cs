using System.Numerics;
using System.Runtime.InteropServices;

namespace SamFast.Tests.Declarations;

/// <summary>FlushBelow: state below a threshold is 0, in memory and in the rest of the step.</summary>
[Collection(AllocationTests.Alone)]
public class FlushTests
{
    private const int Length = 40_003;

    public static TheoryData<Type> Steppers =>
    [
        typeof(FlushingAdamW), typeof(FlushingClippedTrace), typeof(FlushingLamb), typeof(FlushingLion), typeof(FlushingSam2),
        typeof(FlushingSam), typeof(FlushingKeptSam),
    ];

    [Fact]
    public void Floats_below_the_threshold_are_stored_as_0_and_the_others_bit_for_bit() =>
        AssertFlushed(new FlushingMemory(Values(1e-30f).Length), Values(1e-30f), 1e-30f);

    [Fact]
    public void Doubles_below_the_threshold_are_stored_as_0_and_the_others_bit_for_bit() =>
        AssertFlushed(new FlushingMemory64(Values(1e-300).Length), Values(1e-300), 1e-300);

    [Fact]
    public void NaN_and_infinities_are_kept()
    {
        float[] values = [float.NaN, -float.NaN, float.PositiveInfinity, float.NegativeInfinity, BitConverter.UInt32BitsToSingle(0xFFC0_1234)];
        Assert.Equal(Raw(values), Raw(Slots.Of(Stepped(new FlushingMemory(5), values), 0)));
    }

    [Fact]
    public void A_small_negative_value_becomes_0_and_one_at_the_threshold_stays() =>
        Assert.Equal(
            Raw([0f, -1e-30f, 0f]),
            Raw(Slots.Of(Stepped(new FlushingMemory(3), [MathF.BitIncrement(-1e-30f), -1e-30f, -float.Epsilon]), 0)));

    [Fact]
    public void The_step_uses_the_flushed_state()
    {
        float[] values = Values(1e-30f), parameters = new float[values.Length];
        var optimizer = new FlushingMemory(values.Length);
        optimizer.Step(parameters, values);
        Bits.AssertSame<float>(Slots.Of(optimizer, 0), parameters);
    }

    [Fact]
    public void A_later_sweep_uses_it_too()
    {
        // The norm is 4 after flushing; with the flushed elements, it would be 4.03.
        var parameters = new float[3];
        var optimizer = new FlushingClippedMemory(3);
        optimizer.Step(parameters, [4, 0.49f, -0.1f]);
        Assert.Equal([1f, 0f, 0f], parameters);
        Assert.Equal([4f, 0f, 0f], Slots.Of(optimizer, 0));
    }

    [Fact]
    public void A_slot_in_bfloat16_is_flushed_before_it_is_rounded()
    {
        // Both of the first two are 0.5 in bfloat16.
        var optimizer = new FlushingSmallMemory(4);
        optimizer.Step(new float[4], [0.4999f, 0.5001f, -0.4999f, float.NaN]);
        Assert.Equal([0f, 0.5f, 0f, float.NaN], Slots.OfBFloat16(optimizer, 0));
    }

    [Fact]
    public void Momentum_is_the_scalar_one_bit_for_bit()
    {
        AssertMomentum(new FlushingMomentum(Values(1e-30f).Length), 1e-30f);
        AssertMomentum(new FlushingMomentum64(Values(1e-300).Length), 1e-300);
    }

    [Fact]
    public void The_moments_of_Adam_are_the_scalar_ones_bit_for_bit()
    {
        AssertMoments(new FlushingAdam(Values(1e-30f).Length), 1e-30f);
        AssertMoments(new FlushingAdam64(Values(1e-300).Length), 1e-300);
    }

    [Theory, InlineData(typeof(SubnormalMomentum), 1), InlineData(typeof(SubnormalAdam), 2), InlineData(typeof(SubnormalLion), 1)]
    public void Without_it_moments_of_zero_gradients_become_subnormal(Type type, int slots) =>
        Assert.All(Subnormals(type, slots), count => Assert.True(count > 0));

    [Theory, InlineData(typeof(FlushingMomentum), 1), InlineData(typeof(FlushingAdam), 2), InlineData(typeof(FlushingLion), 1)]
    public void With_it_they_never_do_in_3000_steps(Type type, int slots) =>
        Assert.All(Subnormals(type, slots), count => Assert.Equal(0, count));

    [Fact]
    public void Adam_takes_the_same_steps_to_one_part_in_a_million()
    {
        float[] expected = Decayed(new SubnormalAdam(67)), actual = Decayed(new FlushingAdam(67));
        for (int i = 0; i < expected.Length; i++)
            Assert.InRange(Math.Abs(actual[i] - expected[i]), 0, 1e-6f * Math.Abs(expected[i]));

        // Gradients above 1e-12: no smaller ν was flushed that a step could notice.
        static float[] Decayed(IGradientOptimizer<float> optimizer)
        {
            var parameters = Vectors.Uniform<float>(67, 1);
            for (int step = 0; step < 1000; step++)
                optimizer.Step(parameters, step < 5 ? [.. Enumerable.Range(0, 67).Select(i => MathF.Pow(10, -i % 12))] : new float[67]);
            return parameters;
        }
    }

    [Theory, MemberData(nameof(Steppers))]
    public void Any_number_of_threads_gives_the_same_bits(Type type)
    {
        float[] expected = Walk(type, 1);
        Assert.All(expected, value => Assert.True(float.IsFinite(value)));
        foreach (int threads in (int[])[1, 2, 7])
            Bits.AssertSame<float>(expected, Walk(type, threads), $"{threads} threads:");
    }

    [Theory, MemberData(nameof(Steppers))]
    public void A_step_allocates_nothing(Type type)
    {
        var optimizer = Declared.New<IGradientOptimizer<float>>(type, Length);
        var parameters = Vectors.Uniform<float>(Length, 1);
        var gradients = Vectors.Uniform<float>(Length, 2);
        Assert.Equal(0, AllocationTests.AllocatedBy(() => optimizer.Step(parameters, gradients)));
    }

    [Theory]
    [InlineData(typeof(FlushingSam2), typeof(OpaqueFlushingSam2), typeof(HalfFlushingSam2), 2)]
    [InlineData(typeof(FlushingSam), typeof(OpaqueFlushingSam), typeof(HalfFlushingSam), 3)]
    [InlineData(typeof(FlushingKeptSam), typeof(OpaqueFlushingKeptSam), typeof(HalfFlushingKeptSam), 3)]
    public void Both_modes_of_SAM_flush_alike_the_adversary_included(Type transparent, Type opaque, Type without, int syncPeriod)
    {
        var parabola = new Parabola<float>(Vectors.Uniform<float>(Length, 3));
        var whole = Declared.New<IOpaqueSam<float>>(opaque, Length);
        float[] actual = Vectors.Uniform<float>(Length, 1);
        for (int period = 0; period < 4; period++)
            whole.Step(actual, ref parabola);

        Bits.AssertSame<float>(Transparent(transparent), actual);
        Assert.NotEqual(Transparent(without), actual);

        float[] Transparent(Type type)
        {
            var stepper = Declared.New<IGradientOptimizer<float>>(type, Length);
            float[] parameters = Vectors.Uniform<float>(Length, 1), gradients = new float[Length];
            for (int step = 0; step < 4 * syncPeriod; step++)
            {
                parabola.Evaluate(parameters, gradients, default);
                stepper.Step(parameters, gradients);
            }

            return parameters;
        }
    }

    [Fact]
    public void Cutting_the_vector_into_tensors_changes_nothing()
    {
        float[] whole = Vectors.Uniform<float>(1000, 1), cut = Vectors.Uniform<float>(1000, 1);
        var (one, two) = (new FlushingAdamW(1000), new FlushingAdamW(333, 667));
        for (int step = 0; step < 5; step++)
        {
            one.Step(whole, Vectors.Uniform<float>(1000, 2 + step));
            two.Step(cut, Vectors.Uniform<float>(1000, 2 + step));
        }

        Bits.AssertSame<float>(whole, cut);
    }

    /// <summary>Both signs of every magnitude from the smallest subnormal to the largest number, and the threshold's
    /// neighbours.</summary>
    private static T[] Values<T>(T threshold) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var random = new Random(7);
        int last = typeof(T) == typeof(float) ? 127 : 1023, first = typeof(T) == typeof(float) ? -149 : -1074;
        T[] magnitudes =
        [
            T.Zero, T.Epsilon, threshold, T.BitDecrement(threshold), T.BitIncrement(threshold),
            .. Enumerable.Range(first, last - first + 1).Select(e => T.ScaleB(T.One + T.CreateChecked(random.NextSingle() / 2), e)),
        ];
        return [.. magnitudes, .. magnitudes.Select(x => -x)];
    }

    private static void AssertFlushed<T>(Optimizer<T> optimizer, T[] values, T threshold)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Stepped(optimizer, values);
        T[] expected = [.. values.Select(x => Flush(x, threshold))];
        Assert.InRange(expected.Count(x => x == T.Zero), 3, values.Length - 3);
        Assert.Equal(Raw(expected), Raw(Slots.Of(optimizer, 0)));
    }

    private static void AssertMomentum<T>(Optimizer<T> optimizer, T threshold) where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] trace = new T[optimizer.ParameterCount], parameters = new T[trace.Length], expected = new T[trace.Length];
        for (int step = 0; step < 40; step++)
        {
            T[] gradients = Fading(threshold, step);
            ((IGradientOptimizer<T>)(object)optimizer).Step(parameters, gradients);
            for (int i = 0; i < trace.Length; i++)
            {
                trace[i] = Flush(T.MultiplyAddEstimate(T.CreateChecked(0.9), trace[i], gradients[i]), threshold);
                expected[i] += T.CreateChecked(-0.1) * trace[i];
            }

            Assert.Equal(Raw(trace), Raw(Slots.Of(optimizer, 0)));
            Bits.AssertSame<T>(expected, parameters);
        }
    }

    private static void AssertMoments<T>(Optimizer<T> optimizer, T threshold) where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] mu = new T[optimizer.ParameterCount], nu = new T[mu.Length];
        T b1 = T.CreateChecked(0.9), b2 = T.CreateChecked(0.999), rest1 = T.CreateChecked(1 - 0.9), rest2 = T.CreateChecked(1 - 0.999);
        for (int step = 0; step < 40; step++)
        {
            T[] gradients = Fading(threshold, step);
            Stepped(optimizer, gradients);
            for (int i = 0; i < mu.Length; i++)
            {
                mu[i] = Flush(T.MultiplyAddEstimate(b1, mu[i], rest1 * gradients[i]), threshold);
                nu[i] = Flush(T.MultiplyAddEstimate(b2, nu[i], rest2 * (gradients[i] * gradients[i])), threshold);
            }

            Assert.Equal(Raw(mu), Raw(Slots.Of(optimizer, 0)));
            Assert.Equal(Raw(nu), Raw(Slots.Of(optimizer, 1)));
        }
    }

    /// <summary>Gradients of all magnitudes but the largest, and of 0 from the third step on.</summary>
    private static T[] Fading<T>(T threshold, int step) where T : unmanaged, IFloatingPointIeee754<T> =>
        [.. Values(threshold).Select(x => step < 2 && T.Abs(x) < T.CreateChecked(1e15) ? x : T.Zero)];

    /// <summary>The number of subnormal numbers in each slot over 3,000 steps of zero gradients.</summary>
    private static int[] Subnormals(Type type, int slots)
    {
        var optimizer = Declared.New<Optimizer<float>>(type, 67);
        float[] gradients = [.. Enumerable.Range(0, 67).Select(i => (i % 2 == 0 ? 1 : -1) * MathF.Pow(10, -i % 29))];
        var counts = new int[slots];
        for (int step = 0; step < 3005; step++)
        {
            Stepped(optimizer, step < 5 ? gradients : new float[67]);
            for (int slot = 0; slot < slots; slot++)
                counts[slot] += Slots.Of(optimizer, slot).Count(float.IsSubnormal);
        }

        return counts;
    }

    private static float[] Walk(Type type, int threads)
    {
        var optimizer = Declared.New<IGradientOptimizer<float>>(type, Length);
        ((Optimizer<float>)optimizer).ThreadCount = threads;
        var parameters = Vectors.Uniform<float>(Length, 1);
        for (int step = 0; step < 12; step++)
            optimizer.Step(parameters, Vectors.Uniform<float>(Length, 2 + step));
        return parameters;
    }

    private static Optimizer<T> Stepped<T>(Optimizer<T> optimizer, T[] gradients) where T : unmanaged
    {
        ((IGradientOptimizer<T>)(object)optimizer).Step(new T[gradients.Length], gradients);
        return optimizer;
    }

    private static T Flush<T>(T value, T threshold) where T : INumberBase<T>, IComparisonOperators<T, T, bool> =>
        T.Abs(value) < threshold ? T.Zero : value;

    private static byte[] Raw<T>(T[] values) where T : unmanaged => MemoryMarshal.AsBytes<T>(values).ToArray();
}
