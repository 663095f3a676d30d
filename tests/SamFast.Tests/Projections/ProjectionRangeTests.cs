using System.Numerics;

namespace SamFast.Tests;

/// <summary>Projections against exact arithmetic: equal, nearly equal, huge and tiny values.</summary>
public class ProjectionRangeTests
{
    /// <summary>The number of random vectors: <c>SAMFAST_PROJECTION_CASES</c>.</summary>
    private static readonly int s_cases = Campaign.Of("SAMFAST_PROJECTION_CASES", 150);

    [Theory]
    [InlineData(100.3, 4096, 1)]
    [InlineData(1000.1, 4096, 1)]
    [InlineData(50.7, 4096, 0.5)]
    [InlineData(-5545.42, 4097, 10)]
    [InlineData(77.7, 100_000, 1)]
    [InlineData(1000.1, 4096, 1e-13)]
    [InlineData(3e38, 16, 1)]
    [InlineData(-3e38, 100, 1)]
    [InlineData(3e38, 1000, 3e38)]
    [InlineData(1e-40, 7, 1)]
    [InlineData(0, 9, 3)]
    public void Equal_values_get_equal_shares(double value, int length, double scale)
    {
        float[] single = new float[length], signed = new float[length];
        double[] twice = new double[length];
        Array.Fill(single, (float)value);
        Array.Fill(signed, (float)value);
        Array.Fill(twice, value);
        Projections.Simplex<float>(single, scale);
        Projections.L1Sphere<float>(signed, scale);
        Projections.Simplex<double>(twice, scale);
        Assert.All(single, p => Assert.Equal((float)(scale / length), p));
        Assert.All(signed, p => Assert.Equal((float)(scale / length), Math.Abs(p)));
        Assert.All(twice, p => Assert.Equal(1, p / (scale / length), 3e-16));
    }

    [Fact]
    public void Huge_values_of_both_signs_are_projected()
    {
        float[] values = [.. Enumerable.Range(0, 32).Select(i => i % 2 == 0 ? -3e38f : 3e38f)], inside = [.. values];
        Projections.Simplex<float>(values, 1);
        Assert.Equal(Enumerable.Range(0, 32).Select(i => i % 2 == 0 ? 0 : 0.0625f), values);
        Projections.L1Ball<float>(inside, 3.2e38);
        Assert.All(inside, p => Assert.Equal(1e37f, Math.Abs(p)));
        double[] wide = [1e308, 1.5e308, -1.7e308];
        Projections.Simplex<double>(wide, 1e308);
        Assert.Equal([0.25e308, 0.75e308, 0], wide.Select(p => Math.Round(p / 1e306) * 1e306));
    }

    [Fact]
    public void The_simplex_and_the_sphere_of_the_1_norm_are_exact_to_a_unit_in_the_last_place()
    {
        var random = new Random(5);
        for (int i = 0; i < s_cases; i++)
        {
            int length = Math.Max(1, (1 << random.Next(12)) + random.Next(-3, 4));
            double offset = Math.Pow(10, random.Next(4) == 0 ? 70 * random.NextDouble() - 35 : 8 * random.NextDouble() - 3);
            double spread = Math.Pow(10, 10 * random.NextDouble() - 7), scale = Math.Pow(10, 10 * random.NextDouble() - 6);
            double[] x = [.. Enumerable.Range(0, length).Select(_ => (random.Next(3) - 1) * offset + spread * random.NextDouble())];
            if (random.Next(2) == 0)
                x = [.. x.Select(_ => offset + spread * random.NextDouble())];
            Compare([.. x.Select(v => (float)v)], scale);
            Compare(x, scale);
        }
    }

    [Fact]
    public void Values_that_are_not_finite_make_all_NaN_except_minus_infinity_which_becomes_0()
    {
        foreach (float special in (float[])[float.NaN, float.PositiveInfinity])
        {
            float[] simplex = [1, 2, special, 3], sphere = [1, 2, -special, 3], ball = [1, 2, -special, 3];
            Projections.Simplex<float>(simplex);
            Projections.L1Sphere<float>(sphere);
            Projections.L1Ball<float>(ball);
            Assert.All([.. simplex, .. sphere, .. ball], p => Assert.True(float.IsNaN(p)));
        }

        float[] values = [1, float.NegativeInfinity, 1];
        Projections.Simplex<float>(values);
        Assert.Equal([0.5f, 0, 0.5f], values);
    }

