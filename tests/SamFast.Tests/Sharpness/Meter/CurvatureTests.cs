using System.Numerics;
using CsCheck;

namespace SamFast.Tests.Sharpness.Meter;

/// <summary>Products with the Hessian, its largest eigenvalue, and its trace.</summary>
public class CurvatureTests
{
    private static readonly (double X, double Y)[] s_points =
        [(0, 0), (2, 0), (1, 1), (-0.4, -0.4), (0.3, 0.05), (-1.2, 1), (0, 1), (1.5, 0.7)];

    public static TheoryData<int, int> PlacesOfFunctions
    {
        get
        {
            var places = new TheoryData<int, int>();
            for (int function = 0; function < Function.All.Length; function++)
            {
                for (int point = 0; point < s_points.Length; point++)
                    places.Add(function, point);
            }

            return places;
        }
    }

    [Theory, MemberData(nameof(PlacesOfFunctions))]
    public void Eigenvalue_trace_and_product_are_those_of_the_analytic_Hessian(int function, int point)
    {
        Compare<double>(Function.All[function], s_points[point], 1e-6);
        Compare<float>(Function.All[function], s_points[point], 2e-2);
    }

    [Fact]
    public void The_eigenvalue_is_the_largest_signed_one() =>
        Gen.Select(Gen.Int[-1000, 1000].Array[1, 12], Gen.Int[0, 1000]).Sample((hundredths, seed) =>
        {
            double[] eigenvalues = [.. hundredths.Select(e => e / 100.0)];
            double[] at = Vectors.Uniform<double>(eigenvalues.Length, seed);
            double radius = eigenvalues.Max(Math.Abs), least = eigenvalues.Max() - (0.02 * radius) - 1e-9;
            var estimate = Estimate(seed);
            // A start all but at right angles to its direction settles for the next one; another start is not.
            if (estimate.Value < least)
                estimate = Estimate(seed + 1001);
            Assert.True(estimate.Value >= least, $"{estimate} is not {eigenvalues.Max()}");

            EigenvalueEstimate Estimate(int start)
            {
                var loss = Of<double>(eigenvalues, seed);
                var meter = new SharpnessMeter<double>(eigenvalues.Length, start);
                var found = meter.LargestEigenvalue(at, ref loss, iterations: 20_000, tolerance: 1e-4);
                double nearest = eigenvalues.Min(e => Math.Abs(e - found.Value));
                Assert.True(found.SpectralRadius <= (radius * (1 + 1e-6)) + 1e-9);
                Assert.True(found.Value <= eigenvalues.Max() + (1e-6 * radius) + 1e-9);
                Assert.True(found.HasConverged);
                Assert.True(nearest <= found.Residual + (1e-6 * radius) + 1e-9, $"{found} is near to no eigenvalue");
                return found;
            }
        }, iter: 300);

    [Theory]
    [InlineData(new double[] { -7 }, -7)]
    [InlineData(new double[] { -100, 1, 0.5 }, 1)]
    [InlineData(new double[] { -3, 3, 1 }, 3)]
    [InlineData(new double[] { -5, -4, -3 }, -3)]
    [InlineData(new double[] { 0, 0, 0, 0 }, 0)]
    [InlineData(new double[] { 2, 2, 2 }, 2)]
    public void Negative_equal_and_missing_curvature_is_no_trap(double[] eigenvalues, double largest)
    {
        var loss = Of<double>(eigenvalues, 5);
        var meter = new SharpnessMeter<double>(eigenvalues.Length);
        var estimate = meter.LargestEigenvalue(Vectors.Uniform<double>(eigenvalues.Length, 1), ref loss, 2000, 1e-4);
        Assert.True(estimate.HasConverged);
        Assert.Equal(largest, estimate.Value, 1e-3);
    }

    [Fact]
    public void The_direction_is_the_eigenvector()
    {
        var loss = Of<double>([1, 4, 2, -3, 0.5], 3);
        var meter = new SharpnessMeter<double>(5);
        double[] at = Vectors.Uniform<double>(5, 1), product = new double[5];
        double value = meter.LargestEigenvalue(at, ref loss, tolerance: 1e-7).Value;
        double[] direction = meter.Direction.ToArray();
        meter.HessianProduct(at, ref loss, direction, product);
        Assert.Equal(1, direction.Sum(x => x * x), 1e-12);
        for (int i = 0; i < 5; i++)
            Assert.Equal(value * direction[i], product[i], 1e-6);
    }

    [Fact]
    public void Too_few_iterations_do_not_converge_and_say_so()
    {
        var loss = Of<double>([3, 2.9, 2.8, 1], 3);
        var estimate = new SharpnessMeter<double>(4).LargestEigenvalue(Vectors.Uniform<double>(4, 1), ref loss, 2, 1e-9);
        Assert.Equal(2, estimate.Iterations);
        Assert.False(estimate.HasConverged);
        Assert.True(estimate.Residual > 0);
    }

