namespace SamFast.Tests.Declarations;

/// <summary>A training that ends where float's ends: softmax regression on ten overlapping classes, 64 features, batches of
/// 32, 2,000 steps of AdamW.</summary>
public class TrainingTests
{
    private const int Classes = 10, Features = 64, Examples = 2000, Batch = 32, Steps = 2000;

    private static readonly (float[] Input, int Label)[] _data = Data();

    [Fact]
    public void A_first_moment_in_bfloat16_costs_less_than_a_thousandth_of_the_loss() =>
        Assert.InRange(Train(new NearestMuAdamW(Classes * Features)) / Train(new ExactAdamW(Classes * Features)), 0.999, 1.001);

    [Fact]
    public void Both_moments_rounded_by_chance_cost_less_than_a_hundredth_of_the_loss() =>
        Assert.InRange(Train(new StochasticAdamW(Classes * Features)) / Train(new ExactAdamW(Classes * Features)), 0.99, 1.01);

    [Fact]
    public void The_training_gets_somewhere() =>
        Assert.InRange(Train(new ExactAdamW(Classes * Features)), 0.05, 0.5 * Math.Log(Classes));

    private static double Train(IGradientOptimizer<float> optimizer)
    {
        var weights = new float[Classes * Features];
        var gradients = new float[weights.Length];
        var random = new Random(9);
        for (int step = 0; step < Steps; step++)
        {
            Array.Clear(gradients);
            for (int k = 0; k < Batch; k++)
                Loss(weights, gradients, _data[random.Next(Examples)], 1f / Batch);
            optimizer.Step(weights, gradients);
        }

        return _data.Average(example => Loss(weights, gradients, example, 0));
    }

    /// <summary>The cross-entropy of an example; adds its gradient.</summary>
    private static double Loss(float[] weights, float[] gradients, (float[] Input, int Label) example, float scale)
    {
        Span<double> p = stackalloc double[Classes];
        for (int c = 0; c < Classes; c++)
        {
            double score = 0;
            for (int f = 0; f < Features; f++)
                score += (double)weights[c * Features + f] * example.Input[f];
            p[c] = Math.Exp(score);
        }

        double total = 0;
        foreach (double value in p)
            total += value;
        for (int c = 0; c < Classes && scale > 0; c++)
        {
            double error = p[c] / total - (c == example.Label ? 1 : 0);
            for (int f = 0; f < Features; f++)
                gradients[c * Features + f] += (float)(scale * error * example.Input[f]);
        }

        return -Math.Log(p[example.Label] / total);
    }

    private static (float[] Input, int Label)[] Data()
    {
        var random = new Random(2);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        double[][] centres = [.. Enumerable.Range(0, Classes).Select(_ => Enumerable.Range(0, Features).Select(_ => 0.3 * Normal()).ToArray())];
        return
        [
            .. Enumerable.Range(0, Examples).Select(i =>
                (centres[i % Classes].Select(x => (float)(x + Normal())).ToArray(), i % Classes)),
        ];
    }
}
