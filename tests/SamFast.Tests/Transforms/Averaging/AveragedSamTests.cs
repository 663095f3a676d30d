namespace SamFast.Tests.Transforms.Averaging;

/// <summary>Around SAM and inside of it, what averages sees the steps that SAM takes, and never a perturbation.</summary>
public class AveragedSamTests
{
    private const int Length = 21;

    [Fact]
    public void Around_SAM_and_in_its_outer_optimizer_it_is_the_same()
    {
        var (around, inside) = (new AheadOfSharp(Length), new SharpOfAhead(Length));
        double[] parameters = Vectors.Uniform<double>(Length, 1), expected = [.. parameters];
        for (int call = 1; call <= 24; call++)
        {
            around.Step(parameters, GradientAt(parameters));
            inside.Step(expected, GradientAt(expected));
            Bits.AssertSame<double>(expected, parameters, $"call {call}:");
        }
    }

    [Fact]
    public void Lookahead_around_SAM_counts_descents()
    {
        var (around, sharp) = (new AheadOfSharp(Length), new Sharp(Length));
        double[] parameters = Vectors.Uniform<double>(Length, 1), expected = [.. parameters], slow = [.. parameters];
        for (int period = 1; period <= 12; period++)
        {
            for (int phase = 0; phase < 2; phase++)
            {
                around.Step(parameters, GradientAt(parameters));
                sharp.Step(expected, GradientAt(expected));
            }

            for (int i = 0; i < Length; i++)
            {
                if (period % 5 == 0)
                    expected[i] = slow[i] += 0.5 * (expected[i] - slow[i]);
                Assert.Equal(expected[i], parameters[i], 1e-12);
            }

            parameters.CopyTo(expected, 0);
        }
    }

    [Fact]
    public void While_the_parameters_are_perturbed_the_model_is_evaluated_as_before_the_climb()
    {
        var optimizer = new AheadOfClimb(Length);
        double[] parameters = Vectors.Uniform<double>(Length, 1), before = [.. parameters], evaluated = new double[Length];
        for (int call = 1; call <= 21; call++)
        {
            optimizer.Step(parameters, GradientAt(parameters));
            optimizer.CopyEvaluationParametersTo(parameters, evaluated);
            if (optimizer.Phase == SamPhase.Ascent && optimizer.AscentStep == 0)
                evaluated.CopyTo(before, 0);
            Bits.AssertSame<double>(before, evaluated, $"call {call}:");
        }
    }

    [Fact]
    public void Both_modes_have_the_same_averages()
    {
        var (transparent, opaque) = (new AheadOfClimb(Length), new OpaqueAheadOfClimb(Length));
        double[] parameters = Vectors.Uniform<double>(Length, 1), other = [.. parameters];
        double[] one = new double[Length], another = new double[Length];
        for (int period = 1; period <= 12; period++)
        {
            for (int phase = 0; phase < 3; phase++)
                transparent.Step(parameters, GradientAt(parameters));
            opaque.Step(other, (point, gradient) => Surface.Gradient(point, gradient));
            transparent.CopyEvaluationParametersTo(parameters, one);
            opaque.CopyEvaluationParametersTo(other, another);
            Bits.AssertSame<double>(parameters, other);
            Bits.AssertSame<double>(one, another);
        }
    }

    private static double[] GradientAt(double[] point)
    {
        var gradient = new double[point.Length];
        Surface.Gradient<double>(point, gradient);
        return gradient;
    }
}