    [Fact]
    public void The_trace_is_within_its_standard_error_and_more_probes_make_that_smaller()
    {
        int outside = 0;
        for (int seed = 0; seed < 40; seed++)
        {
            double[] eigenvalues = Vectors.Uniform<double>(20, seed);
            var loss = Of<double>(eigenvalues, seed);
            var meter = new SharpnessMeter<double>(20, seed);
            double[] at = Vectors.Uniform<double>(20, seed + 1);
            var few = meter.Trace(at, ref loss, probes: 40, tolerance: 0);
            var many = meter.Trace(at, ref loss, probes: 640, tolerance: 0);
            Assert.Equal(40, few.Probes);
            Assert.InRange(many.StandardError, few.StandardError / 7, few.StandardError / 2.5);
            outside += Math.Abs(many.Value - eigenvalues.Sum()) > 2 * many.StandardError ? 1 : 0;
        }

        // One in twenty is expected.
        Assert.InRange(outside, 0, 7);
    }

    [Fact]
    public void Probes_end_when_the_tolerance_is_met()
    {
        var loss = Of<double>([5, 4, 3, 2, 1], 3);
        var estimate = new SharpnessMeter<double>(5).Trace(Vectors.Uniform<double>(5, 1), ref loss, 10_000, 0.02);
        Assert.True(estimate.HasConverged);
        Assert.InRange(estimate.Probes, 8, 9_999);
        Assert.True(estimate.StandardError <= 0.02 * estimate.Value);
    }

    [Fact]
    public void The_error_of_a_product_falls_with_the_square_of_the_step()
    {
        var loss = new Function.Loss<double>(Function.All[0]);
        double exact = 2 - (400 * 0.5) + (1200 * 0.7 * 0.7);
        double Error(double step)
        {
            var product = new double[2];
            new SharpnessMeter<double>(2) { RelativeStep = step }.HessianProduct([0.7, 0.5], ref loss, [1, 0], product);
            return Math.Abs(product[0] - exact);
        }

        Assert.InRange(Error(1e-2) / Error(5e-3), 3.9, 4.1);
        Assert.True(Error(6e-6) < 1e-6);
    }

    [Fact]
    public void The_product_with_a_vector_of_any_length_is_linear()
    {
        var loss = new Function.Loss<double>(Function.All[0]);
        var meter = new SharpnessMeter<double>(2);
        double[] once = new double[2], thousandfold = new double[2];
        meter.HessianProduct([0.7, 0.5], ref loss, [0.3, -0.2], once);
        meter.HessianProduct([0.7, 0.5], ref loss, [300, -200], thousandfold);
        Assert.Equal(1000 * once[0], thousandfold[0], 1e-3);
        Assert.Equal(1000 * once[1], thousandfold[1], 1e-3);
        meter.HessianProduct([0.7, 0.5], ref loss, [0, 0], once);
        Assert.Equal([0, 0], once);
    }

    private static Quadratic<T> Of<T>(double[] eigenvalues, int seed) where T : unmanaged, IFloatingPointIeee754<T> =>
        new(Quadratic<T>.WithEigenvalues(eigenvalues, seed), Vectors.Uniform<double>(eigenvalues.Length, seed + 7));

    private static void Compare<T>(Function function, (double X, double Y) at, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] point = [T.CreateChecked(at.X), T.CreateChecked(at.Y)];
        var loss = new Function.Loss<T>(function);
        var (xx, xy, yy) = function.Hessian(double.CreateChecked(point[0]), double.CreateChecked(point[1]));
        double scale = double.Hypot(double.Hypot(xx, yy), double.Sqrt(2) * xy);
        var meter = new SharpnessMeter<T>(2);

        var eigenvalue = meter.LargestEigenvalue(point, ref loss, iterations: 2000, tolerance: tolerance / 10);
        Assert.Equal(function.Largest(at.X, at.Y), eigenvalue.Value, tolerance * scale);
        Assert.True(eigenvalue.HasConverged || typeof(T) == typeof(float), $"{eigenvalue}");

        var trace = meter.Trace(point, ref loss, probes: 400, tolerance: 0);
        Assert.Equal(xx + yy, trace.Value, (5 * trace.StandardError) + (tolerance * scale));

        var product = new T[2];
        meter.HessianProduct(point, ref loss, [T.CreateChecked(0.6), T.CreateChecked(-0.8)], product);
        Assert.Equal((0.6 * xx) - (0.8 * xy), double.CreateChecked(product[0]), tolerance * scale);
        Assert.Equal((0.6 * xy) - (0.8 * yy), double.CreateChecked(product[1]), tolerance * scale);
    }
}
