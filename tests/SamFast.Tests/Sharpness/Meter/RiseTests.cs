using CsCheck;

namespace SamFast.Tests.Sharpness.Meter;

/// <summary>SAM's sharpness and the average one.</summary>
public class RiseTests
{
    [Fact]
    public void One_step_is_the_rise_at_the_end_of_SAMs_perturbation() =>
        Gen.Select(Gen.Double[-5, 5].Array[1, 40], Gen.Int[0, 1000], Gen.Double[0, 3]).Sample((eigenvalues, seed, rho) =>
        {
            var (loss, at, gradient) = Problem(eigenvalues, seed);
            double norm = Math.Sqrt(gradient.Sum(g => g * g));
            double[] end = [.. at.Zip(gradient, (w, g) => w + (rho * g / norm))];
            var estimate = new SharpnessMeter<double>(at.Length, seed).Climb(at, ref loss, rho);
            Assert.Equal(loss.Value(at), estimate.Loss);
            Assert.Equal(loss.Value(end) - loss.Value(at), estimate.Sharpness, 1e-9);
        }, iter: 200);

    [Fact]
    public void A_convex_loss_rises_higher_with_every_step_and_never_above_the_maximum() =>
        Gen.Select(Gen.Double[0, 5].Array[2, 20], Gen.Int[0, 1000], Gen.Double[0.01, 3]).Sample((eigenvalues, seed, rho) =>
        {
            var (loss, at, gradient) = Problem(eigenvalues, seed);
            var meter = new SharpnessMeter<double>(at.Length, seed);
            double last = 0, slope = Math.Sqrt(gradient.Sum(g => g * g));
            double bound = (rho * slope) + (rho * rho * eigenvalues.Max() / 2);
            for (int steps = 1; steps <= 6; steps++)
            {
                double sharpness = meter.Climb(at, ref loss, rho, steps).Sharpness;
                Assert.InRange(sharpness, last - 1e-12, bound + 1e-9);
                last = sharpness;
            }
        }, iter: 200);

    [Fact]
    public void Many_steps_find_the_maximum_of_a_quadratic_around_its_minimum()
    {
        // Where the gradient is 0, the first direction is random.
        double[] eigenvalues = [0.5, 4, 1, 2];
        var loss = new Quadratic<double>(Quadratic<double>.WithEigenvalues(eigenvalues, 1), new double[4]);
        var meter = new SharpnessMeter<double>(4);
        Assert.Equal(0.5 * 4 * 0.3 * 0.3, meter.Climb(new double[4], ref loss, 0.3, 40).Sharpness, 1e-9);
        Assert.True(meter.Climb(new double[4], ref loss, 0.3).Sharpness > 0);
    }

    [Fact]
    public void No_radius_is_no_rise()
    {
        var (loss, at, _) = Problem([1, -2, 3], 4);
        var meter = new SharpnessMeter<double>(3);
        Assert.Equal(0, meter.Climb(at, ref loss, 0, 3).Sharpness);
        Assert.Equal(0, meter.Average(at, ref loss, 0).Sharpness);
    }

    [Fact]
    public void The_average_rise_of_a_quadratic_is_that_of_its_trace()
    {
        int outside = 0;
        for (int seed = 0; seed < 40; seed++)
        {
            double[] eigenvalues = Vectors.Uniform<double>(30, seed);
            var (loss, at, _) = Problem(eigenvalues, seed);
            var estimate = new SharpnessMeter<double>(30, seed).Average(at, ref loss, 0.5, directions: 400, tolerance: 0);
            double expected = 0.25 / (2 * 30) * eigenvalues.Sum();
            Assert.Equal(400, estimate.Directions);
            outside += Math.Abs(estimate.Sharpness - expected) > 2 * estimate.StandardError ? 1 : 0;
        }

        // One in twenty is expected.
        Assert.InRange(outside, 0, 7);
    }

    [Fact]
    public void A_slope_alone_has_no_average_rise()
    {
        var loss = new Quadratic<double>(new double[6, 6], [1, -2, 3, -4, 5, -6]);
        var estimate = new SharpnessMeter<double>(6).Average(Vectors.Uniform<double>(6, 1), ref loss, 0.1);
        Assert.Equal(0, estimate.Sharpness, 1e-14);
    }

    [Fact]
    public void Float_and_double_agree()
    {
        var (loss, at, _) = Problem([1, 2, 3, 4, 5, 6, 7], 2);
        var single = new Quadratic<float>(
            Quadratic<float>.WithEigenvalues([1, 2, 3, 4, 5, 6, 7], 2), Vectors.Uniform<double>(7, 9));
        var meter = new SharpnessMeter<double>(7);
        var narrow = new SharpnessMeter<float>(7);
        float[] there = [.. at.Select(w => (float)w)];
        Assert.Equal(meter.Climb(at, ref loss, 0.1, 3).Sharpness, narrow.Climb(there, ref single, 0.1, 3).Sharpness, 1e-5);
        Assert.Equal(
            meter.Average(at, ref loss, 0.1, 500, 0).Sharpness, narrow.Average(there, ref single, 0.1, 500, 0).Sharpness, 3e-3);
    }

    private static (Quadratic<double> Loss, double[] At, double[] Gradient) Problem(double[] eigenvalues, int seed)
    {
        int n = eigenvalues.Length;
        var loss = new Quadratic<double>(
            Quadratic<double>.WithEigenvalues(eigenvalues, seed), Vectors.Uniform<double>(n, seed + 7));
        double[] at = Vectors.Uniform<double>(n, seed + 1), gradient = new double[n];
        loss.Evaluate(at, gradient, default);
        return (loss, at, gradient);
    }
}
