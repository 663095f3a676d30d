namespace SamFast.Tests.Wrappers;

[Optimizer, DynamicLossScale, Sgd(0.1)]
internal sealed partial class ScaledSgd;

[Optimizer<double>, DynamicLossScale(growthInterval: 1), Sgd(0.1)]
internal sealed partial class GrowingSgd64;

[Optimizer, DynamicLossScale(growthFactor: 1e30, backoffFactor: 0.3, growthInterval: 1), Sgd(0.1)]
internal sealed partial class LeapingSgd;

/// <summary>A loss scale after any number of gradients, finite or not.</summary>
public class LossScaleRangeTests
{
    [Theory, InlineData(1), InlineData(144), InlineData(2000)]
    public void After_any_number_of_gradients_that_are_not_finite_a_good_one_steps_as_without_a_scale(int failures)
    {
        var optimizer = new ScaledSgd(1);
        float[] parameters = [1];
        for (int i = 0; i < failures; i++)
            optimizer.Step(parameters, [float.NaN]);
        Assert.True(float.IsNormal((float)optimizer.LossScale) && float.IsNormal((float)(1 / optimizer.LossScale)));
        optimizer.Step(parameters, [(float)(0.5 * optimizer.LossScale)]);
        Assert.Equal(0.95f, parameters[0]);

        // It grows again.
        double least = optimizer.LossScale;
        for (int i = 0; i < 4000; i++)
            optimizer.Step(parameters, [0]);
        Assert.True(optimizer.LossScale > least);
    }

    [Fact]
    public void A_scale_that_grows_without_end_stays_finite_and_every_gradient_is_applied()
    {
        var optimizer = new GrowingSgd64(1);
        double[] parameters = [0];
        for (int i = 0; i < 1100; i++)
        {
            optimizer.Step(parameters, [1e-3 * optimizer.LossScale]);
            Assert.True(optimizer.LastStepWasApplied);
        }

        Assert.True(double.IsFinite(optimizer.LossScale));
        Assert.Equal(-0.11, parameters[0], 1e-9);
    }

    [Fact]
    public void Factors_of_any_size_leave_the_scale_and_its_inverse_normal_numbers()
    {
        var optimizer = new LeapingSgd(1);
        var random = new Random(3);
        float[] parameters = [0];
        for (int i = 0; i < 3000; i++)
        {
            optimizer.Step(parameters, [random.Next(3) == 0 ? float.NaN : 0]);
            Assert.True(float.IsNormal((float)optimizer.LossScale) && float.IsNormal((float)(1 / optimizer.LossScale)), $"{optimizer.LossScale}");
        }
    }
}
