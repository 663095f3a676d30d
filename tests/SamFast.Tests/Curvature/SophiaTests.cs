namespace SamFast.Tests.Curvature;

[Optimizer, Sophia(0.05, gamma: 0.5, updateInterval: 3)]
public sealed partial class FloatSophia;

[Optimizer<double>, Sophia(0.05, gamma: 0.5, updateInterval: 3)]
public sealed partial class DoubleSophia;

/// <summary>Sophia: when it asks for the diagonal, what it does with it, and the estimator that goes with it.</summary>
[Collection(AllocationTests.Alone)]
public class SophiaTests
{
    private const int Length = 20_003;

    [Fact]
    public void It_needs_the_diagonal_every_so_many_steps_from_the_first_on()
    {
        var optimizer = new DoubleSophia(1);
        foreach (bool needs in (bool[])[true, false, false, true, false, false, true])
        {
            Assert.Equal(needs, optimizer.NeedsHessian);
            if (needs)
                optimizer.Step(new double[1], [1], [1]);
            else
                optimizer.Step(new double[1], [1]);
        }
    }

    [Fact]
    public void A_step_that_needs_the_diagonal_is_refused_without_it_and_changes_nothing()
    {
        var optimizer = new DoubleSophia(1);
        double[] parameters = [1];
        var refused = Assert.Throws<InvalidOperationException>(() => optimizer.Step(parameters, [1]));
        Assert.Contains("Step(parameters, gradients, hessianDiagonal)", refused.Message, StringComparison.Ordinal);
        Assert.Equal((1, 0), (parameters[0], optimizer.StepCount));
    }

    [Fact]
    public void A_diagonal_that_does_not_fit_is_refused_and_changes_nothing()
    {
        var optimizer = new DoubleSophia(2);
        double[] parameters = [1, 2];
        Assert.Equal("hessianDiagonal",
            Assert.Throws<ArgumentException>(() => optimizer.Step(parameters, [1, 1], new double[3])).ParamName);
        Assert.Equal("hessianDiagonal",
            Assert.Throws<ArgumentException>(() => optimizer.Step(parameters, [1, 1], parameters)).ParamName);
        Assert.Equal([1, 2], parameters);
        Assert.Equal(0, optimizer.StepCount);
    }

    [Fact]
    public void It_follows_the_published_formula()
    {
        var optimizer = new DoubleSophia(1);
        double[] parameters = [1];
        double p = 1, mu = 0, nu = 0;
        for (int step = 0; step < 12; step++)
        {
            double gradient = Math.Cos(step), diagonal = 40 + step;
            mu = (0.965 * mu) + (0.035 * gradient);
            double direction = mu / (1 - Math.Pow(0.965, step + 1)) / Math.Max(0.5 * nu, 1e-8);
            p -= 0.05 * (Math.Clamp(direction, -1, 1) + (1e-4 * p));
            if (step % 3 == 0)
            {
                nu = (0.99 * nu) + (0.01 * diagonal);
                optimizer.Step(parameters, [gradient], [diagonal]);
            }
            else
            {
                optimizer.Step(parameters, [gradient]);
            }

            Assert.Equal(p, parameters[0], 1e-14);
        }
    }

    [Fact]
    public void Threads_and_separate_tensors_do_not_change_a_bit()
    {
        float[] expected = Walk(1);
        Bits.AssertSame<float>(expected, Walk(3));

        float[][] parameters = [Part(0, 1), Part(0, 2)], gradients = [new float[5_000], new float[Length - 5_000]];
        using var tensors = new TensorBuffers<float>(parameters, gradients);
        var optimizer = new FloatSophia([.. tensors.Lengths]);
        for (int step = 0; step < 6; step++)
        {
            Part(2 + step, 1).CopyTo(gradients[0], 0);
            Part(2 + step, 2).CopyTo(gradients[1], 0);
            if (optimizer.NeedsHessian)
                optimizer.Step(tensors, Vectors.Uniform<float>(Length, 50));
            else
                optimizer.Step(tensors);
        }

        Bits.AssertSame<float>(expected, parameters.SelectMany(part => part).ToArray());

        static float[] Part(int seed, int which) => which == 1
            ? Vectors.Uniform<float>(Length, seed)[..5_000]
            : Vectors.Uniform<float>(Length, seed)[5_000..];

        static float[] Walk(int threads)
        {
            var optimizer = new FloatSophia(Length) { ThreadCount = threads };
            float[] parameters = Vectors.Uniform<float>(Length, 0), diagonal = Vectors.Uniform<float>(Length, 50);
            for (int step = 0; step < 6; step++)
            {
                if (optimizer.NeedsHessian)
                    optimizer.Step(parameters, Vectors.Uniform<float>(Length, 2 + step), diagonal);
                else
                    optimizer.Step(parameters, Vectors.Uniform<float>(Length, 2 + step));
            }

            return parameters;
        }
    }

