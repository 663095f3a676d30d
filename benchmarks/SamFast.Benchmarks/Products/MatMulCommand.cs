using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using SamFast.Benchmarks.Engine;

namespace SamFast.Benchmarks.Products;

/// <summary>Prints the speed of matrix products as a share of the peak of multiply-adds, which a loop without memory measures
/// in the same rounds.</summary>
internal static class MatMulCommand
{
    internal const string Name = "matmul";

    /// <summary>A tenth of a millisecond: less than a time slice, so that most samples are not interrupted.</summary>
    private const double MultiplyAddsOfSample = 5e6;

    private static readonly int[] s_sizes = [8, 16, 32, 64, 100, 128, 256, 512, 1024];

    /// <summary>Runs the command; the only option is <c>--rounds</c>.</summary>
    internal static int Run(string[] args)
    {
        int rounds = args is [_, "--rounds", var count] ? int.Parse(count, CultureInfo.InvariantCulture) : 51;
        Console.WriteLine("Share of the peak of multiply-adds, median of alternating rounds; allocated bytes of all calls.");
        Console.WriteLine("| n | type | A·B | A·Bᵀ | Aᵀ·B | bytes | peak, multiply-adds per ns |");
        Console.WriteLine("|---:|---|---:|---:|---:|---:|---:|");
        foreach (int size in s_sizes)
        {
            Measure<float>(size, rounds);
            Measure<double>(size, rounds);
        }

        return 0;
    }

    private static void Measure<T>(int n, int rounds) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new Random(n);
        T[] a = Matrix(), b = Matrix(), c = new T[n * n];
        Action[] products =
        [
            () => Dense.MatMul<T>(a, b, n, n, n, c),
            () => Dense.MatMulNT<T>(a, b, n, n, n, c),
            () => Dense.MatMulTN<T>(a, b, n, n, n, c),
        ];
        double work = (double)n * n * n;
        int repetitions = (int)Math.Max(1, MultiplyAddsOfSample / work);
        var shares = new double[products.Length, rounds];
        var peaks = new double[rounds];
        long allocated = 0;
        for (int round = -2; round < rounds; round++)
        {
            double peak = Peak<T>(work * repetitions);
            for (int i = 0; i < products.Length; i++)
            {
                // The peak before and after: frequency and neighbors change.
                long before = GC.GetAllocatedBytesForCurrentThread();
                double speed = work * repetitions / Time(products[i], repetitions);
                if (round >= 0)
                    allocated += GC.GetAllocatedBytesForCurrentThread() - before;
                double next = Peak<T>(work * repetitions);
                if (round >= 0)
                    (shares[i, round], peaks[round]) = (2 * speed / (peak + next), next);
                peak = next;
            }
        }

        string[] medians = [.. Enumerable.Range(0, products.Length).Select(
            i => Quantiles.Of(Enumerable.Range(0, rounds).Select(round => shares[i, round]), 0.5).ToString("P0", CultureInfo.InvariantCulture))];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| {n} | {typeof(T).Name} | {string.Join(" | ", medians)} | {allocated} | {Quantiles.Of(peaks, 0.5):F1} |"));

        T[] Matrix() => [.. Enumerable.Range(0, n * n).Select(_ => T.CreateTruncating(random.NextDouble() - 0.5))];
    }

    /// <summary>Multiply-adds per nanosecond.</summary>
    private static double Peak<T>(double multiplyAdds) where T : unmanaged
    {
        long start = Stopwatch.GetTimestamp();
        double count = PeakLoop.Run<T>(multiplyAdds).Count;
        return count / Stopwatch.GetElapsedTime(start).TotalNanoseconds;
    }

    private static double Time(Action action, int repetitions)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < repetitions; i++)
            action();
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds;
    }
}
