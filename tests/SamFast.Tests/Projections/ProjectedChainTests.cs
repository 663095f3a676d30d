namespace SamFast.Tests.Projected;

[Optimizer, Sgd(0.5), ProjectNonNegative]
public sealed partial class NonNegativeSgd;

[Optimizer<double>, Sgd(0.5), ProjectBox(-0.5, 0.25)]
public sealed partial class BoxedSgd;

[Optimizer, Adam(0.1), ProjectHypercube(0.75), ProjectLInfBall(0.5)]
public sealed partial class CubedAdam;

[Optimizer<double>, Sgd(0.5), ProjectL2Ball(2)]
public sealed partial class BallSgd;

[Optimizer<double>, Sgd(0.5), ProjectL2Sphere(3)]
public sealed partial class SphereSgd;

[Optimizer, ClipByGlobalNorm(1), Adam(0.1), ProjectLInfBall(1), ProjectL2Ball(2)]
public sealed partial class ProjectedAdam;

[Sam<ProjectedAdam, Ascent>]
public sealed partial class TransparentProjectedSam;

[Sam<ProjectedAdam, Ascent>(mode: SamMode.Opaque)]
public sealed partial class OpaqueProjectedSam;

[Optimizer<double>, MultiSteps(3), Sgd(0.5), ProjectBox(-1, 1), ProjectL2Ball(1)]
public sealed partial class GatheredProjected;

[Optimizer<double>, ApplyIfFinite(5), Sgd(0.5), ProjectBox(-1, 1), ProjectL2Ball(1)]
public sealed partial class FiniteProjected;

[Optimizer<double>, EverySecond, Sgd(0.5), ProjectL2Ball(1)]
public sealed partial class BypassedProjected;

[Optimizer<double>, EverySecond(Wraps = 1), Scale(-1), Scale(0.5), ProjectBox(-4, 4), ProjectL2Ball, Linear(1, 3, 2)]
public sealed partial class PartlyBypassedProjected;

[Optimizer<double>, Normalize, Sgd(0.1)]
public sealed partial class Uphill;

[MultiSteps(2), Sam<BallSgd, Uphill>]
public sealed partial class GatheredProjectedSam;

[Sam<FiniteProjected, Uphill>]
public sealed partial class SamOfFiniteProjected;

[Sam<GatheredProjected, Uphill>]
public sealed partial class SamOfGatheredProjected;

[Sam<BallSgd, Uphill>]
public sealed partial class ProjectedSam;

/// <summary>Closed in the first call, open in the second, and so on.</summary>
public sealed class EverySecondAttribute : ConditionallyTransformAttribute
{
    /// <summary>True if the number of the call is odd.</summary>
    public static bool ShouldStep(long count) => count % 2 == 1;
}

