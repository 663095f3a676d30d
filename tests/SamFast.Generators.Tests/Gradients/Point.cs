using System.Numerics;
using SamFast.Generators.Tests.Gradients.Duals;

namespace SamFast.Generators.Tests.Gradients;

/// <summary>Arguments of a loss, and a direction.</summary>
internal sealed record Point(double[] P, double[] X, double[] Y, int[] K, int N, double C, double[] Direction)
{
    /// <summary>Random arguments, which <c>float</c> represents exactly. Every third has small integers for parameters, so that there are
    /// ties.</summary>
    /// <param name="number">Decides about the lengths.</param>
    public static Point Random(Random random, int number)
    {
        int length = number % 3 == 0 ? 19 : number % 3 == 1 ? Corpus.Parameters : 11;
        double Any() => (float)((2 * random.NextDouble()) - 1);
        double[] Array(int count) => [.. Enumerable.Range(0, count).Select(_ => Any())];
        double[] parameters = number % 3 == 2 ? [.. Enumerable.Range(0, Corpus.Parameters).Select(_ => (double)random.Next(-1, 2))] : Array(Corpus.Parameters);
        return new(
            parameters, Array(length), Array(length), [.. Enumerable.Range(0, length).Select(_ => random.Next(Corpus.Parameters))],
            number % 3 == 2 ? random.Next(4) : length, Any(), Array(Corpus.Parameters));
    }

    /// <summary>The value and derivatives by duals: one for each parameter, in its direction and in <see cref="Direction"/>.</summary>
    /// <returns>The duals, and false if rounding errors decide about them or they are not finite.</returns>
    public (Dual[] Results, bool IsDecided) Differentiate(Value<Dual> loss, double epsilon, int iterations)
    {
        Dual[] x = [.. X.Select(v => (Dual)v)], y = [.. Y.Select(v => (Dual)v)];
        bool isDecided = true;
        var results = new Dual[P.Length];
        for (int j = 0; j < P.Length; j++)
        {
            Run.Begin(epsilon, iterations);
            results[j] = loss([.. P.Select((p, i) => Dual.Parameter(p, i == j ? 1 : 0, Direction[i]))], x, y, K, N, C);
            isDecided &= Run.IsDecided;
        }

        return (results, isDecided);
    }

    public T Evaluate<T>(Value<T> loss) where T : INumber<T> => loss(As<T>(P), As<T>(X), As<T>(Y), K, N, T.CreateChecked(C));

    public static T[] As<T>(double[] numbers) where T : INumber<T> => [.. numbers.Select(T.CreateChecked)];
}
