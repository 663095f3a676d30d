using System.Diagnostics;
using System.Runtime;

namespace SamFast.Benchmarks.Engine;

/// <summary>Waits for the background work of the JIT compiler.</summary>
internal static class Compilation
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(30);

    // Tiered compilation counts calls only after 100 ms without new methods (1 s on one processor). After 30 calls, a method
    // is compiled at the next tier.
    private static readonly TimeSpan _quiet = TimeSpan.FromSeconds(1.5);

    /// <summary>Repeats an action, with pauses, until no method has been compiled for a while.</summary>
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
