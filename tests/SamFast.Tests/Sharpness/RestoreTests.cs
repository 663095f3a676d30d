namespace SamFast.Tests.Sharpness;

[Optimizer<double>, Adam(0.1)]
internal sealed partial class Settled;

[Optimizer<double>, Normalize, Adam(0.05)]
internal sealed partial class Restless;

[Sam<Settled, Restless>(syncPeriod: 4)]
internal sealed partial class Leaving;

[MultiSteps(3), Sam<Settled>(0.1)]
internal sealed partial class LeavingGathered;

[Sam<Settled, Restless>(syncPeriod: 1)]
internal sealed partial class NeverAway;

/// <summary>Leaving a period of transparent SAM before its end.</summary>
public class RestoreTests
{
    private const int Length = 37;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Restore_returns_the_parameters_before_the_ascent_and_discards_the_period(int ascents)
    {
        var (leaving, staying) = (new Leaving(Length), new Leaving(Length));
        double[] parameters = Vectors.Uniform<double>(Length, 1), expected = [.. parameters];
        Period(leaving, parameters);
        Period(staying, expected);
        for (int i = 0; i < ascents; i++)
            leaving.Step(parameters, Vectors.Uniform<double>(Length, 50 + i));

        leaving.Restore(parameters);

        Bits.AssertSame<double>(expected, parameters);
        Assert.Equal(0, leaving.AscentStep);
        Assert.Equal(SamPhase.Ascent, leaving.Phase);
        Assert.True(leaving.SavedParameters.IsEmpty);
        Period(leaving, parameters);
        Period(staying, expected);
        Bits.AssertSame<double>(expected, parameters);
        Assert.Equal(2, leaving.StepCount);
    }

    [Fact]
    public void Separate_tensors_are_restored_in_place()
    {
        double[][] parameters = [Vectors.Uniform<double>(20, 1), [], Vectors.Uniform<double>(17, 2)];
        double[][] gradients = [Vectors.Uniform<double>(20, 3), [], Vectors.Uniform<double>(17, 4)];
        double[][] start = [.. parameters.Select(tensor => tensor.ToArray())];
        using var tensors = new TensorBuffers<double>(parameters, gradients);
        var leaving = new Leaving(20, 0, 17);
        leaving.Step(tensors);
        leaving.Step(tensors);
        Assert.NotEqual(start[0], parameters[0]);

        leaving.Restore(tensors);

        Assert.Equal(start, parameters);
        Assert.Equal(0, leaving.AscentStep);
    }

    [Fact]
    public void Gradients_that_were_gathered_at_the_perturbed_point_are_dropped()
    {
        var (leaving, staying) = (new LeavingGathered(Length), new LeavingGathered(Length));
        double[] parameters = Vectors.Uniform<double>(Length, 1), expected = [.. parameters];
        for (int i = 0; i < 5; i++)
            leaving.Step(parameters, Vectors.Uniform<double>(Length, 70 + i));

        leaving.Restore(parameters);

        Assert.Equal(0, leaving.MicroStep);
        for (int i = 0; i < 6; i++)
        {
            leaving.Step(parameters, Vectors.Uniform<double>(Length, i));
            staying.Step(expected, Vectors.Uniform<double>(Length, i));
        }

        Bits.AssertSame<double>(expected, parameters);
    }

    [Fact]
    public void Restore_has_no_effect_without_a_perturbation()
    {
        double[] parameters = Vectors.Uniform<double>(Length, 1), expected = [.. parameters];
        new NeverAway(Length).Restore(parameters);
        Bits.AssertSame<double>(expected, parameters);
    }

    [Fact]
    public void A_span_of_another_length_is_refused_and_nothing_is_modified()
    {
        var leaving = new Leaving(Length);
        double[] parameters = Vectors.Uniform<double>(Length, 1), shorter = new double[Length - 1];
        leaving.Step(parameters, Vectors.Uniform<double>(Length, 2));
        Assert.Throws<ArgumentException>(() => leaving.Restore(shorter));
        Assert.Equal(1, leaving.AscentStep);
        Assert.All(shorter, p => Assert.Equal(0, p));
    }

    private static void Period(Leaving optimizer, double[] parameters)
    {
        long before = optimizer.StepCount;
        for (int i = 0; optimizer.StepCount == before; i++)
            optimizer.Step(parameters, Vectors.Uniform<double>(Length, 10 + i));
    }
}
