namespace SamFast.Tests.Gradients;

/// <summary>The generated objective goes wherever an optimizer, a line search or a meter takes one.</summary>
public partial class ObjectiveTests
{
    private static readonly double[] _x = [.. Enumerable.Range(0, 21).Select(i => i / 10.0)];

    private static readonly double[] _y = [.. _x.Select(x => 3 * Math.Exp(-1.5 * x))];

    private static readonly double[] _weights = [1, 2, 4, 8, 16, 32, 3, 5, 7];

    [Optimizer<double>, Adam(0.05)]
    private sealed partial class FitAdam;

    [Sam<FitAdam>(0.01, mode: SamMode.Opaque)]
    private sealed partial class OpaqueFit;

    [Sam<FitAdam>(0.01)]
    private sealed partial class TransparentFit;

    [Optimizer<double>, ScaleByLbfgs, ScaleByLearningRate(1), ScaleByBacktrackingLinesearch(20)]
    private sealed partial class FitLbfgs;

    [Optimizer<double>, ScaleByLbfgs, ScaleByLearningRate(1), ScaleByZoomLinesearch(20)]
    private sealed partial class ZoomFit;

    [Optimizer<double>, PolyakSgd(maxLearningRate: 0.1)]
    private sealed partial class FitPolyak;

    [Optimizer<double>, Sophia(0.05)]
    private sealed partial class FitSophia;

    [Fact]
    public void The_gradient_and_the_value_equal_those_by_hand()
    {
        double[] p = [2, 1], gradient = [9, 9];
        double value = Fits.DecayGradient(p, _x, _y, gradient);

        Assert.Equal(Fits.Decay(p, _x, _y), value, 1e-14);
        double[] expected = Fits.DecaySlopes(p, _x, _y);
        Assert.Equal(expected[0], gradient[0], 1e-13);
        Assert.Equal(expected[1], gradient[1], 1e-13);
    }

    [Fact]
    public void The_objective_returns_the_bits_of_the_methods()
    {
        double[] p = [2, 1], gradient = new double[2], byObjective = new double[2];
        var objective = new Fits.DecayObjective(_x, _y);
        double value = Fits.DecayGradient(p, _x, _y, gradient);

        Assert.Equal(value, objective.Evaluate(p, byObjective));
        Assert.Equal(gradient, byObjective);
    }

    [Fact]
    public void The_objective_without_a_gradient_returns_the_value()
    {
        double[] p = [2, 1];
        Assert.Equal(Fits.Decay(p, _x, _y), new Fits.DecayObjective(_x, _y).Evaluate(p, default), 1e-14);
    }

    [Fact]
    public void The_product_with_the_hessian_of_a_bowl_is_the_direction_times_the_weights()
    {
        double[] p = [1, 2, 3, 4, 5, 6, 7, 8, 9], direction = [1, -1, 2, -2, 3, -3, 4, -4, 5], product = new double[9];
        Fits.BowlHessianProduct(p, _weights, direction, product);
        for (int i = 0; i < p.Length; i++)
            Assert.Equal(_weights[i] * direction[i], product[i], 1e-13);
    }

    [Fact]
    public void The_product_with_the_hessian_is_the_difference_of_gradients()
    {
        double[] p = [0.5, 0.25], direction = [1, -2], product = new double[2], after = new double[2], before = new double[2];
        const double Step = 1e-6;
        Fits.ValleyHessianProduct(p, direction, product);
        Fits.ValleyGradient([p[0] + Step * direction[0], p[1] + Step * direction[1]], after);
        Fits.ValleyGradient([p[0] - Step * direction[0], p[1] - Step * direction[1]], before);
        for (int i = 0; i < 2; i++)
            Assert.Equal((after[i] - before[i]) / (2 * Step), product[i], 1e-5);
    }

