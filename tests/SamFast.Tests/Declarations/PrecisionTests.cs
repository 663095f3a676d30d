using System.Numerics;

namespace SamFast.Tests.Declarations;

/// <summary>Precision.Fast is off by default, reaches the formulas, and stays close to them.</summary>
public class PrecisionTests
{
    private const int Length = 5003;

    [Fact]
    public void Fast_AdamW_stays_within_a_millionth_of_exact_AdamW_for_100_steps() =>
        AssertClose(Walk<float>(new ExactAdamW(Length)), Walk<float>(new FastAdamW(Length)));

    [Fact]
    public void Fast_Nadam_stays_within_a_millionth_of_exact_Nadam_for_100_steps() =>
        AssertClose(Walk<float>(new ExactNadam(Length)), Walk<float>(new FastNadam(Length)));

    [Fact]
    public void Fast_AdamW_is_as_close_to_double_as_exact_AdamW_is()
    {
        double[] truth = Walk<double>(new ExactAdamW64(Length));
        double exact = Distance(truth, Walk<float>(new ExactAdamW(Length)));
        double fast = Distance(truth, Walk<float>(new FastAdamW(Length)));
        Assert.InRange(fast, 0, 1.5 * exact);
    }

    [Fact]
    public void Fast_formulas_are_not_the_exact_ones()
    {
        Assert.NotEqual(Walk<float>(new ExactAdamW(Length)), Walk<float>(new FastAdamW(Length)));
        Assert.NotEqual(Walk<double>(new ExactAdamW64(Length)), Walk<double>(new FastAdamW64(Length)));
    }

    [Fact]
    public void A_zero_gradient_does_not_move_a_fast_optimizer()
    {
        var optimizer = new FastNadam(Length);
        var parameters = Vectors.Uniform<float>(Length, 1);
        for (int step = 0; step < 3; step++)
            optimizer.Step(parameters, new float[Length]);
        Bits.AssertSame<float>(Vectors.Uniform<float>(Length, 1), parameters);
    }

    [Fact]
    public void Without_eps_a_zero_gradient_gives_NaN_as_zero_by_zero_does_and_the_other_lanes_step()
    {
        var parameters = new float[40];
        var gradients = Enumerable.Repeat(1f, 40).ToArray();
        gradients[7] = 0;
        new FastAdamWithoutEps(40).Step(parameters, gradients);
        Assert.Equal([7], Enumerable.Range(0, 40).Where(i => float.IsNaN(parameters[i])));
        Assert.Equal(-0.01f, parameters[8], 1e-7f);
    }

    [Fact]
    public void Extreme_gradients_have_exact_results_in_the_first_step()
    {
        float[] gradients = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, 1e30f, -1e30f, 1e-30f, 1e-44f, 1e19f];
        float[] exact = new float[8], fast = new float[8];
        new ExactAdamW(8).Step(exact, gradients);
        new FastAdamW(8).Step(fast, gradients);
        for (int i = 0; i < 8; i++)
        {
            Assert.True(float.IsNaN(exact[i]) ? float.IsNaN(fast[i]) : Math.Abs(exact[i] - fast[i]) <= 1e-6 * Math.Abs(exact[i]),
                $"gradient {gradients[i]}: exactly {exact[i]}, fast {fast[i]}");
        }
    }

    [Theory]
    [InlineData(2e19f, 2e19f)]
    [InlineData(3e38f, -3e38f)]
    [InlineData(2e19f, 1f)]
    [InlineData(1e30f, 0f)]
    public void Squares_beyond_float_have_exact_results_in_every_step(float first, float second)
    {
        float[] exact = new float[20], fast = new float[20];
        var (exactly, quickly) = (new ExactAdamW(20), new FastAdamW(20));
        for (int step = 0; step < 6; step++)
        {
            float[] gradients = [.. Enumerable.Repeat(step % 2 == 0 ? first : second, 20)];
            exactly.Step(exact, gradients);
            quickly.Step(fast, gradients);
            Assert.Equal(exact[7], fast[7], 1e-6f);
        }
    }

    [Fact]
    public void Any_number_of_threads_gives_a_fast_optimizer_the_same_bits()
    {
        var expected = Walk<float>(new FastAdamW(40_003) { ThreadCount = 1 }, 40_003);
        foreach (int threads in (int[])[2, 7])
            Bits.AssertSame<float>(expected, Walk<float>(new FastAdamW(40_003) { ThreadCount = threads }, 40_003));
    }

    private static T[] Walk<T>(IGradientOptimizer<T> optimizer, int length = Length) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var parameters = Vectors.Uniform<T>(length, 1);
        for (int step = 0; step < 100; step++)
            optimizer.Step(parameters, Vectors.Gradient<T>(length, step));
        return parameters;
    }

    private static void AssertClose(float[] exact, float[] fast)
    {
        // The vector as a whole, and each element on the scale of the largest: one that crosses zero has no relative error
        // to speak of.
        double[] reference = Vectors.ToDouble<float>(exact);
        Assert.InRange(Distance(reference, fast), 0, 1e-6 * Distance(reference, new float[exact.Length]));
        float largest = exact.Max(Math.Abs);
        for (int i = 0; i < exact.Length; i++)
            Assert.InRange(Math.Abs(exact[i] - fast[i]), 0, 1e-6f * largest);
    }

    private static double Distance(double[] truth, float[] values) =>
        Math.Sqrt(truth.Zip(values, (a, b) => (a - b) * (a - b)).Sum());
}
