namespace SamFast.Tests.Transforms.Noise;

/// <summary>Transforms with random numbers: reproducible with any number of threads, and different between steps, transforms and seeds.</summary>
[Collection(AllocationTests.Alone)]
public class NoiseTests
{
    private const int Length = 40_003;

    public static TheoryData<Type> Steppers =>
    [
        typeof(NormalSteps), typeof(UniformSteps), typeof(SignSteps), typeof(NoisyClippedAdam), typeof(AdamNoise),
        typeof(LambNoise), typeof(NoisySam), typeof(NoisySam3), typeof(NoisyKeptSam),
    ];

    [Theory, MemberData(nameof(Steppers))]
    public void Any_number_of_threads_gives_the_same_bits(Type type)
    {
        float[] expected = Walk(type, 1);
        Assert.All(expected, value => Assert.True(float.IsFinite(value)));
        foreach (int threads in (int[])[2, 7])
            Bits.AssertSame<float>(expected, Walk(type, threads), $"{threads} threads:");
    }

    [Theory, MemberData(nameof(Steppers))]
    public void A_step_allocates_nothing(Type type)
    {
        var optimizer = Declared.New<IGradientOptimizer<float>>(type, Length);
        float[] parameters = Vectors.Uniform<float>(Length, 1), gradients = Vectors.Uniform<float>(Length, 2);
        Assert.Equal(0, AllocationTests.AllocatedBy(() => optimizer.Step(parameters, gradients)));
    }

    [Theory]
    [InlineData(typeof(NoisySam), typeof(OpaqueNoisySam), 2)]
    [InlineData(typeof(NoisySam3), typeof(OpaqueNoisySam3), 3)]
    [InlineData(typeof(NoisyKeptSam), typeof(OpaqueNoisyKeptSam), 3)]
    public void Both_modes_of_SAM_have_the_same_noise(Type transparent, Type opaque, int period)
    {
        var parabola = new Parabola<float>(Vectors.Uniform<float>(Length, 3));
        float[] expected = Vectors.Uniform<float>(Length, 1), actual = [.. expected], gradients = new float[Length];
        var stepper = Declared.New<IGradientOptimizer<float>>(transparent, Length);
        var whole = Declared.New<IOpaqueSam<float>>(opaque, Length);
        for (int step = 0; step < 4; step++)
        {
            for (int phase = 0; phase < period; phase++)
            {
                parabola.Evaluate(expected, gradients, default);
                stepper.Step(expected, gradients);
            }

            whole.Step(actual, ref parabola);
            Bits.AssertSame<float>(expected, actual);
        }
    }

    [Fact]
    public void Every_ascent_and_every_period_has_different_noise()
    {
        foreach (Type type in (Type[])[typeof(NoisySam3), typeof(NoisyKeptSam)])
        {
            var optimizer = Declared.New<IGradientOptimizer<float>>(type, 100);
            var steps = new List<float[]>();
            for (int step = 0; step < 6; step++)
            {
                float[] parameters = new float[100];
                optimizer.Step(parameters, new float[100]);
                if (step % 3 != 2)
                    steps.Add(parameters);
            }

            Assert.Equal(4, steps.Select(s => s[17]).Distinct().Count());
        }
    }

    [Fact]
    public void Cutting_the_vector_into_tensors_does_not_change_the_noise()
    {
        float[] whole = new float[10_000], cut = new float[10_000];
        new Noise(10_000).Step(whole, new float[10_000]);
        new Noise(1, 4_999, 5_000).Step(cut, new float[10_000]);
        Bits.AssertSame<float>(whole, cut);
        float[] shorter = new float[77];
        new Noise(77).Step(shorter, new float[77]);
        Bits.AssertSame<float>(whole.AsSpan(0, 77), shorter);
    }

    [Fact]
    public void The_same_seed_gives_the_same_noise_and_another_seed_other_noise()
    {
        Assert.Equal(First(new Noise(100)), First(new Noise(100)));
        Assert.NotEqual(First(new Noise(100)), First(new Noise(100) { Seed = 6 }));
        Assert.NotEqual(First(new Noise(100) { Seed = 5.5 }), First(new Noise(100) { Seed = 6 }));

        static float[] First(Noise optimizer)
        {
            float[] parameters = new float[100];
            optimizer.Step(parameters, new float[100]);
            return parameters;
        }
    }

