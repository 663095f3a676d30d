namespace SamFast.Tests.Transforms.Noise;

/// <summary>Moments and correlations of what optimizers draw, with fixed seeds: the numbers are always the same, the bounds are
/// those of a test at five standard deviations.</summary>
public class StatisticsTests
{
    private const int Count = 1 << 20;

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(-123456.789)]
    public void Normal_numbers_have_the_moments_of_the_normal_distribution(double seed)
    {
        Check(Draw<float>(seed, 0, 0));
        Check(Draw<double>(seed, 0, 0));

        static void Check(double[] x)
        {
            // The variances of the powers' means are 1, 2, 15, 96 (and 10395 for the sixth) over the number.
            Within(0, x.Average(), 1);
            Within(1, x.Average(v => v * v), 2);
            Within(0, x.Average(v => v * v * v), 15);
            Within(3, x.Average(v => v * v * v * v), 96);
            Within(15, x.Average(v => Math.Pow(v, 6)), 10_395 - 225);
            foreach (var (limit, tail) in (((double, double)[])[(0, 0.5), (1, 0.158655254), (2, 0.022750132), (3, 0.001349898)]))
            {
                Within(tail, x.Count(v => v > limit) / (double)x.Length, tail * (1 - tail));
                Within(tail, x.Count(v => v < -limit) / (double)x.Length, tail * (1 - tail));
            }
        }
    }

    [Fact]
    public void Uniform_numbers_fill_the_interval_evenly()
    {
        var random = new RandomLanes(7, 3, 1, 0);
        double[] x = Collect(i => random.Uniform<Lanes512<float>, float>(i)), y = Collect(i => random.Uniform<Lanes512<double>, double>(i));
        foreach (double[] values in (double[][])[x, y])
        {
            Assert.DoesNotContain(values, v => v is < 0 or >= 1);
            Within(0.5, values.Average(), 1 / 12.0);
            Within(1 / 3.0, values.Average(v => v * v), 4 / 45.0);
            var bins = values.GroupBy(v => (int)(v * 64)).Select(bin => bin.Count()).ToArray();
            Assert.Equal(64, bins.Length);
            double chiSquared = bins.Sum(n => Math.Pow(n - (Count / 64.0), 2) / (Count / 64.0));
            Assert.InRange(chiSquared, 63 - (5 * Math.Sqrt(126)), 63 + (5 * Math.Sqrt(126)));
        }
    }

    [Fact]
    public void Signs_are_balanced()
    {
        var random = new RandomLanes(7, 3, 1, 0);
        double[] x = Collect(i => random.Rademacher<Lanes512<float>, float>(i));
        Assert.All(x, v => Assert.Equal(1, Math.Abs(v)));
        Within(0, x.Average(), 1);
        Within(0, Correlation(x[1..], x[..^1]), 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(4096)]
    public void Elements_do_not_depend_on_each_other(int distance)
    {
        double[] x = Draw<float>(9, 4, 2);
        Within(0, Correlation(x[distance..], x[..^distance]), 1);
        Within(0, Correlation(Squares(x[distance..]), Squares(x[..^distance])), 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(1L << 32)]
    public void Steps_do_not_depend_on_each_other(long distance)
    {
        double[] x = Draw<float>(9, 4, 2), y = Draw<float>(9, 4 + distance, 2);
        Within(0, Correlation(x, y), 1);
        Within(0, Correlation(x[1..], y[..^1]), 1);
        Within(0, Correlation(Squares(x), Squares(y)), 1);
    }

    [Fact]
    public void Streams_and_seeds_do_not_depend_on_each_other()
    {
        double[] x = Draw<float>(9, 4, 2);
        foreach (double[] y in (double[][])[Draw<float>(9, 4, 3), Draw<float>(10, 4, 2), Draw<float>(9.0000000001, 4, 2)])
        {
            Within(0, Correlation(x, y), 1);
            Within(0, Correlation(Squares(x), Squares(y)), 1);
        }
    }

    [Fact]
    public void Two_transforms_of_a_chain_have_different_noise()
    {
        // The same noise twice would have variance 4.
        float[] parameters = new float[Count];
        new TwoNoises(Count).Step(parameters, new float[Count]);
        Within(2, parameters.Average(p => (double)p * p), 8);
    }

    [Fact]
    public void Each_step_of_an_optimizer_has_different_noise()
    {
        var optimizer = new Noise64(Count);
        double[] first = new double[Count], second = new double[Count], none = new double[Count];
        optimizer.Step(first, none);
        optimizer.Step(second, none);
        Within(0, Correlation(first, second), 1);
        Within(0.25, first.Average(p => p * p), 2 * 0.0625);
    }

    private static double[] Draw<T>(double seed, long step, int stream)
    {
        var random = new RandomLanes(seed, step, stream, 0);
        return Collect(i => random.Normal<Lanes512<T>, T>(i));
    }

    private static double[] Collect<T>(Func<nuint, Lanes512<T>> block)
    {
        var values = new double[Count];
        for (int i = 0; i < Count; i += Lanes512<T>.Count)
        {
            var lanes = block((nuint)i);
            for (int lane = 0; lane < Lanes512<T>.Count; lane++)
                values[i + lane] = LaneElements.Get(lanes, lane);
        }

        return values;
    }

    private static double[] Squares(double[] values) => [.. values.Select(v => (v * v) - 1)];

    private static double Correlation(double[] x, double[] y) =>
        x.Zip(y, (a, b) => a * b).Average() / Math.Sqrt(x.Average(a => a * a) * y.Average(b => b * b));

    /// <summary>Within five standard deviations of a mean of numbers with that variance.</summary>
    private static void Within(double expected, double actual, double variance) =>
        Assert.InRange(Math.Abs(actual - expected), 0, 5 * Math.Sqrt(variance / (Count - 4096)));
}
