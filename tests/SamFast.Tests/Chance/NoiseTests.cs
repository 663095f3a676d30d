namespace SamFast.Tests.Chance;

/// <summary>Transforms that ask for chance: reproducible, whoever computes, and different wherever it should be.</summary>
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
        var optimizer = Declared.New<IOptimizer<float>>(type, Length);
        float[] parameters = Vectors.Uniform<float>(Length, 1), gradients = Vectors.Uniform<float>(Length, 2);
        for (int step = 0; step < 3; step++)
            optimizer.Step(parameters, gradients);
        long least = long.MaxValue;
        for (int attempt = 0; attempt < 5 && least > 0; attempt++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int step = 0; step < 6; step++)
                optimizer.Step(parameters, gradients);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    [Theory]
    [InlineData(typeof(NoisySam), typeof(OpaqueNoisySam), 2)]
    [InlineData(typeof(NoisySam3), typeof(OpaqueNoisySam3), 3)]
    [InlineData(typeof(NoisyKeptSam), typeof(OpaqueNoisyKeptSam), 3)]
    public void Both_modes_of_SAM_have_the_same_noise(Type transparent, Type opaque, int period)
    {
        var parabola = new Parabola<float>(Vectors.Uniform<float>(Length, 3));
        float[] expected = Vectors.Uniform<float>(Length, 1), actual = [.. expected], gradients = new float[Length];
        var stepper = Declared.New<IOptimizer<float>>(transparent, Length);
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
    public void Every_ascent_of_a_period_and_every_period_has_noise_of_its_own()
    {
        foreach (Type type in (Type[])[typeof(NoisySam3), typeof(NoisyKeptSam)])
        {
            var optimizer = Declared.New<IOptimizer<float>>(type, 100);
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
    public void A_kernel_that_asks_again_gets_the_same_number()
    {
        // Chances adds 1 where Accumulate and Update did not see the same.
        var optimizer = new NormalSteps(1000);
        float[] parameters = new float[1000];
        optimizer.Step(parameters, new float[1000]);
        var expected = new RandomLanes(11, 0, 0, 0);
        for (int i = 0; i < 1000; i++)
            Assert.Equal(expected.NormalFull<float>((nuint)i)[0], parameters[i]);
    }

    [Fact]
    public void A_measure_behind_noise_sees_the_noise_that_is_added()
    {
        // Clipped to a norm of 1, then Adam: recomputed in the second sweep, or the norm would be another.
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
        var optimizer = Declared.New<IOptimizer<float>>(type, Length);
        ((Optimizer<float>)optimizer).ThreadCount = threads;
        var parameters = Vectors.Uniform<float>(Length, 1);
        for (int step = 0; step < 6; step++)
            optimizer.Step(parameters, Vectors.Uniform<float>(Length, 2 + step));
        return parameters;
    }
}

[Optimizer, AddNoise(0.5, 0), ClipByGlobalNorm(1), Scale(1)]
public sealed partial class ClippedNoise;
