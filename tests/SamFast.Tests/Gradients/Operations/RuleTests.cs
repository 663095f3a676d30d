using System.Numerics;

namespace SamFast.Tests;

/// <summary>The companions of each operation: adjoints, tangents and tangents of adjoints.</summary>
public class RuleTests
{
    /// <summary>Points of each operation at which its adjoints are compared with differences.</summary>
    private const int Points = 1000;

    public static TheoryData<string> Names => [.. OperationCatalog.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Adjoints_equal_central_differences(string name)
    {
        const double Distance = 1e-5;
        var random = new Random(name.Length);
        for (int seed = 0, points = 0; points < Points; seed++)
        {
            foreach (var operation in OperationCatalog.Cases<double>(name, seed))
            {
                double[] seeds = operation.Seed(random);
                double[][] adjoints = operation.Adjoints(operation.Inputs, seeds);
                for (int input = 0; input < operation.Inputs.Length; input++)
                {
                    foreach (int i in Sample(operation.Inputs[input].Length, random))
                    {
                        double adjoint = adjoints[input][i];
                        if (!operation.DependsOn(input, i))
                        {
                            Assert.Equal(0, adjoint);
                            continue;
                        }

                        double[][] direction = [.. operation.Inputs.Select(values => new double[values.Length])];
                        direction[input][i] = 1;
                        double rise = Dot(seeds, operation.Output(operation.Moved(direction, Distance)))
                            - Dot(seeds, operation.Output(operation.Moved(direction, -Distance)));
                        AssertClose(rise / (2 * Distance), adjoint, 2e-7, $"input {input}, element {i}, seed {seed}");
                        points++;
                    }
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Tangents_are_the_transpose_of_adjoints(string name)
    {
        Compare<double>(1e-12);
        Compare<float>(1e-4);

        void Compare<T>(double tolerance) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var random = new Random(name.Length);
            for (int seed = 0; seed < 5; seed++)
            {
                foreach (var operation in OperationCatalog.Cases<T>(name, seed))
                {
                    T[] seeds = operation.Seed(random);
                    T[][] directions = operation.Directions(random);
                    T[] tangent = operation.Tangent(directions);
                    T[][] adjoints = operation.Adjoints(operation.Inputs, seeds);
                    double forward = Dot(seeds, tangent);
                    double reverse = adjoints.Zip(directions, Dot).Sum();
                    double scale = Dot(seeds.Select(T.Abs), tangent.Select(T.Abs));
                    Assert.True(
                        Math.Abs(forward - reverse) <= tolerance * (1 + scale), $"{name} {typeof(T).Name}: {forward} and {reverse}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Tangents_of_adjoints_equal_central_differences(string name)
    {
        const double Distance = 1e-5;
        var random = new Random(name.Length);
        for (int seed = 0; seed < 5; seed++)
        {
            foreach (var operation in OperationCatalog.Cases<double>(name, seed))
            {
                double[] adjoint = operation.Seed(random), adjointTangent = operation.Seed(random);
                double[][] tangents = operation.Directions(random);
                double[][] actual = [.. operation.Inputs.Select(values => new double[values.Length])];
                operation.AddAdjointTangents(
                    operation.Inputs, operation.Output(operation.Inputs), tangents, operation.Tangent(tangents), adjoint, adjointTangent,
                    actual);
                double[][] above = At(Distance), below = At(-Distance);
                for (int input = 0; input < actual.Length; input++)
                {
                    for (int i = 0; i < actual[input].Length; i++)
                    {
                        double expected = (above[input][i] - below[input][i]) / (2 * Distance);
                        AssertClose(expected, actual[input][i], 1e-6, $"input {input}, element {i}, seed {seed}");
                    }
                }

                double[][] At(double distance) => operation.Adjoints(
                    operation.Moved(tangents, distance), OperationCase<double>.Sum(adjoint, adjointTangent, distance));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Adjoints_are_added_and_an_empty_span_is_not_wanted(string name)
    {
        var random = new Random(name.Length);
        foreach (var operation in OperationCatalog.Cases<double>(name, 1))
        {
            double[] seeds = operation.Seed(random), output = operation.Output(operation.Inputs);
            double[][] expected = operation.Adjoints(operation.Inputs, seeds);
            double[][] twice = operation.Adjoints(operation.Inputs, seeds);
            operation.AddAdjoints(operation.Inputs, output, seeds, twice);
            for (int wanted = 0; wanted < expected.Length; wanted++)
            {
                double[][] one = [.. expected.Select((values, n) => n == wanted ? new double[values.Length] : [])];
                operation.AddAdjoints(operation.Inputs, output, seeds, one);
                Assert.Equal(expected[wanted], one[wanted]);
                foreach (var (once, both) in expected[wanted].Zip(twice[wanted]))
                    AssertClose(2 * once, both, 1e-13, name);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_empty_tangent_is_zero(string name)
    {
        var random = new Random(name.Length);
        foreach (var operation in OperationCatalog.Cases<double>(name, 2))
        {
            double[][] zeros = [.. operation.Inputs.Select(values => new double[values.Length])];
            double[][] empty = [.. operation.Inputs.Select(_ => Array.Empty<double>())];
            double[] output = operation.Output(operation.Inputs), tangent = operation.Seed(random), seeds = operation.Seed(random);
            operation.EvaluateTangent(operation.Inputs, output, empty, tangent);
            Assert.All(tangent, value => Assert.Equal(0, value));
            operation.AddAdjointTangents(operation.Inputs, output, empty, OneTangent(), seeds, OneTangent(), zeros);
            Assert.All(zeros.SelectMany(values => values), value => Assert.Equal(0, value));

            // A number has no empty span.
            double[] OneTangent() => [];
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_is_allocated_after_the_first_call(string name)
    {
        var random = new Random(name.Length);
        foreach (var operation in OperationCatalog.Cases<float>(name, 3))
        {
            float[] output = operation.Output(operation.Inputs), seeds = operation.Seed(random), tangent = operation.Seed(random);
            float[][] tangents = operation.Directions(random), adjoints = operation.Directions(random);
            Run();
            long before = GC.GetAllocatedBytesForCurrentThread();
            Run();
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

            void Run()
            {
                operation.Evaluate(operation.Inputs, output);
                operation.AddAdjoints(operation.Inputs, output, seeds, adjoints);
                operation.EvaluateTangent(operation.Inputs, output, tangents, tangent);
                operation.AddAdjointTangents(operation.Inputs, output, tangents, tangent, seeds, seeds, adjoints);
            }
        }
    }

    /// <summary>Indices of a few elements.</summary>
    private static IEnumerable<int> Sample(int length, Random random) =>
        length <= 12 ? Enumerable.Range(0, length) : Enumerable.Range(0, 12).Select(_ => random.Next(length));

    private static double Dot<T>(IEnumerable<T> a, IEnumerable<T> b) where T : INumberBase<T> =>
        a.Zip(b, (x, y) => double.CreateTruncating(x) * double.CreateTruncating(y)).Sum();

    private static void AssertClose(double expected, double actual, double tolerance, string place) => Assert.True(
        Math.Abs(expected - actual) <= tolerance * (1 + Math.Abs(expected)), $"{place}: {expected:R} expected, but {actual:R}");
}
