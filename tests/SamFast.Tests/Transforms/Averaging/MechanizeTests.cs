namespace SamFast.Tests.Transforms.Averaging;

public class MechanizeTests
{
    private const int Length = 21;

    [Fact]
    public void It_follows_the_published_algorithm_with_the_gradient_that_entered_the_chain()
    {
        const double Eps = 1e-8, Initial = 1e-3, Decay = 1e-2;
        const int Betas = 6;
        var optimizer = new Mechanic(Length);
        var (clip, adam) = (Scalar.ClipByGlobalNorm(1), Scalar.Adam());
        double[] parameters = Vectors.Uniform<double>(Length, 1), expected = [.. parameters], start = [.. parameters];
        double[] m = new double[Betas], v = new double[Betas], r = new double[Betas], s = [.. Enumerable.Repeat(Initial, Betas)];
        for (int t = 0; t < 40; t++)
        {
            double[] gradient = [.. parameters.Select((p, i) => p - i % 3 + 0.1 * Math.Sin(t + i))];
            optimizer.Step(parameters, gradient);

            double[] step = [.. gradient];
            clip(step, expected, t);
            adam(step, expected, t);
            double total = s.Sum();
            double along = Decay * total * Norm(gradient) / (Norm(expected) + Eps);
            double[] gone = [.. expected.Select((p, i) => (start[i] - p) / (total + Eps))];
            double h = gone.Select((d, i) => (gradient[i] + along * expected[i]) * d).Sum();
            for (int b = 0; b < Betas; b++)
            {
                double beta = 1 - Math.Pow(0.1, b + 1), bounded = Math.Clamp(h, -m[b], m[b]);
                m[b] = Math.Max(beta * m[b], Math.Abs(h) + Eps);
                v[b] = beta * beta * v[b] + h * h;
                r[b] = beta * r[b] + bounded * s[b];
                s[b] = (Initial / Betas * m[b] + Math.Max(0, r[b])) / (Math.Sqrt(v[b]) + Eps);
            }

            for (int i = 0; i < Length; i++)
            {
                expected[i] = start[i] - s.Sum() * (gone[i] + 0.1 * step[i]);
                Assert.Equal(expected[i], parameters[i], 1e-10);
            }

            expected = [.. parameters];
        }

        Assert.True(s.Sum() > 10 * Initial, "the scale has grown");
    }

    [Fact]
    public void Mechanize_measures_the_accumulated_gradient()
    {
        var (gathered, ungathered) = (new GatheredMechanic(Length), new UngatheredMechanic(Length));
        double[] parameters = Vectors.Uniform<double>(Length, 1), expected = [.. parameters];
        for (int step = 1; step <= 8; step++)
        {
            double[] gradient = [.. expected.Select(p => p - 1)];
            gathered.Step(parameters, gradient);
            gathered.Step(parameters, gradient);
            ungathered.Step(expected, gradient);
            Bits.AssertSame<double>(expected, parameters, $"step {step}:");
        }
    }

    private static double Norm(double[] vector) => Math.Sqrt(vector.Sum(x => x * x));
}
