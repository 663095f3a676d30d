namespace SamFast.Tests.Wrappers;

[Optimizer, ClipByGlobalNorm(1), Adam(0.05)]
internal sealed partial class Unscaled;

[Optimizer, DynamicLossScale(growthInterval: 5), ClipByGlobalNorm(1), Adam(0.05)]
internal sealed partial class Scaled;

[Optimizer, DynamicLossScale, MultiSteps(3), Adam(0.05)]
internal sealed partial class ScaledAndGathered;

[Optimizer, MultiSteps(3), Adam(0.05)]
internal sealed partial class OnlyGathered;

[Optimizer, Clip(0.5), Sgd(0.1)]
internal sealed partial class RawAscent;

[Sam<Unscaled, RawAscent>(syncPeriod: 3)]
internal sealed partial class UnscaledSam;

[DynamicLossScale, Sam<Unscaled, RawAscent>(syncPeriod: 3)]
internal sealed partial class ScaledSam;

[DynamicLossScale, Sam<Unscaled, RawAscent>(syncPeriod: 3, mode: SamMode.Opaque)]
internal sealed partial class ScaledOpaqueSam;

/// <summary>Gradients of a scaled loss.</summary>
public class LossScaleTests
{
    private const int Length = 1003;

    [Fact]
    public void A_scaled_loss_gives_the_steps_of_the_loss_itself_bit_for_bit_while_the_scale_grows()
    {
        var (scaled, plain) = (new Scaled(Length), new Unscaled(Length));
        float[] parameters = Vectors.Uniform<float>(Length, 1), expected = [.. parameters];
        Assert.Equal(65536, scaled.LossScale);
        for (int step = 0; step < 12; step++)
        {
            float[] gradient = Vectors.Uniform<float>(Length, 2 + step);
            scaled.Step(parameters, Times(scaled.LossScale, gradient));
            plain.Step(expected, gradient);
            Bits.AssertSame<float>(expected, parameters, $"step {step}:");
        }

        Assert.Equal(4 * 65536, scaled.LossScale);
        Assert.Equal(2, scaled.SteadySteps);
    }

    [Theory]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NaN)]
    public void A_gradient_that_is_not_finite_changes_the_scale_and_nothing_else(float odd)
    {
        var (scaled, plain) = (new Scaled(Length), new Unscaled(Length));
        float[] parameters = Vectors.Uniform<float>(Length, 1), expected = [.. parameters];
        for (int step = 0; step < 6; step++)
        {
            float[] gradient = Vectors.Uniform<float>(Length, 2 + step), bad = [.. gradient];
            bad[^1] = odd;
            scaled.Step(parameters, bad);
            Assert.False(scaled.LastStepWasApplied);
            scaled.Step(parameters, Times(scaled.LossScale, gradient));
            plain.Step(expected, gradient);
            Bits.AssertSame<float>(expected, parameters, $"step {step}:");
        }

        Assert.Equal(65536.0 / 64, scaled.LossScale);
        Assert.Equal(6, scaled.StepCount);
    }

    [Fact]
    public void Accumulated_gradients_are_unscaled()
    {
        var (scaled, plain) = (new ScaledAndGathered(Length), new OnlyGathered(Length));
        float[] parameters = Vectors.Uniform<float>(Length, 1), expected = [.. parameters];
        for (int step = 0; step < 9; step++)
        {
            float[] gradient = Vectors.Uniform<float>(Length, 2 + step);
            scaled.Step(parameters, Times(scaled.LossScale, gradient));
            plain.Step(expected, gradient);
            Bits.AssertSame<float>(expected, parameters, $"step {step}:");
        }
    }

    [Fact]
    public void In_SAM_every_gradient_is_unscaled_and_a_dropped_one_does_not_advance_the_period()
    {
        var (scaled, plain) = (new ScaledSam(Length), new UnscaledSam(Length));
        float[] parameters = Vectors.Uniform<float>(Length, 1), expected = [.. parameters];
        for (int step = 0; step < 9; step++)
        {
            float[] gradient = Vectors.Uniform<float>(Length, 2 + step), bad = [.. gradient];
            bad[7] = float.NegativeInfinity;
            var (phase, ascents) = (scaled.Phase, scaled.AscentStep);
            scaled.Step(parameters, bad);
            Assert.Equal((phase, ascents), (scaled.Phase, scaled.AscentStep));
            Bits.AssertSame<float>(expected, parameters, $"dropped {step}:");

            scaled.Step(parameters, Times(scaled.LossScale, gradient));
            plain.Step(expected, gradient);
            Bits.AssertSame<float>(expected, parameters, $"step {step}:");
        }

        Assert.Equal(3, scaled.StepCount);
    }

    [Fact]
    public void In_opaque_SAM_the_gradient_function_scales()
    {
        var (opaque, transparent) = (new ScaledOpaqueSam(Length), new UnscaledSam(Length));
        float[] parameters = Vectors.Uniform<float>(Length, 1), expected = [.. parameters];
        for (int step = 0; step < 4; step++)
        {
            opaque.Step(parameters, (point, gradient) => Times(opaque.LossScale, Bowl(point)).CopyTo(gradient));
            for (int i = 0; i < 3; i++)
                transparent.Step(expected, Bowl(expected));
            Bits.AssertSame<float>(expected, parameters, $"step {step}:");
        }
    }

    private static float[] Bowl(ReadOnlySpan<float> point)
    {
        float[] gradient = new float[point.Length];
        for (int i = 0; i < gradient.Length; i++)
            gradient[i] = (1 + (i % 3)) * point[i];
        return gradient;
    }

    private static float[] Times(double scale, float[] gradient) => [.. gradient.Select(g => (float)(scale * g))];
}
