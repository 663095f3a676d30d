namespace SamFast.Tests.Transforms;

[Optimizer, Rprop(0.1, etaMinus: 0.4, etaPlus: 1.5, minStepSize: 0.05, maxStepSize: 0.3)]
public sealed partial class PlainRprop;

[Optimizer<double>, Rprop(0.1, etaMinus: 0.4, etaPlus: 1.5, minStepSize: 0.05, maxStepSize: 0.3)]
public sealed partial class PlainRprop64;

/// <summary>Departures from optax.</summary>
public class RpropTests
{
    private const int Length = 37;
    private const int Steps = 30;

    [Fact]
    public void The_steps_are_those_of_the_published_algorithm_in_float()
    {
        var optimizer = new PlainRprop(Length);
        Follow((parameters, gradient) =>
        {
            float[] moved = [.. parameters.Select(p => (float)p)];
            optimizer.Step(moved, [.. gradient.Select(g => (float)g)]);
            return [.. moved.Select(p => (double)p)];
        }, 2e-6);
    }

    [Fact]
    public void The_steps_are_those_of_the_published_algorithm_in_double()
    {
        var optimizer = new PlainRprop64(Length);
        Follow((parameters, gradient) =>
        {
            double[] moved = [.. parameters];
            optimizer.Step(moved, gradient);
            return moved;
        }, 1e-14);
    }

    [Fact]
    public void Tiny_gradients_of_one_sign_make_the_step_grow()
    {
        var optimizer = new PlainRprop(1);
        float[] parameter = [0];
        optimizer.Step(parameter, [1e-30f]);
        optimizer.Step(parameter, [1e-30f]);
        Assert.Equal(-0.25, parameter[0], 1e-6);
    }

    private static void Follow(Func<double[], double[], double[]> step, double tolerance)
    {
        var random = new Random(5);
        double[] expected = new double[Length], actual = new double[Length], sizes = new double[Length], before = new double[Length];
        Array.Fill(sizes, 0.1);
        for (int k = 0; k < Steps; k++)
        {
            double[] gradient = [.. Enumerable.Range(0, Length).Select(_ => random.Next(6) == 0 ? 0 : random.NextDouble() - 0.3)];
            actual = step(actual, gradient);
            for (int i = 0; i < Length; i++)
            {
                double product = gradient[i] * before[i];
                if (product > 0)
                    sizes[i] = Math.Min(1.5 * sizes[i], 0.3);
                else if (product < 0)
                    sizes[i] = Math.Max(0.4 * sizes[i], 0.05);
                before[i] = product < 0 ? 0 : gradient[i];
                expected[i] -= Math.Sign(before[i]) * sizes[i];
                Assert.Equal(expected[i], actual[i], tolerance);
            }
        }
    }
}
