namespace SamFast.Tests.Runtime;

/// <summary>A kernel that delays worker threads at gradients of 1 and counts their blocks.</summary>
public sealed class StallWorkersOnOneAttribute : TransformAttribute
{
    private static int _blocksOfWorkers;

    internal static int BlocksOfWorkers => Volatile.Read(ref _blocksOfWorkers);

    public static L Update<L>(L update) where L : ILanes<L>
    {
        if (Thread.CurrentThread.Name?.StartsWith("SamFast worker", StringComparison.Ordinal) == true)
        {
            Interlocked.Increment(ref _blocksOfWorkers);
            if (LaneElements.AnyIsOne(update))
                Thread.Sleep(100);
        }

        return update;
    }
}

[Optimizer, StallWorkersOnOne]
internal sealed partial class Stalling;
