namespace SamFast.Tests.Numerics;

/// <summary>A function of lanes with its references.</summary>
/// <param name="Doubles">The function of doubles.</param>
/// <param name="Singles">The function of floats.</param>
/// <param name="Exact">The reference for doubles; never called with a result that is 0, infinite or NaN.</param>
/// <param name="Reference">The reference for floats, accurate to a few units of a double.</param>
/// <param name="Draw">Draws an argument from the ranges in which the function is interesting.</param>
internal sealed record ElementaryFunction(
    Func<Lanes512<double>, Lanes512<double>> Doubles, Func<Lanes512<float>, Lanes512<float>> Singles, Func<double, Precise> Exact,
    Func<double, double> Reference, Func<Random, double> Draw)
{
    public static readonly IReadOnlyDictionary<string, ElementaryFunction> All = new Dictionary<string, ElementaryFunction>
    {
        ["Exp"] = new(Lanes512<double>.Exp, Lanes512<float>.Exp, x => Precise.Exp(x), Math.Exp, r => Uniform(r, 746)),
        ["Log"] = new(Lanes512<double>.Log, Lanes512<float>.Log, Precise.Log, Math.Log, AroundOne),
        ["Tanh"] = new(Lanes512<double>.Tanh, Lanes512<float>.Tanh, Precise.Tanh, Math.Tanh, r => Uniform(r, 3)),
        ["Sin"] = new(Lanes512<double>.Sin, Lanes512<float>.Sin, Precise.Sin, Math.Sin, AroundQuarters),
        ["Cos"] = new(Lanes512<double>.Cos, Lanes512<float>.Cos, Precise.Cos, Math.Cos, AroundQuarters),
        ["Sigmoid"] = new(Lanes512<double>.Sigmoid, Lanes512<float>.Sigmoid, Precise.Sigmoid, Sigmoid, r => Uniform(r, 746)),
        ["Softplus"] = new(Lanes512<double>.Softplus, Lanes512<float>.Softplus, Precise.Softplus, Softplus, r => Uniform(r, 746)),
        ["ExpM1"] = new(Lanes512<double>.ExpM1, Lanes512<float>.ExpM1, x => Precise.ExpM1(x), ExpM1, r => Uniform(r, 710)),
        ["LogP1"] = new(
            Lanes512<double>.LogP1, Lanes512<float>.LogP1, x => x < 2 ? Precise.LogP1(x) : Precise.Log(x) + Precise.LogP1(1 / new Precise(x)),
            LogP1, r => AroundOne(r) - 1),
    };

    /// <summary>A random number of any magnitude, of one with which programs compute, or of those that <see cref="Draw"/> draws.</summary>
    public double Argument(Random random) => random.Next(4) switch
    {
        0 => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)),
        1 => Math.ScaleB(Uniform(random, 1), random.Next(-40, 8)),
        2 => Uniform(random, 4),
        _ => Draw(random),
    };

    private static double Uniform(Random random, double bound) => ((2 * random.NextDouble()) - 1) * bound;

    private static double AroundOne(Random random) => 1 + Math.ScaleB(Uniform(random, 0.5), -random.Next(45));

    private static double AroundQuarters(Random random) => random.NextInt64(1L << random.Next(1, 40)) * (Math.PI / 2);

    private static double Sigmoid(double x) => x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x));

    private static double Softplus(double x) => Math.Max(x, 0) + LogP1(Math.Exp(-Math.Abs(x)));

    private static double ExpM1(double x) => Math.Abs(x) < 1 ? 2 * Math.Sinh(x / 2) * Math.Exp(x / 2) : Math.Exp(x) - 1;

    /// <summary>The relative error of 1 + x is that of the quotient, too.</summary>
    private static double LogP1(double x)
    {
        double sum = 1 + x;
        return sum == 1 || double.IsInfinity(sum) ? x : Math.Log(sum) * (x / (sum - 1));
    }
}
