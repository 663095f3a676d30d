using System.Numerics;
using SamFast.Benchmarks.Memory;

namespace SamFast.Benchmarks.Engine;

/// <summary>What comes before a contest: everybody computes the same, and everybody is compiled for good.</summary>
internal static class Rehearsal<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Steps = 6;

    // Ends of every kind, two tiles and more, and a whole number of blocks.
    private static readonly int[] _sizes = [2, 8, 21, 64, 1_024, 5_003];

    private static double Tolerance => typeof(T) == typeof(double) ? 1e-12 : 2e-6;

    /// <summary>Steps everybody a few times and compares each with the first.</summary>
    public static void Compare(string workload, IReadOnlyList<Competitor<T>> competitors)
    {
        foreach (int size in _sizes)
        {
            var expected = Result(competitors[0], size)!;
            foreach (var competitor in competitors.Where(competitor => competitor.ComputesTheSame))
            {
                if (Result(competitor, size) is { } actual)
                    Compare(expected, actual, $"{workload}, {size} parameters, {competitor.Name}");
            }
        }
    }

    /// <summary>Calls everybody at these sizes, with pauses for the compiler in the background.</summary>
    public static void WarmUp(IReadOnlyList<Competitor<T>> competitors)
    {
        for (int burst = 0; burst < 5; burst++)
        {
            foreach (int size in _sizes)
            {
                foreach (var competitor in competitors)
                    Result(competitor, size, steps: 40);
            }

            Thread.Sleep(150);
        }
    }

    private static T[]? Result(Competitor<T> competitor, int size, int steps = Steps)
    {
        // A pool for each: here everybody starts from the same state.
        using var pool = new Pool<T>(size, Placement.Pages) { IsRehearsal = true };
        var room = pool.Open();
        var problem = new Problem<T>(room);
        if (competitor.Create(room) is not { } step)
            return null;
        problem.Repeat(step, steps);
        return problem.Parameters.Span.ToArray();
    }

    private static void Compare(T[] expected, T[] actual, string where)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            double error = double.CreateChecked(T.Abs(expected[i] - actual[i]));
            if (!(error <= Tolerance * Math.Max(1, Math.Abs(double.CreateChecked(expected[i])))))
            {
                throw new DisagreementException(
                    $"Not the same computation ({where}): parameter {i} is {actual[i]}, SamFast's is {expected[i]}.");
            }
        }
    }
}