    [Fact]
    public void The_gradient_of_a_recurrence_is_the_difference_of_values()
    {
        double[] p = [0.3, 0.1], gradient = new double[2];
        const double Step = 1e-6;
        Fits.GrowthGradient(p, 100, gradient);
        for (int i = 0; i < 2; i++)
        {
            double[] after = [.. p], before = [.. p];
            after[i] += Step;
            before[i] -= Step;
            Assert.Equal((Fits.Growth(after, 100) - Fits.Growth(before, 100)) / (2 * Step), gradient[i], 1e-8);
        }
    }

    [Fact]
    public void A_method_of_another_class_has_the_derivative_of_its_rule()
    {
        double[] gradient = new double[2], product = new double[2];
        Assert.Equal(1.2, Fits.SoftGradient([0.5, 2], gradient), 1e-15);
        Assert.Equal(2 * 3 / 6.25, gradient[0], 1e-15);
        Assert.Equal(0.6, gradient[1], 1e-15);

        Fits.SoftHessianProduct([0.5, 2], [1, 0], product);
        Assert.Equal(-2 * 2 * 9 / 15.625, product[0], 1e-14);
        Assert.Equal(3 / 6.25, product[1], 1e-14);
    }

    [Fact]
    public void A_loop_that_runs_no_iterations_has_the_gradient_of_what_is_around_it()
    {
        double[] gradient = new double[2];
        Assert.Equal(0.1, Fits.GrowthGradient([0.3, 0.1], 0, gradient));
        Assert.Equal([0, 1], gradient);
    }

    [Fact]
    public void Adam_finds_the_parameters_of_the_data()
    {
        double[] p = [1, 0.5], gradients = new double[2];
        var optimizer = new FitAdam(2);
        var fit = new Fits.DecayObjective(_x, _y);
        for (int step = 0; step < 2000; step++)
        {
            fit.Evaluate(p, gradients);
            optimizer.Step(p, gradients);
        }

        IsFitted(p, 1e-4);
    }

    [Fact]
    public void Opaque_sam_takes_the_objective_as_a_gradient()
    {
        double[] p = [1, 0.5], transparent = [1, 0.5], gradients = new double[2];
        var opaque = new OpaqueFit(2);
        var open = new TransparentFit(2);
        var fit = new Fits.DecayObjective(_x, _y);
        for (int step = 0; step < 50; step++)
        {
            opaque.Step(p, ref fit);
            do
            {
                fit.Evaluate(transparent, gradients);
                open.Step(transparent, gradients);
            }
            while (open.AscentStep > 0);
        }

        Assert.NotEqual(1, p[0]);
        Assert.Equal(transparent[0], p[0], 1e-9);
        Assert.Equal(transparent[1], p[1], 1e-9);
    }

    [Fact]
    public void Lbfgs_with_backtracking_takes_the_objective()
    {
        double[] p = [1, 0.5];
        var optimizer = new FitLbfgs(2);
        var fit = new Fits.DecayObjective(_x, _y);
        for (int step = 0; step < 60; step++)
            optimizer.Step(p, ref fit);
        IsFitted(p, 1e-6);
    }

    [Fact]
    public void Lbfgs_with_zoom_finds_the_end_of_the_valley()
    {
        double[] p = [-1.2, 1];
        var optimizer = new ZoomFit(2);
        var valley = new Fits.ValleyObjective();
        for (int step = 0; step < 100; step++)
            optimizer.Step(p, ref valley);
        Assert.Equal(1, p[0], 1e-6);
        Assert.Equal(1, p[1], 1e-6);
    }

    [Fact]
    public void An_optimizer_that_needs_the_loss_takes_the_objective()
    {
        double[] p = [1, 0.5], gradients = new double[2];
        IOptimizer<double> optimizer = new FitPolyak(2);
        var fit = new Fits.DecayObjective(_x, _y);
        double first = fit.Evaluate(p, default);
        for (int step = 0; step < 200; step++)
            optimizer.StepWith(p, gradients, ref fit);
        Assert.True(fit.Evaluate(p, default) < first / 100);
    }

