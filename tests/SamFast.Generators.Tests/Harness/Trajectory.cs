namespace SamFast.Generators.Tests;

/// <summary>A few steps on gradients that depend on the parameters. The length is a tile, some blocks, and a part of a block.</summary>
internal static class Trajectory
{
    public const int Length = 5003;
    private const int Steps = 6;

    public static double[] Of(IGradientOptimizer<double> optimizer) => Of((_, p, g) => optimizer.Step(p, g));

    public static double[] Of(Action<int, double[], double[]> step)
    {
        var parameters = Enumerable.Range(0, Length).Select(i => Math.Sin(i)).ToArray();
        var gradients = new double[Length];
        for (int count = 0; count < Steps; count++)
        {
            for (int i = 0; i < Length; i++)
                gradients[i] = 0.01 * (parameters[i] - Math.Cos(3 * i));
            step(count, parameters, gradients);
        }

        return parameters;
    }

    public static bool IsClose(double expected, double actual) =>
        Math.Abs(expected - actual) <= 1e-11 * Math.Max(1, Math.Abs(expected));
}
