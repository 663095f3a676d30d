namespace SamFast.Tests.Runtime;

/// <summary>A kernel with a bug: it throws where an update is exactly 1.</summary>
public sealed class TripOnOneAttribute : TransformAttribute
{
    public static L Update<L>(L update) where L : ILanes<L> =>
        LaneElements.AnyIsOne(update) ? throw new InvalidOperationException(nameof(TripOnOneAttribute)) : update;
}

[Optimizer, TripOnOne]
internal sealed partial class Tripping;
