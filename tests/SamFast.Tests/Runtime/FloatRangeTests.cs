namespace SamFast.Tests.Runtime;

/// <summary>Hyperparameters that a double can hold and a float cannot.</summary>
public class FloatRangeTests
{
    [Theory, InlineData(1e39), InlineData(double.MaxValue), InlineData(1e-50), InlineData(double.Epsilon), InlineData(1e-39)]
    public void Values_beyond_float_are_refused_with_the_interval_and_change_nothing(double value)
    {
        var optimizer = new PlainAdamW(2);
        AssertRefused(() => optimizer.LearningRate = value, nameof(optimizer.LearningRate));
        AssertRefused(() => optimizer.Eps = value, nameof(optimizer.Eps));
        AssertRefused(() => optimizer.EpsRoot = value, nameof(optimizer.EpsRoot));
        AssertRefused(() => optimizer.WeightDecay = value, nameof(optimizer.WeightDecay));
        AssertRefused(() => new DropInSam(2).Rho = value, nameof(DropInSam.Rho));
        Assert.Equal((0.01, 1e-8, 0), (optimizer.LearningRate, optimizer.Eps, optimizer.EpsRoot));
    }

    [Theory, InlineData(0), InlineData(1.2e-38), InlineData(1e-30), InlineData(3.4e38)]
    public void Values_in_the_range_of_float_are_accepted(double value)
    {
        var optimizer = new PlainAdamW(2) { LearningRate = value, Eps = value };
        Assert.Equal((value, value), (optimizer.LearningRate, optimizer.Eps));
    }

    [Theory, InlineData(1e39), InlineData(1e-50), InlineData(1e300)]
    public void In_double_they_are_taken(double value)
    {
        var optimizer = new PlainAdamW64(2) { LearningRate = value, Eps = value };
        Assert.Equal((value, value), (optimizer.LearningRate, optimizer.Eps));
    }

    [Fact]
    public void A_decay_that_rounds_to_1_averages_as_in_double()
    {
        var (single, wide) = (new PlainAdam(1) { B2 = 0.9999999999 }, new PlainAdam64(1) { B2 = 0.9999999999 });
        float[] p = [0];
        double[] q = [0];
        for (int step = 0; step < 50; step++)
        {
            single.Step(p, [1 + (0.1f * step)]);
            wide.Step(q, [1 + (0.1 * step)]);
        }

        Assert.Equal(q[0], p[0], 1e-5);
    }

    private static void AssertRefused(Action set, string property)
    {
        var refused = Assert.Throws<ArgumentOutOfRangeException>(set);
        Assert.Equal(property, refused.ParamName);
        Assert.Contains("[1.1754944E-38, 3.4028235E+38]", refused.Message, StringComparison.Ordinal);
        Assert.Contains("not changed", refused.Message, StringComparison.Ordinal);
    }
}
