namespace SamFast.Tests.Schedules;

/// <summary>A schedule stands wherever a scalar does, and ticks with the steps of what it drives.</summary>
[Collection(AllocationTests.Alone)]
public class PlacesTests
{
    [Fact]
    public void Any_scalar_of_a_transform_can_follow_a_schedule()
    {
        var optimizer = new ScheduledAdam(1);
        double mu = 0, nu = 0, b1Power = 1, b2Power = 1;
        double[] parameters = [0];
        double expected = 0;
        for (int step = 0; step < 7; step++)
        {
            double b1 = 0.9 - (0.1 * Math.Min(step, 4)), eps = 1e-8 + ((1e-3 - 1e-8) * Math.Min(step, 2) / 2), gradient = step + 1;
            b1Power *= b1;
            b2Power *= 0.75;
            mu = (b1 * mu) + ((1 - b1) * gradient);
            nu = (0.75 * nu) + (0.25 * gradient * gradient);
            expected += mu / (1 - b1Power) / (Math.Sqrt(nu / (1 - b2Power)) + eps);
            optimizer.Step(parameters, [gradient]);
            Assert.Equal(b1, optimizer.B1, 1e-15);
            Assert.Equal(expected, parameters[0], 1e-13);
        }
    }

    [Fact]
    public void Two_scalars_of_an_alias_follow_a_schedule_each()
    {
        var optimizer = new ScheduledAdamW(1);
        double[] parameters = [1];
        for (int step = 0; step < 7; step++)
        {
            double before = parameters[0];
            optimizer.Step(parameters, [0]);
            double rate = 0.1 * Math.Min(step, 3) / 3, decay = 0.5 - (0.1 * Math.Min(step, 5));
            Assert.Equal(rate, optimizer.LearningRate, 1e-15);
            Assert.Equal(decay, optimizer.WeightDecay, 1e-15);
            Assert.Equal(before - (rate * decay * before), parameters[0], 1e-15);
        }
    }

    [Fact]
    public void Momentum_and_rate_can_cycle_together()
    {
        var optimizer = new ScheduledSgd(1);
        double[] parameters = [0];
        double trace = 0, expected = 0;
        for (int step = 0; step < 12; step++)
        {
            optimizer.Step(parameters, [1]);
            trace = 1 + (CosineOnecycleAttribute.Evaluate(step, 10, 0.9, 0.3, 25, 1e4) * trace);
            expected -= LinearOnecycleAttribute.Evaluate(step, 10, 0.1, 0.3, 0.85, 25, 1e4) * trace;
            Assert.Equal(expected, parameters[0], 1e-14);
        }
    }

    [Fact]
    public void The_only_scalar_of_a_transform_needs_no_name()
    {
        var optimizer = new ScheduledClip(1);
        double[] parameters = [0];
        foreach (double limit in (double[])[1, 0.5, 0.5, 0.05, 0.05])
        {
            parameters[0] = 0;
            optimizer.Step(parameters, [7]);
            Assert.Equal(-limit, parameters[0], 1e-15);
        }
    }

    [Fact]
    public void Joined_schedules_take_over_from_each_other_and_count_from_there()
    {
        var optimizer = new JoinedSgd(1);
        double[] rates = [0, 0.25, 0.5, 0.5, 0.5, 0.5, 0.25, 0.125];
        double[] momenta = [0.25, 0.25, 0.25, 0.25, 0, 0.75, 0.375, 0.1875];
        foreach (var (rate, momentum) in rates.Zip(momenta))
        {
            optimizer.Step(new double[1], [1]);
            Assert.Equal(rate, optimizer.LearningRate, 1e-15);
            Assert.Equal(momentum, optimizer.Momentum, 1e-15);
        }
    }

    [Fact]
    public void Rho_follows_a_schedule_by_outer_steps_in_both_modes()
    {
        var transparent = new FadingSam(1);
        var opaque = new OpaqueFadingSam(1);
        double[] parameters = [1];
        foreach (double rho in (double[])[0.5, 0.375, 0.25, 0.125, 0.125])
        {
            double start = parameters[0];
            transparent.Step(parameters, [start]);
            Assert.Equal(rho, transparent.Rho, 1e-15);
            Assert.Equal(start + rho, parameters[0], 1e-15);
            double[] alone = [start];
            opaque.Step(alone, (point, gradient) => point.CopyTo(gradient));
            Assert.Equal(rho, opaque.Rho, 1e-15);
            transparent.Step(parameters, [parameters[0]]);
            Assert.Equal(alone[0], parameters[0]);
        }
    }

    [Fact]
    public void An_adversary_that_keeps_its_state_counts_all_its_steps()
    {
        var optimizer = new KeptFadingSam(1);
        double[] parameters = [1];
        foreach (double rho in (double[])[0.5, 0.375, 0.25, 0.125, 0, 0])
        {
            double start = parameters[0];
            optimizer.Step(parameters, [1]);
            Assert.Equal(start + rho, parameters[0], 1e-15);
            optimizer.Step(parameters, [1]);
        }
    }

    [Fact]
    public void A_restarting_adversary_counts_the_ascents_of_a_period()
    {
        var optimizer = new RepeatedFadingSam(1);
        double[] parameters = [1];
        for (int period = 0; period < 3; period++)
        {
            double start = parameters[0];
            optimizer.Step(parameters, [1]);
            Assert.Equal(start + 0.5, parameters[0], 1e-15);
            optimizer.Step(parameters, [1]);
            Assert.Equal(start + 0.5 + 0.375, parameters[0], 1e-15);
            optimizer.Step(parameters, [1]);
        }
    }

    [Fact]
    public void Schedules_with_arrays_allocate_nothing()
    {
        var optimizer = new ArraysSgd(3);
        float[] parameters = new float[3], gradients = [1, 2, 3];
        Assert.Equal(0, AllocationTests.AllocatedBy(() => optimizer.Step(parameters, gradients)));
    }
}
