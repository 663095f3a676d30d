using System.Numerics;

namespace SamFast.Tests;

/// <summary>Hyperparameters, vectors and arguments far from 1.</summary>
public class LossRangeTests
{
    [Theory]
    [InlineData(1e-50)]
    [InlineData(3.5e38)]
    [InlineData(1e39)]
    [InlineData(double.MaxValue)]
    [InlineData(double.NaN)]
    [InlineData(-1)]
    public void A_delta_that_is_no_positive_number_of_the_type_is_refused_with_the_range(double delta)
    {
        float[] slope = [5];
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => Losses.HuberLoss([1e30f], [0f], slope, delta));
        Assert.Equal("delta", exception.ParamName);
        Assert.StartsWith(
            "delta must be in [1E-45, 3.4028234663852886E+38], the positive numbers of Single.", exception.Message, StringComparison.Ordinal);
        Assert.Equal(5, slope[0]);
    }

    [Fact]
    public void A_term_beyond_the_type_is_infinite_and_its_slope_is_not()
    {
        float[] slope = new float[1];
        Assert.Equal(double.PositiveInfinity, Losses.SquaredError([1e30f], [0f], slope));
        Assert.Equal(2e30f, slope[0]);
        Assert.Equal(double.PositiveInfinity, Losses.HuberLoss([1e30f], [0f], slope, float.MaxValue));
        Assert.Equal(1e30f, slope[0]);
        Assert.Equal(1e60, Losses.SquaredError([1e30], [0.0], new double[1]), 1e45);
        Assert.Equal(1e-10, Losses.HuberLoss([1e30f], [0f], slope, 1e-40), 1e-14);
    }

    [Theory]
    [InlineData(1e-50)]
    [InlineData(1)]
    [InlineData(float.MaxValue)]
    [InlineData(3.5e38)]
    [InlineData(1e39)]
    [InlineData(1e300)]
    public void Hyperparameters_beyond_float_follow_the_formulas(double parameter)
    {
        float[] x = [-3, -0.5f, 0, 0.25f, 2, 30, -40, 1], y = [0, 1, 1, 0, 1, 1, 1, 0.5f], slope = new float[1], slopes = new float[8];
        for (int i = 0; i < x.Length; i++)
        {
            if (parameter is 1 or float.MaxValue)
            {
                AssertClose(ScalarLosses.Huber(x[i], y[i], parameter), Losses.HuberLoss([x[i]], [y[i]], slope, parameter));
                AssertClose(ScalarLosses.HuberSlope(x[i], y[i], parameter), slope[0]);
            }

            double value = Losses.SigmoidFocalLoss([x[i]], [y[i]], slope, parameter);
            AssertClose(ExactFocal(x[i], y[i], parameter), value);
            Assert.False(float.IsNaN(slope[0]), $"the focal slope at {x[i]}, {y[i]}");
        }

        double[] logits = Vectors.ToDouble<float>(x), labels = Vectors.ToDouble<float>(y);
        double poly = Losses.PolyLossCrossEntropy(x, y, x.Length, slopes, parameter);
        AssertClose(ScalarLosses.Poly(logits, labels, parameter), poly);
        var expected = ScalarLosses.PolySlope(logits, labels, parameter);
        double size = expected.Max(Math.Abs);
        for (int i = 0; i < x.Length; i++)
        {
            if (float.IsInfinity((float)expected[i]))
                Assert.Equal((float)expected[i], slopes[i]);
            else
                Assert.Equal(expected[i], slopes[i], 1e-6 * Math.Max(size, parameter));
        }
    }

    [Theory]
    [InlineData(-8, 1000)]
    [InlineData(-12, 100_000)]
    [InlineData(-20, 1e8)]
    public void A_wrong_prediction_keeps_the_accuracy_of_its_focal_power(double logit, double gamma)
    {
        float[] slope = new float[1];
        double value = Losses.SigmoidFocalLoss([(float)logit], [1f], slope, gamma);
        Assert.Equal(1, value / ExactFocal(logit, 1, gamma), 1e-6);
    }

    [Theory]
    [InlineData(1e20, 1)]
    [InlineData(1e-23, 1)]
    [InlineData(1, 1e-23)]
    [InlineData(1e30, 1e30)]
    [InlineData(1e-30, 1e25)]
    [InlineData(1e-40, 1e-40)]
    public void The_cosine_of_long_and_short_float_vectors_is_that_of_their_directions(double a, double b) =>
        CompareCosine<float>(a, b, 1e-6);

    [Theory]
    [InlineData(1e200, 1)]
    [InlineData(1e-200, 1e-200)]
    [InlineData(1e307, 1e-300)]
    public void The_cosine_of_long_and_short_double_vectors_is_that_of_their_directions(double a, double b) =>
        CompareCosine<double>(a, b, 1e-13);

    [Fact]
    public void A_zero_vector_has_no_NaN_in_its_slope_however_small_epsilon_is()
    {
        float[] slope = new float[3];
        Assert.Equal(0, Losses.CosineSimilarity([0, 0, 0], [1f, 0, -1], 3, slope, epsilon: 1e-300));
        Assert.Equal([float.PositiveInfinity, 0, float.NegativeInfinity], slope);
    }

    [Fact]
    public void Exponentials_are_accurate_from_subnormal_numbers_to_the_largest()
    {
        // The slope of a logarithm of a probability is minus the probability.
        float[] single = [.. Range(-103.5, 88.7, 20_001).Select(x => (float)x)], slopes = new float[single.Length];
        Losses.KlDivergenceWithLogTargets(new float[single.Length], single, 1, slopes, Reduction.Sum);
        double[] twice = [.. Range(-745, 709.7, 20_001)], steep = new double[twice.Length];
        Losses.KlDivergenceWithLogTargets(new double[twice.Length], twice, 1, steep, Reduction.Sum);
        for (int i = 0; i < single.Length; i++)
        {
            double expected = Math.Exp(single[i]);
            Assert.True(Math.Abs(expected + slopes[i]) <= 1.5e-7 * expected + float.Epsilon, $"e^{single[i]:R} = {-slopes[i]:R}");
            expected = Math.Exp(twice[i]);
            Assert.True(Math.Abs(expected + steep[i]) <= 4.5e-16 * expected + double.Epsilon, $"e^{twice[i]:R} = {-steep[i]:R}");
        }
    }

    [Fact]
    public void Logarithms_are_accurate_from_subnormal_numbers_to_the_largest()
    {
        foreach (double exponent in Range(-149, 127.9, 4001))
            AssertLogarithm((float)Math.Pow(2, exponent), 1.3e-7);
        foreach (double exponent in Range(-1074, 1023.9, 4001))
            AssertLogarithm(Math.Pow(2, exponent), 4.5e-16);
        foreach (double offset in Range(-0.1, 0.1, 2001))
        {
            AssertLogarithm((float)(1 + offset), 1.3e-7);
            AssertLogarithm(1 + offset, 4.5e-16);
        }
    }

    // t·ln t, with weights that keep the term in range.
    private static void AssertLogarithm<T>(T target, double tolerance) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double t = double.CreateChecked(target), expected = Math.Log(t);
        double value = Losses.KlDivergence([T.Zero], [target], 1, new T[1], Reduction.Sum);
        if (double.IsSubnormal(t * expected) || Math.Abs(t * expected) < 1e-36 && typeof(T) == typeof(float) || double.IsInfinity(value))
            return;
        Assert.True(Math.Abs(value - t * expected) <= 2 * tolerance * Math.Abs(t * expected), $"ln {t:R} = {value / t:R}");
    }

    private static IEnumerable<double> Range(double from, double to, int count) =>
        Enumerable.Range(0, count).Select(i => from + (to - from) * i / (count - 1));

    /// <summary>The focal loss with the logarithm of 1 − p that p has the digits for.</summary>
    private static double ExactFocal(double x, double y, double gamma)
    {
        double p = ScalarLosses.Sigmoid(x), hit = ScalarLosses.Sigmoid(-x) * (1 - y) + p * y;
        double logarithm = hit < 1e-5 ? -hit - hit * hit / 2 : Math.Log(p * (1 - y) + ScalarLosses.Sigmoid(-x) * y);
        return Math.Exp(gamma * logarithm) * ScalarLosses.BinaryCrossEntropy(x, y);
    }

    private static void CompareCosine<T>(double a, double b, double tolerance) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] x = [.. Vectors.Uniform<double>(37, 1).Select(v => v / 4)], y = [.. Vectors.Uniform<double>(37, 2).Select(v => v / 4)];
        T[] left = [.. x.Select(v => T.CreateChecked(v * a))], right = [.. y.Select(v => T.CreateChecked(v * b))], slope = new T[37];
        double[] asLeft = [.. left.Select(v => double.CreateChecked(v) / a)], asRight = [.. right.Select(v => double.CreateChecked(v) / b)];
        Assert.Equal(ScalarLosses.Cosine(asLeft, asRight), Losses.CosineSimilarity(left, right, 37, slope), tolerance);
        var expected = ScalarLosses.CosineSlope(asLeft, asRight);
        for (int i = 0; i < 37; i++)
        {
            double got = double.CreateChecked(slope[i]) * a;
            Assert.True(
                Math.Abs(got - expected[i]) <= tolerance || Math.Abs(expected[i] / a) > (typeof(T) == typeof(float) ? 3e38 : 1e308),
                $"{i}: {got:R} and not {expected[i]:R}");
        }
    }

    private static void AssertClose(double expected, double actual)
    {
        double single = (float)expected;
        bool isBeyond = double.IsInfinity(single) && (double.IsInfinity(actual) || Math.Abs(actual) >= float.MaxValue);
        Assert.True(
            isBeyond || Math.Abs(expected - actual) <= 1e-6 * Math.Abs(expected) + 1e-44, $"{actual:R} and not {expected:R}");
    }
}