    [Theory]
    [InlineData(1e39)]
    [InlineData(3.5e38)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NaN)]
    public void Scalars_that_are_not_finite_in_the_type_are_refused_with_its_range(double scalar)
    {
        float[] values = [1, 2], other = [3, 4];
        Refused("scale", "[0, 3.4028234663852886E+38]", () => Projections.Simplex<float>(values, scalar));
        Refused("radius", "[0, 3.4028234663852886E+38]", () => Projections.L1Sphere<float>(values, scalar));
        Refused("radius", "[0, 3.4028234663852886E+38]", () => Projections.L1Ball<float>(values, scalar));
        Refused("offset", "[-3.4028234663852886E+38, 3.4028234663852886E+38]", () => Projections.Hyperplane<float>(values, other, scalar));
        Refused("offset", "[-3.4028234663852886E+38, 3.4028234663852886E+38]", () => Projections.Halfspace<float>(values, other, -scalar));
        Assert.Equal([1, 2], values);
        double[] wide = [1, 2];
        if (double.IsFinite(scalar))
            Projections.Simplex<double>(wide, scalar);
        Assert.All(wide, value => Assert.True(double.IsFinite(value)));

        static void Refused(string name, string range, Action project)
        {
            var exception = Assert.Throws<ArgumentOutOfRangeException>(project);
            Assert.Equal(name, exception.ParamName);
            Assert.StartsWith($"{name} must be in {range}, the range of Single.", exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_scale_of_0_and_shares_below_the_smallest_number_are_zeros()
    {
        foreach (double scale in (double[])[0, 1e-50, 1e-45])
        {
            float[] values = [5, 5, 5, 5];
            Projections.Simplex<float>(values, scale);
            Assert.Equal(new float[4], values);
        }
    }

    [Theory]
    [InlineData(1, 1e20, 0)]
    [InlineData(1, 1e-23, 0)]
    [InlineData(1, 1e-40, 1e-41)]
    [InlineData(1e30, 1e30, 1e35)]
    [InlineData(1e-30, 1e-10, 0)]
    [InlineData(1e20, 1, 3)]
    [InlineData(1e-30, 1e25, 1e-10)]
    [InlineData(1, 1, 1e38)]
    [InlineData(1e38, 1e38, 1e38)]
    public void Projections_of_float_vectors_onto_others_of_any_length_are_their_formulas(double x, double a, double offset) =>
        CompareWithFormulas<float>(x, a, offset, 2e-6);

    [Theory]
    [InlineData(1, 1e200, 0)]
    [InlineData(1, 1e-200, 1e-201)]
    [InlineData(1e300, 1e300, 1e300)]
    [InlineData(1e-300, 1e-100, 0)]
    [InlineData(1e200, 1, 3)]
    [InlineData(1e-320, 1e-320, 1e-300)]
    public void Projections_of_double_vectors_onto_others_of_any_length_are_their_formulas(double x, double a, double offset) =>
        CompareWithFormulas<double>(x, a, offset, 1e-13);

    [Fact]
    public void Only_a_zero_vector_has_no_direction()
    {
        float[] x = [1, 2];
        Projections.Vector<float>(x, [0, float.Epsilon]);
        Assert.Equal([0f, 2], x);
        Assert.Throws<ArgumentException>(() => Projections.Vector<float>(x, [0f, -0f]));
    }

    private static void Compare<T>(T[] values, double scale) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] x = Vectors.ToDouble<T>(values);
        T[] simplex = [.. values], sphere = [.. values];
        Projections.Simplex(simplex, scale);
        Projections.L1Sphere(sphere, scale);
        double[] exact = ExactProjections.Simplex(x, scale), exactSphere = ExactProjections.L1Sphere(x, scale);
        string of = $"{typeof(T).Name}[{values.Length}] from {x.Min():R} to {x.Max():R}, scale {scale:R}";
        AssertExact(exact, simplex, ExactProjections.Threshold(x, scale).ToDouble(), scale, $"simplex of {of}");
        double threshold = ExactProjections.Threshold([.. x.Select(Math.Abs)], scale).ToDouble();
        AssertExact(exactSphere, sphere, threshold, scale, $"1-norm of {of}");
    }

    private static void AssertExact<T>(double[] exact, T[] actual, double threshold, double scale, string what)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Units of the result, of the mean result and, to twice the precision, of θ.
        double common = Math.Max(Unit<T>(scale / Math.Max(1, exact.Count(p => p != 0))), Unit<T>(Unit<T>(threshold)));
        double tolerance = 0;
        for (int i = 0; i < exact.Length; i++)
        {
            double unit = Math.Max(Unit<T>(exact[i]), common);
            tolerance += exact[i] == 0 ? 0 : unit;
            double error = Math.Abs(double.CreateChecked(actual[i]) - exact[i]);
            Assert.True(error <= 1.01 * unit, $"{what}: {actual[i]:R} and not {exact[i]:R} at {i}");
        }

        var sum = Rational.Sum(actual.Select(p => Math.Abs(double.CreateChecked(p))));
        Assert.True(Math.Abs((sum - scale).ToDouble()) <= 1.01 * tolerance, $"{what}: the sum is {sum.ToDouble():R}");
    }

    private static double Unit<T>(double value) where T : IBinaryFloatingPointIeee754<T>
    {
        T magnitude = T.Abs(T.CreateChecked(value));
        return double.CreateChecked(T.BitIncrement(magnitude) - magnitude);
    }

    private static void CompareWithFormulas<T>(double sizeOfX, double sizeOfA, double offset, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (int length in (int[])[2, 17, 100])
        {
            T[] values = Scaled<T>(sizeOfX, length, 1), other = Scaled<T>(sizeOfA, length, 2);
            double[] x = Vectors.ToDouble<T>(values), a = Vectors.ToDouble<T>(other);
            T[] line = [.. values], plane = [.. values], half = [.. values], opposite = [.. values];
            Projections.Vector<T>(line, other);
            AssertClose(ExactProjections.Line(x, a), line, tolerance, "line", 0);
            Projections.Hyperplane<T>(plane, other, offset);
            AssertClose(ExactProjections.Hyperplane(x, a, offset), plane, tolerance, "hyperplane", sizeOfX);
            Projections.Halfspace<T>(half, other, offset);
            AssertClose(ExactProjections.Halfspace(x, a, offset), half, tolerance, "halfspace", sizeOfX);
            Projections.Halfspace<T>(opposite, [.. other.Select(v => -v)], -offset);
            AssertClose(
                ExactProjections.Halfspace(x, [.. a.Select(v => -v)], -offset), opposite, tolerance, "other halfspace", sizeOfX);
        }
    }

    private static void AssertClose<T>(double[] expected, T[] actual, double tolerance, string what, double size)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double scale = Math.Max(size, expected.Max(Math.Abs));
        double smallest = typeof(T) == typeof(float) ? float.Epsilon : double.Epsilon;
        for (int i = 0; i < expected.Length; i++)
        {
            double got = double.CreateChecked(actual[i]);
            if (double.IsInfinity(double.CreateChecked(T.CreateChecked(expected[i]))))
                Assert.Equal(expected[i] > 0 ? double.PositiveInfinity : double.NegativeInfinity, got);
            else
                Assert.True(
                    Math.Abs(got - expected[i]) <= tolerance * scale + smallest, $"{what}[{i}]: {got:R} and not {expected[i]:R}");
        }
    }

    private static T[] Scaled<T>(double size, int length, int seed) where T : IBinaryFloatingPointIeee754<T> =>
        [.. Vectors.Uniform<double>(length, seed).Select(v => T.CreateChecked(v / 2 * size))];
}
