using System.Diagnostics;
using System.Runtime;

namespace SamFast.Benchmarks.Engine;

/// <summary>Waits for the background work of the JIT compiler.</summary>
internal static class Compilation
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(30);

    // Before it counts calls it waits until there have been no new methods for 100 ms, on one processor for 1 s; 30 calls
    // then send a method to the next of its tiers.
    private static readonly TimeSpan _quiet = TimeSpan.FromSeconds(1.5);

    /// <summary>Calls something, with pauses, until nothing has been compiled for a while.</summary>
    public static void Settle(Action burst)
    {
        long start = Stopwatch.GetTimestamp(), changed = start, compiled = 0;
        while (Stopwatch.GetElapsedTime(changed) < _quiet && Stopwatch.GetElapsedTime(start) < _longest)
        {
            burst();
            Thread.Sleep(_pause);
            if (JitInfo.GetCompiledMethodCount() is var now && now != compiled)
                (compiled, changed) = (now, Stopwatch.GetTimestamp());
        }
    }
}
