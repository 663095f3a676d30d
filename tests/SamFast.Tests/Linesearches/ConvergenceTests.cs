namespace SamFast.Tests.Linesearches;

/// <summary>Line searches converge in few steps from distant starts on badly conditioned losses.</summary>
public class ConvergenceTests
{
    [Theory, InlineData(2), InlineData(100)]
    public void Lbfgs_goes_through_Rosenbrocks_valley_in_forty_steps(int length)
    {
        var optimizer = new Lbfgs64(length);
        var valley = new Rosenbrock<double>();
        double[] parameters = Rosenbrock<double>.Start(length);
        double value = double.PositiveInfinity;
        for (int step = 0; step < 40 && value > 1e-20; step++)
        {
            double next = optimizer.Step(parameters, ref valley);
            Assert.True(next < value, $"step {step}: {next} after {value}");
            value = next;
        }

        Assert.All(parameters, p => Assert.Equal(1, p, 1e-8));
        Assert.InRange(valley.Evaluations, 1, 120);
    }

    [Fact]
    public void Lbfgs_in_single_precision_gets_as_far_as_single_precision_goes()
    {
        var optimizer = new Lbfgs32(2);
        var valley = new Rosenbrock<float>();
        float[] parameters = Rosenbrock<float>.Start(2);
        for (int step = 0; step < 60; step++)
            optimizer.Step(parameters, ref valley);
        Assert.All(parameters, p => Assert.Equal(1, p, 1e-3));
    }

    // The counts are those of a transcription of optax's formulas, one number at a time in another language, which differs from
    // ours by rounding.
    [Theory, InlineData(1e2, 52, 58), InlineData(1e3, 83, 90)]
    public void A_badly_conditioned_bowl_takes_as_many_steps_as_the_published_algorithm(double condition, int steps, int points)
    {
        var optimizer = new Lbfgs64(10);
        var bowl = new Bowl<double>(condition);
        double[] parameters = [.. Enumerable.Repeat(1.0, 10)];
        double start = bowl.Evaluate(parameters, default), value = start;
        int step = 0, tried = 0;
        for (; step < 300 && value > 1e-16 * start; step++)
        {
            value = optimizer.Step(parameters, ref bowl);
            tried += optimizer.LastSearch.Steps;
        }

        Assert.InRange(step, (int)(0.9 * steps), (int)(1.1 * steps));
        Assert.InRange(tried, (int)(0.9 * points), (int)(1.1 * points));
    }

    // In its 74th step, a decision of the search depends on rounding: from starts that differ in the last bit, the transcription
    // goes on to the bottom in 129 steps or in 190. Until then, it is the same to eight digits.
    [Fact]
    public void A_worse_conditioned_bowl_follows_the_published_algorithm_until_rounding_decides_and_comes_down_all_the_same()
    {
        var optimizer = new Lbfgs64(10);
        var bowl = new Bowl<double>(condition: 1e4);
        double[] parameters = [.. Enumerable.Repeat(1.0, 10)];
        double start = bowl.Evaluate(parameters, default), value = start;
        for (int step = 0; step < 64; step++)
            value = optimizer.Step(parameters, ref bowl);
        Assert.Equal(1, value / 0.0925572939974, 1e-7);
        for (int step = 64; step < 250; step++)
            value = optimizer.Step(parameters, ref bowl);
        Assert.True(value <= 1e-16 * start, $"{value} of {start}");
    }

    [Fact]
    public void Descent_alone_is_far_from_the_bottom_of_a_badly_conditioned_bowl_when_Lbfgs_is_there()
    {
        var descent = new BacktrackingSgd(10);
        var bowl = new Bowl<double>(condition: 1e4);
        double[] parameters = [.. Enumerable.Repeat(1.0, 10)];
        double start = bowl.Evaluate(parameters, default), value = start;
        for (int step = 0; step < 129; step++)
            value = descent.Step(parameters, ref bowl);
        Assert.True(value > 1e-6 * start, $"{value} of {start}");
    }

    [Theory]
    [InlineData(typeof(BacktrackingSgd), 400)]
    [InlineData(typeof(ZoomingAdam), 400)]
    [InlineData(typeof(ScheduledSearch), 60)]
    public void Other_directions_with_a_search_come_down_to_the_bottom_of_a_bowl(Type type, int steps)
    {
        var optimizer = Declared.New<ILinesearchOptimizer<double>>(type, 12);
        var bowl = new Bowl<double>(condition: 20);
        double[] parameters = Vectors.Uniform<double>(12, 3);
        double start = bowl.Evaluate(parameters, default), value = start;
        for (int step = 0; step < steps; step++)
            value = optimizer.Step(parameters, ref bowl);
        Assert.True(value < 1e-10 * start, $"{value} of {start}");
    }
}
