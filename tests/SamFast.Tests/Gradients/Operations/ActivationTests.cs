namespace SamFast.Tests;

/// <summary>Values, ties and special values of activations.</summary>
public class ActivationTests
{
    private static readonly double[] s_points =
        [.. Enumerable.Range(-400, 801).Select(i => i * 0.1), -700, 700, 1e-10, -1e-10, 1e-300, -0.0];

    /// <summary>Values from mpmath with 50 digits: x·Φ(x), and x·½(1 + tanh …).</summary>
    private static readonly (double X, double Exact, double Approximate)[] s_gelu =
    [
        (-30, -1.472014178144456e-196, -0.0),
        (-12.5, -4.665705373597142e-35, -8.101996464473621e-69),
        (-6, -5.9195258702261885e-09, -8.439646700762297e-11),
        (-3, -0.0040496940948902835, -0.003637392081773019),
        (-1.25, -0.13206221708356908, -0.1322857970302854),
        (-0.5, -0.15426876936299344, -0.15428599017485609),
        (-0.001, -0.000499601057786089, -0.000499601057786418),
        (0.25, 0.14967658142073093, 0.149675350701685),
        (1, 0.8413447460685429, 0.8411919906082767),
        (2.5, 2.4844758366855597, 2.484915733910001),
        (5, 4.999998566742141, 4.999999770820381),
        (11, 11.0, 11.0),
        (25, 25.0, 25.0),
    ];

    [Fact]
    public void Values_equal_the_formulas()
    {
        foreach (double x in s_points)
        {
            double sigmoid = x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x));
            Check(Math.Max(x, 0), Activations.Relu, Activations.Relu, x);
            Check(Math.Tanh(x), Activations.Tanh, Activations.Tanh, x);
            Check(sigmoid, Activations.Sigmoid, Activations.Sigmoid, x);
            Check(x * sigmoid, Activations.Silu, Activations.Silu, x);
            Check(Math.Max(x, 0) + LogOnePlus(Math.Exp(-Math.Abs(x))), Activations.Softplus, Activations.Softplus, x);
        }

        foreach (var (x, exact, approximate) in s_gelu)
        {
            Check(exact, Activations.GeluExact, Activations.GeluExact, x);
            Check(approximate, Activations.Gelu, Activations.Gelu, x);
        }
    }

    [Fact]
    public void Derivatives_at_ties_are_those_of_JAX()
    {
        double[] adjoint = new double[5];
        Activations.ReluAdjoint<double>([0, -0.0, double.NaN, 1e-300, -1e-300], [3, 3, 3, 3, 3], adjoint);
        Assert.Equal([0, 0, 0, 3, 0], adjoint);

        // Two equal numbers in a window of two: the first.
        double[] images = new double[2];
        Pooling.MaxAdjoint<double>([7, 7], new ImageWindows(1, 1, 2, 1, 1, 2), [5], images);
        Assert.Equal([5, 0], images);
    }

    [Fact]
    public void Infinite_and_huge_arguments_have_limits()
    {
        double[] x = [double.PositiveInfinity, 1e200, -1e200], y = new double[3];
        double[][] expected = [[x[0], 1e200, 0], [1, 1, 0], [x[0], 1e200, 0]];
        Evaluation[] functions = [Activations.Relu, Activations.Sigmoid, Activations.Softplus];
        foreach (var (function, values) in functions.Zip(expected))
        {
            function(x, y);
            Assert.Equal(values, y);
        }

        foreach (var slope in (Pull[])[Activations.GeluAdjoint, Activations.GeluExactAdjoint, Activations.SiluAdjoint])
        {
            double[] adjoint = new double[2];
            slope([1e200, -1e200], [1, 1], adjoint);
            Assert.Equal([1, 0], adjoint);
        }
    }

    private delegate void Evaluation(ReadOnlySpan<double> x, Span<double> output);

    private delegate void EvaluationOfFloats(ReadOnlySpan<float> x, Span<float> output);

    private delegate void Pull(ReadOnlySpan<double> x, ReadOnlySpan<double> outputAdjoint, Span<double> xAdjoint);

    /// <summary>ln(1 + z); the rounding of 1 + z cancels.</summary>
    private static double LogOnePlus(double z)
    {
        double u = 1 + z;
        return u == 1 ? z : Math.Log(u) * z / (u - 1);
    }

    private static void Check(double expected, Evaluation function, EvaluationOfFloats ofFloats, double x)
    {
        double[] actual = new double[1];
        function([x], actual);
        Assert.True(
            Math.Abs(expected - actual[0]) <= (1e-14 * (1 + (x * x / 10)) * Math.Abs(expected)) + 1e-310,
            $"{function.Method.Name}({x:R}): {expected:R} expected, but {actual[0]:R}");

        // The rounding of a float argument moves the result by up to its relative derivative, which is at most about x².
        if ((float)x == x || Math.Abs(x) < 20)
        {
            float[] single = new float[1];
            ofFloats([(float)x], single);
            Assert.True(
                Math.Abs(expected - single[0]) <= (4e-7 * (1 + (x * x)) * Math.Abs(expected)) + 1e-37,
                $"{function.Method.Name}({x:R}f): {expected:R} expected, but {single[0]:R}");
        }
    }
}
