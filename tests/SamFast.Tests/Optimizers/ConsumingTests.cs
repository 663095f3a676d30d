namespace SamFast.Tests.Optimizers;

/// <summary>Optimizers that may overwrite the gradient.</summary>
public class ConsumingTests
{
    [Theory, InlineData(1), InlineData(17), InlineData(9001)]
    public void Overwriting_the_gradient_gives_the_same_bits(int length)
    {
        var (keeping, consuming) = (new PlainLamb(length), new ConsumingLamb(length));
        float[] expected = Vectors.Uniform<float>(length, 1), parameters = Vectors.Uniform<float>(length, 1);
        for (int step = 0; step < 5; step++)
        {
            keeping.Step(expected, Vectors.Uniform<float>(length, 2 + step));
            ((IConsumingOptimizer<float>)consuming).Step(parameters, Vectors.Uniform<float>(length, 2 + step));
        }

        Bits.AssertSame<float>(expected, parameters);
    }

    [Fact]
    public void Nothing_beyond_the_gradient_is_overwritten()
    {
        var optimizer = new ConsumingLamb(3, 18);
        var gradients = Vectors.Uniform<float>(30, 2);
        var before = (float[])gradients.Clone();
        optimizer.Step(Vectors.Uniform<float>(21, 1), gradients.AsSpan(4, 21));
        Assert.Equal(before[..4], gradients[..4]);
        Assert.Equal(before[25..], gradients[25..]);
    }

    [Fact]
    public void A_large_model_that_is_written_past_the_cache_steps_to_the_same_point()
    {
        // 13 million parameters with two vectors of their own are more than any cache.
        const int Length = 13_000_000;
        var opaque = new OpaqueDropInSam(Length) { ThreadCount = 2 };
        var transparent = new DropInSam(Length);
        float[] parameters = new float[Length], expected = new float[Length], gradients = new float[Length];
        for (int i = 0; i < Length; i++)
            gradients[i] = (i % 31) - 15;

        transparent.Step(expected, gradients);
        float[] perturbed = [];
        opaque.Step(parameters, gradients, (point, gradient) =>
        {
            perturbed = point.ToArray();
            gradients.CopyTo(gradient);
        });
        Bits.AssertSame<float>(expected, perturbed);
        transparent.Step(expected, gradients);
        Bits.AssertSame<float>(expected, parameters);
    }

    [Fact]
    public void The_plan_can_be_read_in_a_terminal()
    {
        string plan = ConsumingLamb.Plan.ToString();
        Assert.Contains("40 bytes moved per parameter and step", plan, StringComparison.Ordinal);
        Assert.All(plan.Split('\n'), line => Assert.True(line.Length <= 120));
        string[] rows = plan.Split('\n')[^3..];
        Assert.Equal(["sweep", "reads", "writes", "bytes"], rows[0].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal("MeasureSquaredUpdate g, p, mu, nu mu, nu, g 28", string.Join(' ', rows[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal("Move g, p p 12", string.Join(' ', rows[2].Split(' ', StringSplitOptions.RemoveEmptyEntries)));
    }
}

[Optimizer(ConsumesGradients = true), Lamb(0.01, weightDecay: 0.1)]
internal sealed partial class ConsumingLamb;
