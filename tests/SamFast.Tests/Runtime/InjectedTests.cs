namespace SamFast.Tests.Runtime;

[Optimizer<double>, AdamW, CosineDecay(0.1, 10), Linear(0.9, 0.5, 8, Of = "b1"), Linear(0.1, 0.05, 8, Of = "weightDecay")]
public sealed partial class ScheduledAdamW;

[Optimizer<double>, AdamW(1e-3)]
public sealed partial class SettableAdamW;

/// <summary>Every scalar hyperparameter is a property: what optax injects.</summary>
public class InjectedTests
{
    [Fact]
    public void A_property_set_before_each_step_does_what_a_schedule_does()
    {
        const int Length = 21;
        var (scheduled, settable) = (new ScheduledAdamW(Length), new SettableAdamW(Length));
        double[] parameters = Vectors.Uniform<double>(Length, 1), expected = [.. parameters];
        for (int step = 0; step < 12; step++)
        {
            double[] gradient = Vectors.Uniform<double>(Length, 10 + step);
            scheduled.Step(expected, gradient);
            settable.LearningRate = 0.1 * 0.5 * (1 + Math.Cos(Math.PI * Math.Min(step, 10) / 10));
            settable.B1 = 0.9 - 0.4 * Math.Min(step, 8) / 8;
            settable.WeightDecay = 0.1 - 0.05 * Math.Min(step, 8) / 8;
            settable.Step(parameters, gradient);
            for (int i = 0; i < Length; i++)
                Assert.Equal(expected[i], parameters[i], 1e-13);
            expected.CopyTo(parameters, 0);
        }
    }
}
