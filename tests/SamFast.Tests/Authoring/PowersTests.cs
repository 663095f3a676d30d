namespace SamFast.Tests;

/// <summary>Bias corrections come from running powers: they must not drift, nor linger among the subnormals.</summary>
public class PowersTests
{
    [Theory]
    [InlineData(0.9)]
    [InlineData(0.999)]
    [InlineData(0.99999)]
    [InlineData(0.999999)]
    [InlineData(0.9999999)]
    public void A_million_steps_do_not_drift(double decay)
    {
        double power = 1;
        for (int t = 1; t <= 1_000_000; t++)
        {
            power = Powers.Next(power, decay);
            if (t % 1000 == 0 || t < 1000)
                Assert.Equal(1 - Math.Pow(decay, t), 1 - power, 1e-12);
        }
    }

    [Theory]
    [InlineData(0.9)]
    [InlineData(0.5)]
    [InlineData(0)]
    public void The_power_arrives_at_exactly_0_without_becoming_subnormal(double decay)
    {
        double power = 1;
        for (int t = 0; t < 10_000; t++)
        {
            power = Powers.Next(power, decay);
            Assert.False(double.IsSubnormal(power));
        }

        Assert.Equal(0, power);
    }

    [Theory]
    [InlineData(0.9)]
    [InlineData(0.999)]
    [InlineData(0.1)]
    public void A_power_is_0_no_earlier_than_1_less_it_is_1(double decay)
    {
        double power = 1, before = 1;
        while (power > 0)
        {
            before = power;
            power = Powers.Next(power, decay);
        }

        Assert.Equal(1, 1 - (before * decay));
        Assert.True(before > 1e-17);
    }
}
