using System.Numerics;

namespace SamFast.Tests;

public class ProjectionTests
{
    private static readonly int[] s_lengths = [1, 2, 3, 15, 16, 17, 33, 100, 4097, 9001];

    public static TheoryData<int, double> Shapes
    {
        get
        {
            var shapes = new TheoryData<int, double>();
            foreach (int length in s_lengths)
            {
                foreach (double scale in new[] { 0.01, 1, 50 })
                    shapes.Add(length, scale);
            }

            return shapes;
        }
    }

    [Theory, MemberData(nameof(Shapes))]
    public void The_simplex_is_that_of_the_sorting_algorithm(int length, double scale)
    {
        Compare<float>(length, scale, 2e-6, (x, s) => Projections.Simplex<float>(x, s), ScalarProjections.Simplex);
        Compare<double>(length, scale, 1e-14, (x, s) => Projections.Simplex<double>(x, s), ScalarProjections.Simplex);
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Sphere_and_ball_of_the_1_norm_are_those_of_the_sorting_algorithm(int length, double scale)
    {
        Compare<float>(length, scale, 2e-6, (x, s) => Projections.L1Sphere<float>(x, s), ScalarProjections.L1Sphere);
        Compare<double>(length, scale, 1e-14, (x, s) => Projections.L1Sphere<double>(x, s), ScalarProjections.L1Sphere);
        Compare<float>(length, scale, 2e-6, (x, s) => Projections.L1Ball<float>(x, s), ScalarProjections.L1Ball);
        Compare<double>(length, scale, 1e-14, (x, s) => Projections.L1Ball<double>(x, s), ScalarProjections.L1Ball);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(50)]
    [InlineData(5000)]
    public void Equal_and_geometric_values_are_no_trap_for_the_simplex(int length)
    {
        double[] equal = new double[length];
        equal.AsSpan().Fill(7);
        Projections.Simplex<double>(equal);
        Assert.All(equal, p => Assert.Equal(1.0 / length, p, 1e-14));

        double[] steep = [.. Enumerable.Range(0, length).Select(i => Math.Pow(2, -i % 60))];
        double[] expected = ScalarProjections.Simplex(steep, 1);
        Projections.Simplex<double>(steep);
        Assert.All(steep.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-14));
    }

    [Fact]
    public void A_point_of_the_ball_is_its_own_projection()
    {
        double[] values = [0.5, -0.25, 0.25];
        Projections.L1Ball<double>(values);
        Assert.Equal([0.5, -0.25, 0.25], values);
    }

    [Fact]
    public void A_radius_of_0_is_the_origin()
    {
        double[] values = [3, -4];
        Projections.L1Ball<double>(values, 0);
        Assert.Equal([0.0, 0], values);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(53)]
    [InlineData(5000)]
    public void Line_hyperplane_and_halfspace_are_their_formulas(int length)
    {
        double[] x = Vectors.Uniform<double>(length, 1), a = Vectors.Uniform<double>(length, 2);
        double dot = x.Zip(a, (p, q) => p * q).Sum(), squared = a.Sum(q => q * q);
        AssertProjected(x, y => Projections.Vector<double>(y, a), (p, q) => dot / squared * q, a);
        foreach (double offset in new[] { dot - 1, dot + 1 })
        {
            double factor = (offset - dot) / squared;
            AssertProjected(x, y => Projections.Hyperplane<double>(y, a, offset), (p, q) => p + factor * q, a);
            AssertProjected(x, y => Projections.Halfspace<double>(y, a, offset), (p, q) => p + Math.Min(0, factor) * q, a);
        }
    }

    [Fact]
    public void Wrong_arguments_are_refused_by_name_before_anything_is_written()
    {
        float[] x = [1, 2], zero = new float[2];
        Assert.Equal("scale", Refused(() => Projections.Simplex<float>(x, -1)));
        Assert.Equal("radius", Refused(() => Projections.L1Ball<float>(x, double.NaN)));
        Assert.Equal("radius", Refused(() => Projections.L1Sphere<float>(x, double.PositiveInfinity)));
        Assert.Equal("direction", Refused(() => Projections.Vector<float>(x, zero)));
        Assert.Equal("direction", Refused(() => Projections.Vector<float>(x, new float[3])));
        Assert.Equal("normal", Refused(() => Projections.Hyperplane<float>(x, x, 1)));
        Assert.Equal("offset", Refused(() => Projections.Halfspace<float>(x, [1, 1], double.NaN)));
        Assert.Throws<NotSupportedException>(() => Projections.Simplex<Half>(new Half[2]));
        Assert.Equal([1f, 2f], x);
    }

    [Fact]
    public void Projections_of_nothing_do_nothing_and_none_allocates()
    {
        float[] x = Vectors.Uniform<float>(100, 1), a = Vectors.Uniform<float>(100, 2);
        Projections.Simplex<float>([]);
        Projections.L1Ball<float>([]);
        Projections.Vector<float>([], []);
        Assert.Equal(0, AllocationTests.AllocatedBy(() =>
        {
            Projections.L1Ball<float>(x, 1);
            Projections.Simplex<float>(x);
            Projections.Hyperplane<float>(x, a, 1);
        }));
    }

    private static string Refused(Action project) => Assert.ThrowsAny<ArgumentException>(project).ParamName!;

    private static void AssertProjected(
        double[] x, Action<double[]> project, Func<double, double, double> formula, double[] other)
    {
        double[] y = [.. x];
        project(y);
        for (int i = 0; i < x.Length; i++)
            Assert.Equal(formula(x[i], other[i]), y[i], 1e-12);
    }

    private static void Compare<T>(
        int length, double scale, double tolerance, Action<T[], double> project,
        Func<double[], double, double[]> transcription)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var values = new Guarded<T>(Vectors.Uniform<T>(length, length));
        double[] expected = transcription(Vectors.ToDouble<T>(values.Span), scale);
        T[] projected = values.Span.ToArray();
        project(projected, scale);
        for (int i = 0; i < length; i++)
            Assert.Equal(expected[i], double.CreateChecked(projected[i]), tolerance * Math.Max(1, scale));
    }
}

/// <summary>The published algorithms, in double: with sorting, as in Duchi et al. 2008.</summary>
internal static class ScalarProjections
{
    public static double[] Simplex(double[] x, double scale)
    {
        double[] sorted = [.. x.OrderDescending()];
        double sum = 0, threshold = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            sum += sorted[i];
            double candidate = (sum - scale) / (i + 1);
            if (sorted[i] > candidate)
                threshold = candidate;
        }

        return [.. x.Select(v => Math.Max(v - threshold, 0))];
    }

    public static double[] L1Sphere(double[] x, double radius) =>
        [.. Simplex([.. x.Select(v => Math.Abs(v))], radius).Zip(x, (m, v) => Math.CopySign(m, v))];

    public static double[] L1Ball(double[] x, double radius) => x.Sum(v => Math.Abs(v)) <= radius ? x : L1Sphere(x, radius);
}