public class ProjectedChainTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(100)]
    [InlineData(5001)]
    public void Elementwise_projections_are_applied_to_the_moved_parameters(int length)
    {
        float[] start = Vectors.Uniform<float>(length, 1), gradients = Vectors.Uniform<float>(length, 2);
        float[] parameters = [.. start];
        new NonNegativeSgd(length).Step(parameters, gradients);
        Assert.Equal(start.Zip(gradients, (p, g) => MathF.Max(p + (-0.5f * g), 0)), parameters);

        double[] wide = Vectors.Uniform<double>(length, 1), slopes = Vectors.Uniform<double>(length, 2);
        double[] expected = [.. wide.Zip(slopes, (p, g) => Math.Clamp(p + (-0.5 * g), -0.5, 0.25))];
        new BoxedSgd(length).Step(wide, slopes);
        Assert.Equal(expected, wide);
    }

    [Fact]
    public void Several_projections_are_applied_in_their_order()
    {
        float[] parameters = [-3, 0.25f, 3];
        new CubedAdam(3).Step(parameters, [0, 0, 0]);
        Assert.Equal([0, 0.25f, 0.5f], parameters);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(64)]
    [InlineData(9000)]
    public void Outside_the_ball_the_moved_parameters_are_scaled_to_its_radius(int length)
    {
        double[] start = Vectors.Uniform<double>(length, 3), gradients = Vectors.Uniform<double>(length, 4);
        double[] moved = [.. start.Zip(gradients, (p, g) => p - (0.5 * g))];
        double norm = Math.Sqrt(moved.Sum(p => p * p));
        double[] ball = [.. start], sphere = [.. start];
        new BallSgd(length).Step(ball, gradients);
        new SphereSgd(length).Step(sphere, gradients);
        for (int i = 0; i < length; i++)
        {
            Assert.Equal(moved[i] * Math.Min(1, 2 / norm), ball[i], 1e-13);
            Assert.Equal(moved[i] * (3 / norm), sphere[i], 1e-13);
        }
    }

    [Fact]
    public void Inside_the_ball_the_moved_parameters_stay()
    {
        double[] parameters = [1, -1];
        new BallSgd(2).Step(parameters, [0.5, 0.25]);
        Assert.Equal([0.75, -1.125], parameters);
    }

    [Fact]
    public void The_projection_onto_a_sphere_keeps_parameters_of_norm_0()
    {
        double[] parameters = [0, 0];
        new SphereSgd(2).Step(parameters, [0, 0]);
        Assert.Equal([0.0, 0], parameters);
    }

    [Fact]
    public void The_radius_is_a_property()
    {
        double[] parameters = [30, 40];
        new BallSgd(2) { Radius = 5 }.Step(parameters, [0, 0]);
        Assert.Equal([3.0, 4], parameters);
    }

    [Fact]
    public void Separate_tensors_are_projected_as_one_vector()
    {
        double[] flat = [3, -4, 12, 0.5, 0];
        double[][] parameters = [[3, -4], [12, 0.5, 0]];
        double[][] gradients = [[1, 2], [3, 4, 5]];
        var apart = new BallSgd([2, 3]);
        using var tensors = new TensorBuffers<double>(parameters, gradients);
        apart.Step(tensors);
        new BallSgd(5).Step(flat, [1, 2, 3, 4, 5]);
        Assert.Equal(2, Math.Sqrt(flat.Sum(p => p * p)), 14);
        for (int i = 0; i < 5; i++)
            Assert.Equal(flat[i], parameters[i / 2 == 0 ? 0 : 1][i < 2 ? i : i - 2], 1e-14);
    }

    [Fact]
    public void Any_number_of_threads_projects_to_the_same_bits()
    {
        const int Length = 300_001;
        float[] one = Vectors.Uniform<float>(Length, 5), four = [.. one];
        float[] gradients = Vectors.Uniform<float>(Length, 6);
        new ProjectedAdam(Length) { ThreadCount = 1 }.Step(one, gradients);
        new ProjectedAdam(Length) { ThreadCount = 4 }.Step(four, gradients);
        Bits.AssertSame<float>(one, four);
        Assert.Equal(2, Math.Sqrt(one.Sum(p => (double)p * p)), 1e-3);
    }

    [Fact]
    public void A_projected_step_allocates_nothing()
    {
        var optimizer = new ProjectedAdam(100);
        float[] parameters = Vectors.Uniform<float>(100, 7), gradients = Vectors.Uniform<float>(100, 8);
        optimizer.Step(parameters, gradients);
        Assert.Equal(0, AllocationTests.AllocatedBy(() => optimizer.Step(parameters, gradients)));
    }

    [Fact]
    public void SAM_projects_at_the_descent_and_not_at_the_perturbed_point()
    {
        float[] parameters = [0.9f, 0.9f, 0.9f, 0.9f, 0.9f], start = [.. parameters];
        float[] uphill = [30, 30, 30, 30, 30], downhill = [-1, -1, -1, -1, -1];
        var optimizer = new TransparentProjectedSam(5);
        optimizer.Step(parameters, uphill);
        Assert.All(parameters, p => Assert.True(p > 0.9f));
        optimizer.Step(parameters, downhill);
        var plain = new ProjectedAdam(5);
        plain.Step(start, downhill);
        Assert.Equal(start, parameters);
        Assert.True(Math.Sqrt(parameters.Sum(p => (double)p * p)) <= 2.000001);
    }

    [Fact]
    public void Transparent_and_opaque_SAM_project_to_the_same_bits()
    {
        float[] transparent = Vectors.Uniform<float>(777, 9), opaque = [.. transparent];
        var first = new TransparentProjectedSam(777);
        var second = new OpaqueProjectedSam(777);
        var gradients = new float[777];
        var gradient = new Bowl();
        for (int step = 0; step < 3; step++)
        {
            for (int phase = 0; phase < 2; phase++)
            {
                gradient.Evaluate(transparent, gradients, default);
                first.Step(transparent, gradients);
            }

            second.Step(opaque, ref gradient);
            Bits.AssertSame<float>(transparent, opaque, $"step {step}");
        }
    }

    [Fact]
    public void Gathered_gradients_are_projected_with_the_step_that_is_taken()
    {
        double[] parameters = [3, -4];
        var optimizer = new GatheredProjected(2);
        optimizer.Step(parameters, [1, 1]);
        optimizer.Step(parameters, [3, 3]);
        Assert.Equal([3.0, -4], parameters);
        optimizer.Step(parameters, [2, 2]);
        AssertClose([1 / Math.Sqrt(2), -1 / Math.Sqrt(2)], parameters);
    }

    [Fact]
    public void A_step_that_is_skipped_projects_nothing()
    {
        double[] parameters = [3, -4];
        var optimizer = new FiniteProjected(2);
        optimizer.Step(parameters, [double.NaN, 0]);
        Assert.False(optimizer.LastStepWasApplied);
        Assert.Equal([3.0, -4], parameters);
        optimizer.Step(parameters, [0, 0]);
        AssertClose([1 / Math.Sqrt(2), -1 / Math.Sqrt(2)], parameters);
    }

    [Fact]
    public void Parameters_that_bypass_transforms_are_projected()
    {
        double[] parameters = [0, 0];
        var optimizer = new BypassedProjected(2);
        optimizer.Step(parameters, [3, 4]);
        AssertClose([0.6, 0.8], parameters);
        optimizer.Step(parameters, [0, 0.4]);
        AssertClose([0.6, 0.6], parameters);
    }

    [Fact]
    public void A_projection_counts_the_steps_that_pass_by_transforms_before_it()
    {
        double[] parameters = [0, 0];
        var optimizer = new PartlyBypassedProjected(2);
        foreach (double radius in (double[])[1, 2, 3, 3])
        {
            optimizer.Step(parameters, [0, optimizer.StepCount % 2 == 0 ? 100 : -100]);
            AssertClose([0, radius], parameters);
        }
    }

    [Fact]
    public void Around_SAM_gathered_ascents_are_not_projected_and_gathered_descents_are()
    {
        double[] parameters = [3, 4];
        var optimizer = new GatheredProjectedSam(2);
        optimizer.Step(parameters, [0, 0]);
        optimizer.Step(parameters, [0, 2]);
        AssertClose([3, 4.1], parameters);
        optimizer.Step(parameters, [0, 0]);
        AssertClose([3, 4.1], parameters);
        optimizer.Step(parameters, [0, 0]);
        AssertClose([1.2, 1.6], parameters);
    }

    [Fact]
    public void A_descent_that_is_skipped_goes_back_to_where_the_climb_began()
    {
        double[] parameters = [3, 4];
        var optimizer = new SamOfFiniteProjected(2);
        optimizer.Step(parameters, [0, 2]);
        optimizer.Step(parameters, [double.NaN, 0]);
        Assert.Equal([3.0, 4], parameters);
        optimizer.Step(parameters, [0, 2]);
        optimizer.Step(parameters, [0, 0]);
        AssertClose([1 / Math.Sqrt(2), 1 / Math.Sqrt(2)], parameters);
    }

    [Fact]
    public void A_descent_that_gathers_is_projected_with_the_step_that_is_taken()
    {
        double[] parameters = [3, 4];
        var optimizer = new SamOfGatheredProjected(2);
        for (int descent = 0; descent < 3; descent++)
        {
            Assert.Equal([3.0, 4], parameters);
            optimizer.Step(parameters, [0, 2]);
            optimizer.Step(parameters, [0, 0]);
        }

        AssertClose([1 / Math.Sqrt(2), 1 / Math.Sqrt(2)], parameters);
    }

    [Fact]
    public void SAM_projects_separate_tensors_as_one_vector()
    {
        double[][] parameters = [[3], [0, 4]], gradients = [[1], [2, 3]];
        double[] flat = [3, 0, 4];
        var apart = new ProjectedSam([1, 2]);
        var joined = new ProjectedSam(3);
        using var tensors = new TensorBuffers<double>(parameters, gradients);
        for (int call = 0; call < 2; call++)
        {
            apart.Step(tensors);
            joined.Step(flat, [1, 2, 3]);
            AssertClose(flat, [.. parameters.SelectMany(tensor => tensor)]);
        }

        Assert.Equal(2, Math.Sqrt(flat.Sum(p => p * p)), 1e-14);
    }

    private static void AssertClose(double[] expected, double[] actual)
    {
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-14);
    }

    private struct Bowl : IGradient<float>
    {
        public readonly void Evaluate(ReadOnlySpan<float> parameters, Span<float> gradient, GradientEvaluation evaluation)
        {
            for (int i = 0; i < parameters.Length; i++)
                gradient[i] = (parameters[i] * (1 + i % 3)) - 0.5f;
        }
    }
}
