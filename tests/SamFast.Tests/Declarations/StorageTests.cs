namespace SamFast.Tests.Declarations;

/// <summary>Optimizers whose slots are in bfloat16.</summary>
[Collection(AllocationTests.Alone)]
public class StorageTests
{
    private const int Length = 40_003;

    public static TheoryData<Type> Steppers =>
    [
        typeof(NearestMuAdamW), typeof(StochasticAdamW), typeof(ClippedTrace), typeof(StochasticLamb), typeof(StochasticSam),
        typeof(StochasticKeptSam),
    ];

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
    [InlineData(typeof(StochasticSam), typeof(OpaqueStochasticSam))]
    [InlineData(typeof(StochasticKeptSam), typeof(OpaqueStochasticKeptSam))]
    public void Both_modes_of_SAM_round_alike(Type transparent, Type opaque)
    {
        var parabola = new Parabola<float>(Vectors.Uniform<float>(Length, 3));
        float[] expected = Vectors.Uniform<float>(Length, 1), actual = Vectors.Uniform<float>(Length, 1);
        var gradients = new float[Length];
        var stepper = Declared.New<IGradientOptimizer<float>>(transparent, Length);
        var whole = Declared.New<IOpaqueSam<float>>(opaque, Length);
        for (int period = 0; period < 4; period++)
        {
            for (int phase = 0; phase < 3; phase++)
            {
                parabola.Evaluate(expected, gradients, default);
                stepper.Step(expected, gradients);
            }

            whole.Step(actual, ref parabola);
        }

        Bits.AssertSame<float>(expected, actual);
    }

    [Fact]
    public void Cutting_the_vector_into_tensors_does_not_change_the_chances()
    {
        // Adam does not look at tensors; LAMB's constructor takes them, and its Adam's slots are then padded for each.
        var gradient = Vectors.Gradient<float>(1000, 0);
        float[] whole = new float[1000], cut = new float[1000];
        new StochasticLamb(1000).Step(whole, gradient);
        new StochasticLamb(333, 667).Step(cut, gradient);
        Bits.AssertSame<float>(whole, cut);
    }

    [Fact]
    public void Each_slot_begins_at_a_cache_line_and_is_as_long_as_its_parameters()
    {
        // 17 parameters: blocks of 32 bytes, lines of 64. The slots would overlap if their lines were not their own.
        foreach (int length in (int[])[1, 15, 16, 17, 33, 4097])
        {
            float[] actual = Vectors.Uniform<float>(length, 1), expected = Vectors.Uniform<float>(length, 1);
            var narrow = new NearestMuAdamW(length);
            var wide = new ExactAdamW(length);
            for (int step = 0; step < 20; step++)
            {
                narrow.Step(actual, Vectors.Gradient<float>(length, step));
                wide.Step(expected, Vectors.Gradient<float>(length, step));
            }

            for (int i = 0; i < length; i++)
                Assert.InRange(Math.Abs(actual[i] - expected[i]), 0, 2e-3);
            Assert.NotEqual(expected, actual);
        }
    }

    [Fact]
    public void A_later_sweep_reads_the_values_that_were_measured()
    {
        // The norm of the clipped update is 1 only if both sweeps saw the same trace.
        var optimizer = new ClippedTrace(Length);
        var parameters = new float[Length];
        var gradients = Vectors.Uniform<float>(Length, 1);
        for (int step = 0; step < 5; step++)
        {
            Array.Clear(parameters);
            optimizer.Step(parameters, gradients);
            Assert.Equal(0.1, Math.Sqrt(Vectors.ToDouble<float>(parameters).Sum(p => p * p)), 2e-7);
        }
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
}