    [Fact]
    public void The_meter_measures_the_trace_and_the_largest_eigenvalue_of_a_bowl()
    {
        var meter = new SharpnessMeter<double>(_weights.Length);
        var bowl = new Fits.BowlObjective(_weights);
        double[] p = [1, 1, 1, 1, 1, 1, 1, 1, 1];
        Assert.Equal(_weights.Sum(), meter.Trace(p, ref bowl).Value, 1e-3);
        Assert.Equal(_weights.Max(), meter.LargestEigenvalue(p, ref bowl).Value, 0.5);
    }

    [Fact]
    public void The_meter_climbs_with_the_objective()
    {
        var meter = new SharpnessMeter<double>(2);
        var valley = new Fits.ValleyObjective();
        Assert.True(meter.Climb([1, 1], ref valley, rho: 0.1, ascentSteps: 5).Sharpness > 0);
    }

    [Fact]
    public void The_differences_of_the_meter_are_the_exact_product()
    {
        var meter = new SharpnessMeter<double>(2);
        var fit = new Fits.DecayObjective(_x, _y);
        double[] p = [2, 1], direction = [1, -1], exact = new double[2], differences = new double[2];
        fit.HessianProduct(p, direction, exact);
        meter.HessianProduct(p, ref fit, direction, differences);
        Assert.Equal(exact[0], differences[0], 1e-6);
        Assert.Equal(exact[1], differences[1], 1e-6);
    }

    [Fact]
    public void The_estimator_of_the_diagonal_takes_the_objective()
    {
        var estimator = new HutchinsonEstimator<double>(_weights.Length);
        var bowl = new Fits.BowlObjective(_weights);
        double[] diagonal = new double[_weights.Length];
        estimator.Estimate([1, 1, 1, 1, 1, 1, 1, 1, 1], ref bowl, diagonal);
        for (int i = 0; i < diagonal.Length; i++)
            Assert.Equal(_weights[i], diagonal[i], 1e-4);
    }

    [Fact]
    public void Sophia_descends_with_the_estimated_diagonal()
    {
        var optimizer = new FitSophia(2);
        var estimator = new HutchinsonEstimator<double>(2);
        var fit = new Fits.DecayObjective(_x, _y);
        double[] p = [1, 0.5], gradients = new double[2], diagonal = new double[2];
        double first = fit.Evaluate(p, default);
        for (int step = 0; step < 300; step++)
        {
            fit.Evaluate(p, gradients);
            if (optimizer.NeedsHessian)
            {
                estimator.Estimate(p, ref fit, diagonal);
                optimizer.Step(p, gradients, diagonal);
            }
            else
            {
                optimizer.Step(p, gradients);
            }
        }

        Assert.True(fit.Evaluate(p, default) < first / 10);
    }

    /// <summary>Code that is generic over the three interfaces takes the objective.</summary>
    [Fact]
    public void The_objective_implements_the_interfaces_of_optimizers_and_meters()
    {
        double[] p = [2, 1], product = new double[2], expected = new double[2];
        Product(new Fits.DecayObjective(_x, _y), p, [1, 0], product);
        Fits.DecayHessianProduct(p, _x, _y, [1, 0], expected);
        Assert.Equal(expected, product);

        static void Product<TLoss>(TLoss loss, ReadOnlySpan<double> p, ReadOnlySpan<double> direction, Span<double> product)
            where TLoss : IObjective<double>, IGradient<double>, IHessianProduct<double>, allows ref struct =>
            loss.HessianProduct(p, direction, product);
    }

    [Fact]
    public void Single_precision_has_the_same_members()
    {
        float[] p = [1, 2, 3], weights = [1, 2, 3], gradient = new float[3], product = new float[3];
        Assert.Equal(18, Fits.Bowl32Gradient(p, weights, gradient));
        Assert.Equal([1, 4, 9], gradient);
        new Fits.Bowl32Objective(weights).HessianProduct(p, [1, 1, 1], product);
        Assert.Equal([1, 2, 3], product);
    }

    private static void IsFitted(double[] p, double tolerance)
    {
        Assert.Equal(3, p[0], tolerance);
        Assert.Equal(1.5, p[1], tolerance);
    }
}
