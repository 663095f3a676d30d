namespace SamFast.Tests;

/// <summary>Schedules at their corners, against closed forms; and how a schedule drives a step.</summary>
public class ScheduleTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(long.MaxValue)]
    public void A_constant_is_constant(long count) => Assert.Equal(0.25, ConstantAttribute.Evaluate(count, 0.25));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(5, 1)]
    [InlineData(6, 0.9)]
    [InlineData(10, 0.5)]
    [InlineData(15, 0)]
    [InlineData(1000, 0)]
    [InlineData(long.MaxValue, 0)]
    public void A_line_is_constant_before_and_after_its_decay(long count, double expected) =>
        Assert.Equal(expected, LinearAttribute.Evaluate(count, 1, 0, 10, 5), 1e-15);

    [Theory]
    [InlineData(0, 2)]
    [InlineData(5, 0.5 + 1.5 * 0.125)]
    [InlineData(10, 0.5)]
    [InlineData(11, 0.5)]
    public void A_polynomial_takes_the_power_of_the_remaining_fraction(long count, double expected) =>
        Assert.Equal(expected, PolynomialAttribute.Evaluate(count, 2, 0.5, 3, 10, 0), 1e-15);

    [Theory]
    [InlineData(0, false, 8)]
    [InlineData(3, false, 8)]
    [InlineData(5, false, 4)]
    [InlineData(4, false, 5.656854249492381)]
    [InlineData(4, true, 8)]
    [InlineData(5, true, 4)]
    [InlineData(6, true, 4)]
    [InlineData(7, true, 2)]
    public void An_exponential_decays_continuously_or_in_stairs(long count, bool staircase, double expected) =>
        Assert.Equal(expected, ExponentialDecayAttribute.Evaluate(count, 8, 2, 0.5, 3, staircase, double.NaN), 1e-14);

    [Theory]
    [InlineData(0.5, 3, 3)]
    [InlineData(2, 30, 30)]
    public void An_exponential_stops_at_its_end_value(double rate, double endValue, double expected) =>
        Assert.Equal(expected, ExponentialDecayAttribute.Evaluate(1000, 8, 2, rate, 0, false, endValue));

    [Theory]
    [InlineData(0, 2)]
    [InlineData(50, 1.1)]
    [InlineData(100, 0.2)]
    [InlineData(101, 0.2)]
    [InlineData(long.MaxValue, 0.2)]
    public void A_cosine_falls_to_a_fraction_and_remains_there(long count, double expected) =>
        Assert.Equal(expected, CosineDecayAttribute.Evaluate(count, 2, 100, 0.1, 1), 1e-15);

    [Fact]
    public void A_cosine_is_raised_to_its_exponent() =>
        Assert.Equal(0.25 * 0.25 * 0.25, CosineDecayAttribute.Evaluate(2, 1, 3, 0, 3), 1e-15);

    [Theory]
    [InlineData(0, 0.1)]
    [InlineData(5, 0.55)]
    [InlineData(10, 1)]
    [InlineData(55, 0.6)]
    [InlineData(100, 0.2)]
    [InlineData(10_000, 0.2)]
    public void A_warm_up_rises_to_the_peak_and_the_decay_includes_it(long count, double expected) =>
        Assert.Equal(expected, WarmupCosineDecayAttribute.Evaluate(count, 0.1, 1, 10, 100, 0.2, 1), 1e-15);

    [Fact]
    public void A_warm_up_of_no_steps_begins_at_the_peak() =>
        Assert.Equal(1, WarmupCosineDecayAttribute.Evaluate(0, 0, 1, 0, 100, 0, 1));

    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 0.5)]
    [InlineData(6, 0.5)]
    [InlineData(7, 1.5)]
    public void A_factor_applies_from_its_boundary_on(long count, double expected) =>
        Assert.Equal(expected, PiecewiseConstantAttribute.Evaluate(count, 1, [3, 7], [0.5, 3]));

    [Theory]
    [InlineData(0, 2)]
    [InlineData(2, 1.5)]
    [InlineData(4, 1)]
    [InlineData(7, 2.5)]
    [InlineData(10, 4)]
    [InlineData(long.MaxValue, 4)]
    public void A_piecewise_line_connects_the_products_and_is_constant_after_the_last(long count, double expected) =>
        Assert.Equal(expected, PiecewiseInterpolateAttribute.Evaluate(count, Interpolation.Linear, 2, [4, 10], [0.5, 4]), 1e-15);

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 1.5 + 0.5 * 0.70710678118654752)]
    [InlineData(2, 1.5)]
    [InlineData(4, 1)]
    [InlineData(7, 2.5)]
    public void A_piecewise_cosine_is_slow_at_both_ends(long count, double expected) =>
        Assert.Equal(expected, PiecewiseInterpolateAttribute.Evaluate(count, Interpolation.Cosine, 2, [4, 10], [0.5, 4]), 1e-15);

    [Theory]
    [InlineData(Interpolation.Linear)]
    [InlineData(Interpolation.Cosine)]
    public void A_boundary_at_0_is_a_jump_before_the_first_step(Interpolation interpolation) =>
        Assert.Equal(1, PiecewiseInterpolateAttribute.Evaluate(0, interpolation, 2, [0, 10], [0.5, 4]), 1e-15);

    [Theory]
    [InlineData(0, 0.04)]
    [InlineData(15, 0.52)]
    [InlineData(30, 1)]
    [InlineData(85, 0.04)]
    [InlineData(100, 4e-6)]
    [InlineData(101, 4e-6)]
    public void A_cycle_of_lines_rises_falls_and_fades(long count, double expected) =>
        Assert.Equal(expected, LinearOnecycleAttribute.Evaluate(count, 100, 1, 0.3, 0.85, 25, 1e4), 1e-15);

    [Theory]
    [InlineData(0, 0.04)]
    [InlineData(15, 0.52)]
    [InlineData(30, 1)]
    [InlineData(65, 0.500002)]
    [InlineData(100, 4e-6)]
    [InlineData(101, 4e-6)]
    public void A_cycle_of_cosines_rises_and_fades(long count, double expected) =>
        Assert.Equal(expected, CosineOnecycleAttribute.Evaluate(count, 100, 1, 0.3, 25, 1e4), 1e-15);

    [Theory]
    [InlineData(0, 0.1)]
    [InlineData(4, 0.46)]
    [InlineData(10, 1)]
    [InlineData(long.MaxValue, 1)]
    public void A_warm_up_to_a_constant_stays_there(long count, double expected) =>
        Assert.Equal(expected, WarmupConstantAttribute.Evaluate(count, 0.1, 1, 10), 1e-15);

    [Theory]
    [InlineData(0, 0.1)]
    [InlineData(10, 1)]
    [InlineData(13, 1)]
    [InlineData(17, 0.25)]
    [InlineData(99, 0.125)]
    public void A_warm_up_to_a_decay_counts_the_decay_from_its_own_end(long count, double expected) =>
        Assert.Equal(
            expected,
            WarmupExponentialDecayAttribute.Evaluate(
                count, 0.1, 1, 10, new() { TransitionSteps = 2, DecayRate = 0.5, TransitionBegin = 3, EndValue = 0.125 }),
            1e-15);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(5, 1)]
    [InlineData(20, 0.5)]
    [InlineData(24, 0.75)]
    [InlineData(28, 1)]
    [InlineData(38, 0.4375)]
    [InlineData(48, 0.25)]
    [InlineData(1000, 0.25)]
    public void Each_restart_is_a_separate_cycle_and_the_last_value_is_constant(long count, double expected) =>
        Assert.Equal(expected, SgdrAttribute.Evaluate(count, [0, 0.5], [1, 1], [5, 8], [20, 28], [0.75, 0.25], [1, 2]), 1e-15);

    [Fact]
    public void A_restart_ends_at_0_and_has_a_plain_cosine_unless_told_otherwise()
    {
        Assert.Equal(0.5, SgdrAttribute.Evaluate(6, [0], [1], [2], [10], [], []), 1e-15);
        Assert.Equal(0, SgdrAttribute.Evaluate(10, [0], [1], [2], [10], [], []), 1e-15);
    }

    [Fact]
    public void The_first_step_takes_the_schedules_value_at_0()
    {
        var optimizer = new ClippedAdamW(1);
        float[] parameters = [1];
        optimizer.Step(parameters, [1]);
        Assert.Equal(0, optimizer.LearningRate);
        Assert.Equal(1, parameters[0]);
        optimizer.Step(parameters, [1]);
        Assert.Equal(1e-4, optimizer.LearningRate, 1e-18);
        Assert.True(parameters[0] < 1);
    }
}