    [Fact]
    public void A_round_of_accumulation_draws_once()
    {
        double[] expected = Vectors.Uniform<double>(1000, 1), actual = [.. expected];
        Noise64 plain = new(1000);
        GatheredNoise gathered = new(1000);
        for (int round = 0; round < 3; round++)
        {
            plain.Step(expected, Enumerable.Repeat(2.0, 1000).ToArray());
            foreach (double gradient in (double[])[1, 3, 2])
                gathered.Step(actual, Enumerable.Repeat(gradient, 1000).ToArray());
            Bits.AssertSame<double>(expected, actual, $"round {round}:");
        }
    }

    [Fact]
    public void A_skipped_step_draws_no_numbers()
    {
        float[] expected = Vectors.Uniform<float>(1000, 1), actual = [.. expected];
        float[] gradients = Vectors.Uniform<float>(1000, 2), broken = [.. gradients];
        broken[999] = float.NaN;
        Noise plain = new(1000);
        GuardedNoise guarded = new(1000);
        for (int step = 0; step < 3; step++)
        {
            plain.Step(expected, gradients);
            guarded.Step(actual, broken);
            guarded.Step(actual, gradients);
            Bits.AssertSame<float>(expected, actual, $"step {step}:");
        }
    }

    [Fact]
    public void The_outer_optimizer_of_SAM_draws_once_in_a_period()
    {
        // The descents have the same gradients as the steps of the outer optimizer alone.
        float[] expected = Vectors.Uniform<float>(1000, 1), actual = [.. expected];
        AdamNoise alone = new(1000);
        NoisySam3 sam = new(1000);
        for (int period = 0; period < 3; period++)
        {
            float[] gradients = Vectors.Uniform<float>(1000, 2 + period);
            for (int ascent = 0; ascent < 2; ascent++)
                sam.Step(actual, Vectors.Uniform<float>(1000, 9));
            sam.Step(actual, gradients);
            alone.Step(expected, gradients);
            Bits.AssertSame<float>(expected, actual, $"period {period}:");
        }
    }

    [Fact]
    public void A_second_draw_in_a_step_returns_the_same_number()
    {
        // Chances adds 1 where Accumulate and Update did not see the same.
        var optimizer = new NormalSteps(1000);
        float[] parameters = new float[1000];
        optimizer.Step(parameters, new float[1000]);
        var expected = new RandomLanes(11, 0, 0, 0);
        for (int i = 0; i < 1000; i++)
            Assert.Equal(expected.Normal<Lanes512<float>, float>((nuint)i).Vector[0], parameters[i]);
    }

    [Fact]
    public void A_measure_behind_noise_sees_the_noise_that_is_added()
    {
        // Clipped to a norm of 1: the second sweep adds what the first one measured, or the norm would be another.
        var optimizer = new ClippedNoise(1000);
        for (int step = 0; step < 5; step++)
        {
            float[] parameters = new float[1000];
            optimizer.Step(parameters, new float[1000]);
            Assert.Equal(1, Math.Sqrt(Vectors.ToDouble<float>(parameters).Sum(p => p * p)), 1e-6);
        }
    }

    [Fact]
    public void The_variance_fades_as_published()
    {
        var optimizer = new PlainNoisySgd(50_000);
        for (int step = 1; step <= 4; step++)
        {
            double[] parameters = new double[50_000];
            optimizer.Step(parameters, new double[50_000]);
            double variance = parameters.Sum(p => p * p) / parameters.Length / (0.1 * 0.1);
            Assert.Equal(1, variance / (0.01 / Math.Pow(step, 0.55)), 0.02);
        }
    }

    [Fact]
    public void Noise_is_added_to_the_gradient()
    {
        float[] noise = new float[100], both = new float[100];
        new Noise(100).Step(noise, new float[100]);
        new Noise(100).Step(both, Enumerable.Repeat(1024f, 100).ToArray());
        for (int i = 0; i < 100; i++)
            Assert.Equal(1024 + noise[i], both[i], 1e-3f);
    }

    private static float[] Walk(Type type, int threads)
    {
        var optimizer = Declared.New<IGradientOptimizer<float>>(type, Length);
        ((Optimizer<float>)optimizer).ThreadCount = threads;
        var parameters = Vectors.Uniform<float>(Length, 1);
        for (int step = 0; step < 6; step++)
            optimizer.Step(parameters, Vectors.Uniform<float>(Length, 2 + step));
        return parameters;
    }
}

[Optimizer, AddNoise(0.5, 0), ClipByGlobalNorm(1), Scale(1)]
public sealed partial class ClippedNoise;
