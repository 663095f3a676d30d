using System.Runtime.Intrinsics;

namespace SamFast.Tests.Runtime;

/// <summary>A kernel with a bug: it throws where an update is exactly 1.</summary>
public sealed class TripOnOneAttribute : TransformAttribute
{
    public static Vector512<T> Update<T>(Vector512<T> update) =>
        Vector512.EqualsAny(update, Vector512<T>.One) ? throw new InvalidOperationException(nameof(TripOnOneAttribute)) : update;
}

[Optimizer, TripOnOne]
internal sealed partial class Tripping;