    [Fact]
    public void The_estimate_of_a_diagonal_quadratic_is_its_diagonal_for_any_signs()
    {
        var estimator = new HutchinsonEstimator<double>(37, seed: 4);
        double[] diagonal = new double[37];
        for (int estimate = 0; estimate < 3; estimate++)
        {
            estimator.Estimate(Vectors.Uniform<double>(37, 1), (point, gradient) =>
            {
                for (int i = 0; i < point.Length; i++)
                    gradient[i] = (i + 1) * point[i];
            }, diagonal);
            for (int i = 0; i < diagonal.Length; i++)
                Assert.Equal(i + 1, diagonal[i], 1e-8);
        }

        Assert.Equal(3, estimator.Count);
    }

    [Fact]
    public void Its_signs_are_not_those_of_an_optimizer_with_the_same_seed()
    {
        double[] estimated = new double[2000];
        var estimator = new HutchinsonEstimator<double>(2000, seed: 11) { Distance = 0.5 };
        var points = new List<double[]>();
        estimator.Estimate(new double[2000], (point, gradient) => points.Add(point.ToArray()), estimated);
        var others = new RandomLanes(11, 0, 0, 0);
        double same = Enumerable.Range(0, 2000)
            .Count(i => Math.Sign(points[1][i]) == others.Rademacher<Lanes512<double>, double>((nuint)i).Vector[0]);
        Assert.InRange(same, 1000 - (5 * Math.Sqrt(500)), 1000 + (5 * Math.Sqrt(500)));
    }

    [Theory, InlineData(1e5f), InlineData(-1e5f), InlineData(3e7f), InlineData(70f), InlineData(0.5f), InlineData(1e30f)]
    public void Large_parameters_are_moved_far_enough_and_differences_divided_by_the_distance_taken(float w)
    {
        const int Count = 37;
        var estimator = new HutchinsonEstimator<float>(Count, seed: 3);
        float[] parameters = [.. Enumerable.Repeat(w, Count)], diagonal = new float[Count];
        estimator.Estimate(parameters, (point, gradient) =>
        {
            for (int i = 0; i < Count; i++)
                gradient[i] = (i + 1) * point[i];
        }, diagonal);
        for (int i = 0; i < Count; i++)
            Assert.Equal(i + 1, diagonal[i], 2e-3f * (i + 1));
    }

    [Fact]
    public void The_estimates_of_a_coupled_quadratic_average_to_its_diagonal()
    {
        // H = [[2, 1], [1, 3]]: each estimate is off by ±1.
        var estimator = new HutchinsonEstimator<double>(2);
        double[] diagonal = new double[2], sum = new double[2];
        for (int estimate = 0; estimate < 4000; estimate++)
        {
            estimator.Estimate([0.5, -0.5], (point, gradient) =>
            {
                gradient[0] = (2 * point[0]) + point[1];
                gradient[1] = point[0] + (3 * point[1]);
            }, diagonal);
            sum[0] += diagonal[0] / 4000;
            sum[1] += diagonal[1] / 4000;
        }

        Assert.Equal(2, sum[0], 5 / Math.Sqrt(4000));
        Assert.Equal(3, sum[1], 5 / Math.Sqrt(4000));
        Assert.NotEqual(2, sum[0]);
    }

    [Fact]
    public void Estimate_and_step_allocate_nothing()
    {
        var optimizer = new FloatSophia(Length);
        var estimator = new HutchinsonEstimator<float>(Length);
        var parabola = new Parabola<float>(Vectors.Uniform<float>(Length, 3));
        float[] parameters = Vectors.Uniform<float>(Length, 1), gradients = new float[Length], diagonal = new float[Length];
        Assert.Equal(0, AllocationTests.AllocatedBy(Step));

        void Step()
        {
            parabola.Evaluate(parameters, gradients, default);
            if (optimizer.NeedsHessian)
            {
                estimator.Estimate(parameters, ref parabola, diagonal);
                optimizer.Step(parameters, gradients, diagonal);
            }
            else
            {
                optimizer.Step(parameters, gradients);
            }
        }
    }

    [Fact]
    public void A_distance_that_is_not_positive_is_refused_and_changes_nothing()
    {
        var estimator = new HutchinsonEstimator<float>(1);
        foreach (double distance in (double[])[0, -1, double.NaN, double.PositiveInfinity])
            Assert.Throws<ArgumentOutOfRangeException>(() => estimator.Distance = distance);
        Assert.Equal(1e-3, estimator.Distance);
    }
}
