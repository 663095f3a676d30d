namespace SamFast.Tests.Transforms;

[Optimizer, CenteredRmsprop(0.01, biasCorrection: true)]
public sealed partial class CorrectedCenteredRmsprop;

[Optimizer, ApplyEvery(3), Scale(-1)]
public sealed partial class EveryThird;

/// <summary>Finite results where optax gives NaN.</summary>
public class FiniteTests
{
    [Fact]
    public void A_variance_that_rounding_made_negative_counts_as_zero()
    {
        const int Length = 4000;
        var optimizer = new CorrectedCenteredRmsprop(Length);
        float[] parameters = new float[Length], gradient = [.. Enumerable.Range(1, Length).Select(i => 1000.0f / i)];
        for (int step = 0; step < 5; step++)
        {
            optimizer.Step(parameters, gradient);
            Assert.All(parameters, p => Assert.True(float.IsFinite(p)));
        }
    }

    [Fact]
    public void A_sum_that_is_not_finite_is_forgotten_after_it_was_applied()
    {
        var optimizer = new EveryThird(1);
        float[] parameter = [0];
        float[] gradients = [1, float.PositiveInfinity, 2];
        foreach (float gradient in gradients)
        {
            Assert.Equal(0, parameter[0]);
            optimizer.Step(parameter, [gradient]);
        }

        Assert.Equal(float.NegativeInfinity, parameter[0]);
        parameter[0] = 0;
        foreach (float gradient in new float[] { 1, 2, 4 })
            optimizer.Step(parameter, [gradient]);
        Assert.Equal(-7, parameter[0]);
    }
}
