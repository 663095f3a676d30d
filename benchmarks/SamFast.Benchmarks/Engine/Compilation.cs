using System.Runtime;

namespace SamFast.Benchmarks.Engine;

/// <summary>What the runtime's compiler does in the background.</summary>
internal static class Compilation
{
    private const int MostBursts = 40, QuietBursts = 3;

    // It waits for 100 ms without new methods before it counts calls, on one processor ten times as long; 30 calls then
    // send a method to the next of its tiers.
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(Environment.ProcessorCount == 1 ? 1_100 : 150);

    /// <summary>Calls something, with pauses, until nothing of it is compiled any more.</summary>
    public static void Settle(Action burst)
    {
        long compiled = -1;
        for (int bursts = 0, quiet = 0; bursts < MostBursts && quiet < QuietBursts; bursts++)
        {
            burst();
            Thread.Sleep(_pause);
            long now = JitInfo.GetCompiledMethodCount();
            quiet = now == compiled ? quiet + 1 : 0;
            compiled = now;
        }
    }
}
