using System.Diagnostics;
using System.Numerics;

namespace SamFast.Gallery.Notebook;

/// <summary>Measures the cost of a step, in runs without recording.</summary>
internal static class CostMeter
{
    private const int FewestSteps = 2000, FewestRepetitions = 5;

    private static readonly TimeSpan _measuring = TimeSpan.FromMilliseconds(100);

    // The runtime recompiles methods with optimizations in the background, in several rounds.
    private static readonly TimeSpan _patience = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan _longestWarmUp = TimeSpan.FromSeconds(3);

    public static Cost Measure<T>(Contender<T> contender, int steps)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var costs = new List<Cost>();
        long start = Stopwatch.GetTimestamp();
        while (costs.Count < FewestRepetitions || Stopwatch.GetElapsedTime(start) < _measuring)
            costs.Add(Once(contender, steps));

        // The time is that of the fastest repetition, which had the least interference. The allocation is the largest one.
        return new Cost(costs.Min(c => c.NanosecondsPerStep), costs.Max(c => c.AllocatedBytesPerStep));
    }

    /// <summary>Runs until the time has not improved for a while.</summary>
    /// <remarks>All contenders are warmed up before the first one is measured, because they share code.</remarks>
    public static void WarmUp<T>(Contender<T> contender, int steps)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double best = double.PositiveInfinity;
        long start = Stopwatch.GetTimestamp(), improved = start;
        while (Stopwatch.GetElapsedTime(improved) < _patience && Stopwatch.GetElapsedTime(start) < _longestWarmUp)
        {
            double time = Once(contender, steps).NanosecondsPerStep;
            if (time < 0.95 * best)
                (best, improved) = (time, Stopwatch.GetTimestamp());
        }
    }

    private static Cost Once<T>(Contender<T> contender, int steps)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        steps = Math.Max(steps, FewestSteps);
        var walker = contender.NewWalker();
        T[] parameters = Recorder.Start<T>();

        long allocated = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < steps; i++)
            walker.Step(parameters);
        var elapsed = Stopwatch.GetElapsedTime(start);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;

        return new Cost(elapsed.TotalNanoseconds / steps, (double)allocated / steps);
    }
}
