namespace SamFast.Tests;

/// <summary>What a step allocates on the caller's thread.</summary>
internal static class Allocated
{
    private const int Attempts = 5, Steps = 12;

    /// <summary>The least of a few attempts: worker threads are made once in the life of a process, by the first step that
    /// finds them free, and that may be any.</summary>
    public static long LeastBy(Action step)
    {
        long least = long.MaxValue;
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < Steps; i++)
                step();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
