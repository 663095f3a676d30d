namespace SamFast.Tests.Sharpness.Variants;

/// <summary>A gradient that differs from step to step, as those of mini-batches do.</summary>
internal delegate double[] BatchGradient(double[] point, int step);

/// <summary>The problem of the comparisons: 21 parameters in three tensors.</summary>
internal static class Problem
{
    public const int Length = 21;

    private const int Examples = 12, Batch = 4;

    private static readonly double[] s_inputs = Vectors.Uniform<double>(Examples * Length, 90);

    public static Layout Layout { get; } =
        SamFast.Layout.Create([new("w1", [2, 4], "weight"), new("b", [4], "bias"), new("w2", [3, 3], "weight")]);

    /// <summary>The parameters of each tensor.</summary>
    public static Range[] Tensors { get; } = [0..8, 8..12, 12..21];

    public static double[] Start => Vectors.Uniform<double>(Length, 91);

    /// <summary>Logistic regression on four examples of twelve, with a little decay.</summary>
    public static double[] Logistic(double[] point, int step)
    {
        double[] gradient = [.. point.Select(p => 0.01 * p)];
        for (int k = 0; k < Batch; k++)
        {
            int example = ((step * Batch) + k) % Examples;
            var input = s_inputs.AsSpan(example * Length, Length);
            double margin = 0;
            for (int i = 0; i < Length; i++)
                margin += input[i] * point[i];
            double error = (1 / (1 + Math.Exp(-margin))) - (example % 2);
            for (int i = 0; i < Length; i++)
                gradient[i] += error * input[i] / Batch;
        }

        return gradient;
    }

    /// <summary>Wells at ±1 in every direction, of different depth, that a plane tilts by turns.</summary>
    public static double[] Wells(double[] point, int step)
    {
        double mean = point.Sum() / Length;
        return [.. point.Select((p, i) =>
            (0.1 * (1 + (i % 5)) * p * ((p * p) - 1)) + (0.2 * mean) + (0.05 * Math.Sin((0.7 * step) + i)))];
    }
}
