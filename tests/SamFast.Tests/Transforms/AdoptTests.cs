namespace SamFast.Tests.Transforms;

[Optimizer<double>, Adopt(0.1, b1: 0.8, b2: 0.95, nesterov: true)]
public sealed partial class ClippedNesterovAdopt;

[Optimizer, Adopt(0.1, useClipping: false)]
public sealed partial class UnclippedAdopt;

public class AdoptTests
{
    [Fact]
    public void With_clipping_and_Nesterov_both_averages_are_of_the_clipped_update()
    {
        const int Length = 21;
        var optimizer = new ClippedNesterovAdopt(Length);
        double[] parameters = new double[Length], expected = new double[Length], m = new double[Length], v = new double[Length];
        var random = new Random(3);
        for (int t = 0; t < 12; t++)
        {
            double[] gradient = [.. Enumerable.Range(0, Length).Select(_ => Math.Exp(4 * random.NextDouble()) - 3)];
            optimizer.Step(parameters, gradient);
            for (int i = 0; i < Length; i++)
            {
                if (t == 0)
                {
                    v[i] = gradient[i] * gradient[i];
                }
                else
                {
                    double x = Math.Clamp(gradient[i] / Math.Max(Math.Sqrt(v[i]), 1e-6), -Math.Pow(t, 0.25), Math.Pow(t, 0.25));
                    m[i] = 0.8 * m[i] + 0.2 * x;
                    v[i] = 0.95 * v[i] + 0.05 * gradient[i] * gradient[i];
                    expected[i] -= 0.1 * (0.8 * m[i] + 0.2 * x);
                }

                Assert.Equal(expected[i], parameters[i], 1e-13);
            }
        }
    }

    [Fact]
    public void The_first_step_moves_nothing_even_where_the_quotient_overflows()
    {
        var optimizer = new UnclippedAdopt(2);
        float[] parameters = [1, 2];
        optimizer.Step(parameters, [1e34f, 1]);
        Assert.Equal([1, 2], parameters);
    }
}
