namespace SamFast.Tests.Linesearches;

/// <summary>What line searches are for: few steps, from far away, on badly conditioned losses.</summary>
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

    [Fact]
    public void A_badly_conditioned_bowl_of_as_many_dimensions_as_are_remembered_takes_a_few_dozen_steps()
    {
        var optimizer = new Lbfgs64(10);
        var bowl = new Bowl<double>(condition: 1e4);
        double[] parameters = [.. Enumerable.Repeat(1.0, 10)];
        double start = bowl.Evaluate(parameters, default), value = start;
        int step = 0;
        for (; step < 120 && value > 1e-16 * start; step++)
            value = optimizer.Step(parameters, ref bowl);
        Assert.InRange(step, 5, 119);

        // Descent alone, with the best learning rate in each step, would need tens of thousands.
        var descent = new BacktrackingSgd(10);
        double[] slow = [.. Enumerable.Repeat(1.0, 10)];
        for (int i = 0; i < 120; i++)
            value = descent.Step(slow, ref bowl);
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
