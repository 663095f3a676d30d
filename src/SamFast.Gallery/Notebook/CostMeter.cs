using System.Diagnostics;
using System.Numerics;

namespace SamFast.Gallery.Notebook;

/// <summary>Measures what a step costs, in runs of their own: recording a trajectory would be measured with it.</summary>
internal static class CostMeter
{
    private const int Repetitions = 5;

    // Long enough for the runtime to replace its first, unoptimized compilation in the background.
    private static readonly TimeSpan _warmUp = TimeSpan.FromMilliseconds(300);

    public static Cost Measure<T>(Contender<T> contender, int steps) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < _warmUp;)
            Once(contender, steps);

        // The fastest repetition is the one that was disturbed least; allocation has no such excuse: the largest.
        var costs = Enumerable.Range(0, Repetitions).Select(_ => Once(contender, steps)).ToArray();
        return new Cost(costs.Min(c => c.NanosecondsPerStep), costs.Max(c => c.AllocatedBytesPerStep));
    }

    private static Cost Once<T>(Contender<T> contender, int steps) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
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
